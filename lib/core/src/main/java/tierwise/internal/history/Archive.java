package tierwise.internal.history;

import static tierwise.internal.history.HistoryProblem.ANOTHER_FILE_THAN_PUBLISHED;
import static tierwise.internal.history.HistoryProblem.ARCHIVE_OF_SEVERAL_FOLDERS;
import static tierwise.internal.history.HistoryProblem.ARCHIVE_TOO_LARGE;
import static tierwise.internal.history.HistoryProblem.ARCHIVE_UNREADABLE;
import static tierwise.internal.history.HistoryProblem.ARCHIVE_WITHOUT_REVISION;
import static tierwise.internal.history.HistoryProblem.NO_NAME_OF_A_RULE_FILE;
import static tierwise.internal.history.HistoryProblem.PUBLISHED_FILE_MISSING;
import static tierwise.internal.history.HistoryProblem.REVISION_WRITTEN_OTHERWISE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import tierwise.Revision;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.folder.Sha256;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Yaml;

/**
 * A rule archive: the files of a published year with {@code revision.yaml}, which says what it is
 * and has the SHA-256 of each. Lines end with LF, so that the bytes are the same everywhere.
 * Immutable.
 *
 * @param files the files, at the path of the archive
 */
public record Archive(Revision revision, FolderFiles files) {
  private static final String REVISION = "revision.yaml";
  private static final int LARGEST_REVISION = 64 * 1024;

  /** No archive has more bytes. */
  public static final int LARGEST =
      RuleFolder.MOST_FILES * (RuleFolder.LARGEST_FILE + 1024) + LARGEST_REVISION;

  /** The bytes of the archive of a year. */
  public static byte[] write(FolderFiles files, Revision revision) {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    files
        .contents()
        .forEach((name, content) -> entries.put(files.name() + "/" + name, withLineFeeds(content)));
    entries.put(REVISION, RevisionText.of(revision, "").getBytes(StandardCharsets.UTF_8));
    return StoredZip.write(entries);
  }

  /**
   * The archive in a file, or {@code null} with the reasons among the problems.
   *
   * @param of where it is told that the file cannot be read; {@code null} for no place
   */
  public static @Nullable Archive read(Path file, @Nullable Span of, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in.readNBytes(LARGEST + 1), problems);
    } catch (IOException e) {
      problems.error(ARCHIVE_UNREADABLE, of, file, e.getMessage());
      return null;
    }
  }

  /**
   * The archive, or {@code null} with the reasons among the problems: what differs in a single byte
   * from what {@link #write} makes is none.
   *
   * @param path under which problems name it
   */
  private static @Nullable Archive read(String path, byte[] bytes, Problems problems) {
    problems.reading(path);
    if (bytes.length > LARGEST) {
      return refused(path, problems, ARCHIVE_TOO_LARGE, LARGEST);
    }
    SortedMap<String, byte[]> entries =
        StoredZip.read(path, bytes, RuleFolder.MOST_FILES + 1, RuleFolder.LARGEST_FILE, problems);
    if (entries == null) {
      return null;
    }
    byte[] described = entries.remove(REVISION);
    if (described == null || entries.isEmpty()) {
      return refused(path, problems, ARCHIVE_WITHOUT_REVISION, REVISION);
    }
    String folder = null;
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      Matcher name = FolderFinder.NAME.matcher(entry.getKey());
      if (!name.matches() || !RuleFolder.known(name.group("file"))) {
        return refused(path, problems, NO_NAME_OF_A_RULE_FILE, entry.getKey());
      }
      String own = name.group("programme") + "/" + name.group("year");
      if (folder != null && !own.equals(folder)) {
        return refused(path, problems, ARCHIVE_OF_SEVERAL_FOLDERS, folder, own);
      }
      folder = own;
      contents.put(name.group("file"), entry.getValue());
    }
    return folder == null ? null : read(path, folder, described, contents, problems);
  }

  private static @Nullable Archive read(
      String path,
      String folder,
      byte[] described,
      SortedMap<String, byte[]> contents,
      Problems problems) {
    SourceText text = Decoder.decode(path + "/" + REVISION, described, LARGEST_REVISION, problems);
    String programme = folder.substring(0, folder.indexOf('/'));
    Revision revision =
        text == null ? null : RevisionText.read(Yaml.read(text, problems), programme, problems);
    if (revision == null || text == null) {
      return null;
    }
    if (!revision.name().equals(folder) || !text.text().equals(RevisionText.of(revision, ""))) {
      return refused(path, problems, REVISION_WRITTEN_OTHERWISE, REVISION, folder);
    }
    FolderFiles files = new FolderFiles(programme, revision.year(), path, contents);
    for (Map.Entry<String, String> hash : hashes(files).entrySet()) {
      if (!hash.getValue().equals(revision.files().get(hash.getKey()))) {
        return refused(path, problems, ANOTHER_FILE_THAN_PUBLISHED, hash.getKey());
      }
    }
    if (revision.files().size() != contents.size()) {
      return refused(path, problems, PUBLISHED_FILE_MISSING);
    }
    return new Archive(revision, files);
  }

  private static @Nullable Archive refused(
      String path, Problems problems, HistoryProblem why, Object... values) {
    problems.error(why, new SourceText(path, "").whole(), values);
    return null;
  }

  /** The SHA-256 of each file, whose lines end with LF for that. */
  public static Map<String, String> hashes(FolderFiles files) {
    Map<String, String> hashes = new TreeMap<>();
    files
        .contents()
        .forEach((name, content) -> hashes.put(name, Sha256.of(withLineFeeds(content))));
    return hashes;
  }

  private static byte[] withLineFeeds(byte[] content) {
    byte[] lines = new byte[content.length];
    int length = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\r') {
        lines[length++] = '\n';
        i += i + 1 < content.length && content[i + 1] == '\n' ? 1 : 0;
      } else {
        lines[length++] = content[i];
      }
    }
    return java.util.Arrays.copyOf(lines, length);
  }
}
