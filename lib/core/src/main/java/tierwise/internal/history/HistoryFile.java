package tierwise.internal.history;

import static tierwise.internal.history.HistoryProblem.ARCHIVE_MISSING;
import static tierwise.internal.history.HistoryProblem.ARCHIVE_OF_OTHER_WORDS;
import static tierwise.internal.history.HistoryProblem.HISTORY_UNREADABLE;
import static tierwise.internal.history.HistoryProblem.REVISIONS_ARE_NO_LIST;
import static tierwise.internal.history.HistoryProblem.REVISION_OUT_OF_TURN;

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
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
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
  private static byte[] bytes(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST + 1);
    }
  }

  /**
   * The history in the folder of a programme, without revisions if it has none, with what is wrong
   * among the problems.
   */
  public static HistoryFile read(String programme, Path folder, Problems problems) {
    try {
      return read(programme, folder, bytes(folder), problems);
    } catch (IOException e) {
      problems.error(HISTORY_UNREADABLE, null, folder, e.getMessage());
      return new HistoryFile(programme, folder, List.of());
    }
  }

  private static HistoryFile read(String programme, Path folder, byte[] bytes, Problems problems) {
    List<Located<Revision>> revisions = new ArrayList<>();
    SourceText source =
        bytes.length == 0
            ? null
            : Decoder.decode(folder.resolve(NAME).toString(), bytes, LARGEST, problems);
    YamlNode root = source == null ? null : Yaml.read(source, problems);
    MappingReader keys = MappingReader.of(root, "the history", List.of("revisions"), problems);
    YamlNode all = keys == null ? null : keys.required("revisions");
    if (all instanceof YamlNode.Sequence sequence) {
      Map<String, Integer> last = new TreeMap<>();
      for (YamlNode item : sequence.items()) {
        Revision revision = RevisionText.read(item, programme, problems);
        if (revision != null) {
          if (revision.number() != last.merge(revision.year(), 1, Integer::sum)) {
            problems.error(
                REVISION_OUT_OF_TURN,
                item.span(),
                last.getOrDefault(revision.year(), 1) - 1,
                revision.name(),
                revision.number());
          }
          revisions.add(new Located<>(revision, item.span()));
        }
      }
    } else if (all != null) {
      problems.error(REVISIONS_ARE_NO_LIST, all.span());
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
    if (!Files.isRegularFile(file)) {
      problems.error(ARCHIVE_MISSING, of.span(), revision.archive(), revision);
      return null;
    }
    Archive archive = Archive.read(file, of.span(), problems);
    if (archive != null && !archive.revision().equals(revision)) {
      problems
          .error(ARCHIVE_OF_OTHER_WORDS, of.span(), revision, revision.archive())
          .place(new SourceText(file.toString(), "").whole());
      return null;
    }
    return archive;
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
