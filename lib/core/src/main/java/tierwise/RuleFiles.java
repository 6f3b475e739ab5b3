package tierwise;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Sha256;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

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

  private RuleFiles(List<FolderFiles> folders, Problems problems) {
    this.folders = List.copyOf(folders);
    this.problems = problems.inFileOrder();
    this.hashes = new TreeMap<>();
    folders.forEach(each -> hashes.put(each.path(), hash(each)));
  }

  /**
   * The files of the rule folders in a directory, see {@link RuleSets#in(Path)}. What cannot be
   * read is told when rules are made of them.
   */
  public static RuleFiles in(Path directory) {
    Objects.requireNonNull(directory, "directory");
    Problems problems = new Problems();
    return new RuleFiles(FolderFinder.in(directory, problems), problems);
  }

  /** The files of the rule folders that a class loader sees; see {@link RuleSets#onClassPath()}. */
  public static RuleFiles onClassPath(ClassLoader loader) {
    Objects.requireNonNull(loader, "loader");
    Problems problems = new Problems();
    List<FolderFiles> folders = FolderFinder.onClassPath(loader, problems);
    if (folders.isEmpty() && !problems.hasErrors()) {
      problems
          .error(Code.NOTHING_FOUND, null, "there is no rule folder on the class path")
          .wayOut("Add a jar with rules, or name a directory with RuleSets.in( … ).");
    }
    return new RuleFiles(folders, problems);
  }

  List<FolderFiles> folders() {
    return folders;
  }

  /** What could not be read. */
  List<Problem> problems() {
    return problems;
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
        && problems.equals(files.problems);
  }

  @Override
  public int hashCode() {
    return hashes.hashCode();
  }

  /** The names of the years. */
  @Override
  public String toString() {
    return folders.stream().map(FolderFiles::name).toList().toString();
  }
}
