package tierwise;

import static tierwise.SigningProblem.REVISION_NOT_SIGNED;
import static tierwise.SigningProblem.REVISION_NOT_SIGNED_BY_THE_TRUSTED;
import static tierwise.SigningProblem.YEAR_NOT_PUBLISHED;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tierwise.internal.folder.ClassPathFinder;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.GivenFiles;
import tierwise.internal.folder.Sha256;
import tierwise.internal.history.Archive;
import tierwise.internal.history.HistoryFile;
import tierwise.internal.history.Signing;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/**
 * The files of rule folders as they were read at one moment, not yet looked at. What is read of
 * them later does not change any more, whoever edits the folders meanwhile.
 *
 * <p>Two are equal if every file is at the same place with the same bytes. Immutable and safe for
 * use by several threads.
 */
public final class RuleFiles {
  private final List<FolderFiles> folders;
  private final List<Problem> problems;
  private final Map<String, String> hashes;

  /** What was published of each programme. */
  private final List<HistoryFile> histories;

  private RuleFiles(List<FolderFiles> folders, List<HistoryFile> histories, Problems problems) {
    this.folders = List.copyOf(folders);
    this.histories = List.copyOf(histories);
    this.problems = problems.inFileOrder();
    this.hashes = new TreeMap<>();
    folders.forEach(each -> hashes.put(each.path(), hash(each)));
  }

  /**
   * The files of the rule folders in a directory, or of a rule archive, see {@link
   * RuleSets#in(Path)}. What cannot be read is told when rules are made of them.
   */
  public static RuleFiles in(Path directory) {
    Problems problems = new Problems();
    if (Files.isRegularFile(Objects.requireNonNull(directory, "directory"))) {
      return inArchive(directory, problems);
    }
    List<FolderFiles> folders = FolderFinder.in(directory, problems);
    Map<String, HistoryFile> histories = new TreeMap<>();
    for (FolderFiles each : folders) {
      Path programme = Path.of(each.path()).toAbsolutePath().normalize().getParent();
      if (programme != null && !histories.containsKey(each.programme())) {
        // As somebody would write it who is where the program is.
        Path shown = Path.of(each.path()).getParent();
        histories.put(
            each.programme(),
            HistoryFile.read(each.programme(), shown == null ? programme : shown, problems));
      }
    }
    return new RuleFiles(folders, List.copyOf(histories.values()), problems);
  }

  private static RuleFiles inArchive(Path file, Problems problems) {
    Archive archive = Archive.read(file, null, problems);
    if (archive == null) {
      return new RuleFiles(List.of(), List.of(), problems);
    }
    Located<Revision> published =
        new Located<>(archive.revision(), new SourceText(file.toString(), "").whole());
    HistoryFile history =
        new HistoryFile(
            archive.revision().programme(), file.resolveSibling("."), List.of(published));
    return new RuleFiles(List.of(archive.files()), List.of(history), problems);
  }

  /** The files of the rule folders that a class loader sees; see {@link RuleSets#onClassPath()}. */
  public static RuleFiles onClassPath(ClassLoader loader) {
    Objects.requireNonNull(loader, "loader");
    Problems problems = new Problems();
    return new RuleFiles(ClassPathFinder.find(loader, problems), List.of(), problems);
  }

  /**
   * The files of rule folders that a program has from somewhere else, such as a database. What is
   * no file of a rule folder is told when rules are made of them.
   *
   * @param files the bytes of each file, by its path: {@code my-programme/2021/ruleset.yaml}
   */
  public static RuleFiles of(Map<String, byte[]> files) {
    Problems problems = new Problems();
    return new RuleFiles(GivenFiles.folders(files, problems), List.of(), problems);
  }

  List<FolderFiles> folders() {
    return folders;
  }

  /** What could not be read. */
  List<Problem> problems() {
    return problems;
  }

  /** The revisions that the folders are as they are now, by their names. */
  Map<String, Revision> published() {
    Map<String, Revision> published = new TreeMap<>();
    for (FolderFiles folder : folders) {
      Revision revision = history(folder.programme()).of(folder);
      if (revision != null) {
        published.put(folder.name(), revision);
      }
    }
    return published;
  }

  private HistoryFile history(String programme) {
    return histories.stream()
        .filter(each -> each.programme().equals(programme))
        .findFirst()
        .orElse(new HistoryFile(programme, Path.of(""), List.of()));
  }

  /** What is wrong with what was published, and which folders are not as they were. */
  List<Problem> againstHistory() {
    Problems found = new Problems();
    for (HistoryFile history : histories) {
      history.check(
          folders.stream().filter(each -> each.programme().equals(history.programme())).toList(),
          found);
    }
    return found.inFileOrder();
  }

  /** What identifies the content of one of the folders. */
  String hash(String path) {
    return Objects.requireNonNull(hashes.get(path));
  }

  private static String hash(FolderFiles folder) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeUTF(folder.programme() + "/" + folder.year());
      for (String name : new TreeSet<>(folder.unreadable())) {
        out.writeUTF(name);
      }
      for (Map.Entry<String, byte[]> file : new TreeMap<>(folder.contents()).entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(all.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleFiles files
        && hashes.equals(files.hashes)
        && revisions().equals(files.revisions())
        && problems.equals(files.problems);
  }

  @Override
  public int hashCode() {
    return hashes.hashCode();
  }

  private List<Revision> revisions() {
    return histories.stream()
        .flatMap(each -> each.revisions().stream())
        .map(Located::value)
        .toList();
  }

  /** The names of the years. */
  @Override
  public String toString() {
    return folders.stream().map(FolderFiles::name).toList().toString();
  }

  /** Says which of the rules nobody who is trusted has signed as they are here. */
  void refuseUnsigned(Iterable<RuleSet> sets, List<PublicKey> signers, Problems problems) {
    Map<String, Revision> published = published();
    for (RuleSet set : sets) {
      Revision revision = published.get(set.toString());
      Span place = set.manifest().source().whole();
      if (revision == null) {
        problems.error(YEAR_NOT_PUBLISHED, place, set);
      } else if (revision.signature() == null) {
        problems.error(REVISION_NOT_SIGNED, place, revision);
      } else if (!Signing.isSignedBy(revision, signers)) {
        problems.error(REVISION_NOT_SIGNED_BY_THE_TRUSTED, place, revision);
      }
    }
  }
}
