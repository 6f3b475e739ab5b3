package tierwise.internal.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tierwise.Revision;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.source.Code;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Keys;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;

/**
 * What was published of a programme, as {@code history.yaml} in its folder says. Immutable.
 *
 * @param programme the programme
 * @param folder where the file and the archives lie
 * @param revisions what was published, in the order in which it was
 */
public record HistoryFile(String programme, Path folder, List<Located<Revision>> revisions) {
  public static final String NAME = "history.yaml";
  private static final int LARGEST = 8 * 1024 * 1024;
  private static final String HEAD =
      "# Written by \"tierwise publish\". What was published does not change; a correction is the"
          + " next revision.\nrevisions:\n";

  /** The bytes of the file, as far as it can have some; empty if there is none. */
  public static byte[] bytes(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return Files.isRegularFile(file) ? bytes(file, LARGEST) : new byte[0];
  }

  private static byte[] bytes(Path file, int largest) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(largest + 1);
    }
  }

  /** The history, empty if the file is, with what is wrong among the problems. */
  public static HistoryFile read(String programme, Path folder, byte[] bytes, Problems problems) {
    List<Located<Revision>> revisions = new ArrayList<>();
    SourceText source =
        bytes.length == 0
            ? null
            : Decoder.decode(folder.resolve(NAME).toString(), bytes, LARGEST, problems);
    YamlNode root = source == null ? null : Yaml.read(source, problems);
    Keys keys = Keys.of(root, "the history", List.of("revisions"), problems);
    YamlNode all = keys == null ? null : keys.required("revisions");
    if (all instanceof YamlNode.Sequence sequence) {
      Map<String, Integer> last = new TreeMap<>();
      for (YamlNode item : sequence.items()) {
        Revision revision = RevisionText.read(item, programme, problems);
        if (revision != null) {
          if (revision.number() != last.merge(revision.year(), 1, Integer::sum)) {
            problems
                .error(
                    Code.DAMAGED_HISTORY,
                    item.span(),
                    "after "
                        + (last.getOrDefault(revision.year(), 1) - 1)
                        + " revisions of "
                        + revision.name()
                        + " the next cannot be "
                        + revision.number())
                .wayOut("Bring back the file as it was; nothing is taken out of it.");
          }
          revisions.add(new Located<>(revision, item.span()));
        }
      }
    } else if (all != null) {
      problems.error(Code.DAMAGED_HISTORY, all.span(), "\"revisions\" must be a list");
    }
    return new HistoryFile(programme, folder, List.copyOf(revisions));
  }

  /** The last revision of a year; {@code null} if it was never published. */
  public @Nullable Located<Revision> latest(String year) {
    Located<Revision> latest = null;
    for (Located<Revision> each : revisions) {
      latest = each.value().year().equals(year) ? each : latest;
    }
    return latest;
  }

  /** The revision that the files are; {@code null} if they were not published as they are. */
  public @Nullable Revision of(FolderFiles files) {
    Located<Revision> latest = latest(files.year());
    return latest != null && latest.value().files().equals(Archive.hashes(files))
        ? latest.value()
        : null;
  }

  /** The archive of a revision, or {@code null} with the reasons among the problems. */
  public @Nullable Archive archive(Located<Revision> of, Problems problems) {
    Revision revision = of.value();
    Path file = folder.resolve(revision.archive());
    try {
      if (Files.isRegularFile(file)) {
        Archive archive = Archive.read(file.toString(), bytes(file, Archive.LARGEST), problems);
        if (archive != null && !archive.revision().equals(revision)) {
          problems
              .error(
                  Code.DAMAGED_HISTORY,
                  of.span(),
                  revision + " stands here otherwise than in its archive " + revision.archive())
              .related("its archive", new SourceText(file.toString(), "").whole())
              .wayOut("Bring back both as they were published.");
          return null;
        }
        return archive;
      }
      problems
          .error(
              Code.DAMAGED_HISTORY,
              of.span(),
              "the archive " + revision.archive() + " of " + revision + " is not there")
          .wayOut("Bring it back; without it nobody can tell what was published.");
    } catch (IOException e) {
      problems.error(
          Code.UNREADABLE, of.span(), "cannot read " + revision.archive() + ": " + e.getMessage());
    }
    return null;
  }

  /** Tells what is wrong with archives, and where years are not as they were published. */
  public void check(List<FolderFiles> years, Problems problems) {
    for (Located<Revision> each : revisions) {
      Archive archive = archive(each, problems);
      FolderFiles now =
          years.stream()
              .filter(files -> files.year().equals(each.value().year()))
              .findFirst()
              .orElse(null);
      if (archive != null && now != null && each.equals(latest(now.year()))) {
        SilentEdits.tell(archive, now, problems);
      }
    }
  }

  /**
   * Adds a revision at the end and writes its archive. If anything goes wrong, what was published
   * before is as it was.
   */
  public void append(Revision revision, FolderFiles files) throws IOException {
    Path archive = folder.resolve(revision.archive());
    Files.createDirectories(archive.resolveSibling(".").normalize());
    replace(archive, Archive.write(files, revision));
    String before = new String(bytes(folder), StandardCharsets.UTF_8);
    String entry = RevisionText.of(revision, "    ").replaceFirst("^ {4}", "  - ");
    String all =
        (before.isEmpty() ? HEAD : before)
            + (before.isEmpty() || before.endsWith("\n") ? "" : "\n")
            + entry;
    replace(folder.resolve(NAME), all.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes all of the file or nothing. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
