package tierwise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until a file in some folders is saved, added or deleted. Looks at times and sizes several
 * times a second, which works alike on all systems, network drives and containers. For use by one
 * thread.
 */
final class FolderWatch {
  private static final long PAUSE_MILLIS = 200;

  private final List<Path> folders;
  private Map<Path, Stamp> known;

  private record Stamp(FileTime modified, long size) {}

  FolderWatch(List<Path> folders) {
    this.folders = List.copyOf(folders);
    this.known = stamps();
  }

  /**
   * Waits for a change since the last one, or since this was made.
   *
   * @return false if the thread was interrupted instead
   */
  boolean awaitChange() {
    try {
      Map<Path, Stamp> now = stamps();
      while (now.equals(known)) {
        Thread.sleep(PAUSE_MILLIS);
        now = stamps();
      }
      // An editor may need a moment to write all of it.
      Map<Path, Stamp> later = now;
      do {
        now = later;
        Thread.sleep(PAUSE_MILLIS / 4);
        later = stamps();
      } while (!later.equals(now));
      known = now;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new HashMap<>();
    for (Path folder : folders) {
      try {
        Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                stamps.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size()));
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException e) {
                // It was deleted while we looked: the next look will not see it.
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return stamps;
  }
}
