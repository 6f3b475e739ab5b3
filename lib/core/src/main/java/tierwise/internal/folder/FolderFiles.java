package tierwise.internal.folder;

import java.util.Map;
import java.util.Set;

/**
 * The files of one rule folder as they were found, not yet decoded.
 *
 * @param programme the name of the folder above, such as {@code learning-partner}
 * @param year the name of the folder, such as {@code 2021}
 * @param path where it was found, as problems name it
 * @param contents the bytes of each file, by its name; those of {@code tests} are not among them
 * @param unreadable the names of what is no file: pipes, devices, links that lead nowhere
 */
public record FolderFiles(
    String programme,
    String year,
    String path,
    Map<String, byte[]> contents,
    Set<String> unreadable) {
  /** A folder in which everything is a file. */
  public FolderFiles(String programme, String year, String path, Map<String, byte[]> contents) {
    this(programme, year, path, contents, Set.of());
  }

  /** The folder as if it held its manifest only, which says on which days its rules hold. */
  public FolderFiles manifestOnly() {
    byte[] manifest = contents.get(RuleFolder.MANIFEST);
    return new FolderFiles(
        programme, year, path, manifest == null ? Map.of() : Map.of(RuleFolder.MANIFEST, manifest));
  }

  /** The name under which callers ask for it: {@code learning-partner/2021}. */
  public String name() {
    return programme + "/" + year;
  }
}
