package tierwise.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tierwise.record.LogFiles.Line;

/**
 * A file that lines are added to. It is no channel, since a thread that is interrupted closes the
 * channel that it waits for, for all others as well.
 */
final class LogFile implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final Path path;
  private final RandomAccessFile file;
  private long size;

  private LogFile(Path path, RandomAccessFile file, long size) {
    this.path = path;
    this.file = file;
    this.size = size;
  }

  /** Opens a file at its end, or makes it. */
  static LogFile open(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    long size = file.length();
    file.seek(size);
    return new LogFile(path, file, size);
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** Adds all of it or, if the disk fails, nothing. */
  void append(byte[] bytes) throws IOException {
    try {
      file.write(bytes);
      size += bytes.length;
    } catch (IOException e) {
      file.setLength(size);
      file.seek(size);
      throw e;
    }
  }

  /** Waits until all that was added is on the disk. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  /**
   * Moves a last line that has no end to a file beside it, and gives that; {@code null} if all have
   * one.
   */
  @Nullable Path mend() throws IOException {
    long end = endOfLines(file, size);
    if (end == size) {
      return null;
    }
    Path torn = path.resolveSibling(path.getFileName() + ".torn-" + end);
    byte[] piece = new byte[(int) Math.min(Integer.MAX_VALUE - 8L, size - end)];
    file.seek(end);
    file.readFully(piece);
    Files.deleteIfExists(torn);
    try (LogFile to = open(torn)) {
      to.append(piece);
      to.sync();
    }
    file.setLength(end);
    file.seek(end);
    size = end;
    sync();
    return torn;
  }

  /** Just behind the last line feed before an offset; 0 if there is none. */
  private static long endOfLines(RandomAccessFile file, long before) throws IOException {
    byte[] piece = new byte[PIECE];
    for (long end = before; end > 0; ) {
      int length = (int) Math.min(PIECE, end);
      file.seek(end - length);
      file.readFully(piece, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (piece[i] == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return 0;
  }

  /** The last whole line of a file; {@code null} if it has none. */
  static @Nullable Line lastLine(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = endOfLines(file, file.length());
      if (end == 0) {
        return null;
      }
      long start = endOfLines(file, end - 1);
      byte[] line = new byte[(int) (end - 1 - start)];
      file.seek(start);
      file.readFully(line);
      return new Line(path.toString(), linesBefore(file, start) + 1, line, true);
    }
  }

  private static long linesBefore(RandomAccessFile file, long offset) throws IOException {
    byte[] piece = new byte[PIECE];
    long lines = 0;
    file.seek(0);
    for (long at = 0; at < offset; ) {
      int length = (int) Math.min(PIECE, offset - at);
      file.readFully(piece, 0, length);
      for (int i = 0; i < length; i++) {
        lines += piece[i] == '\n' ? 1 : 0;
      }
      at += length;
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
