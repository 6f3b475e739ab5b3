package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.NO_FILE_OF_A_RULE_FOLDER;
import static tierwise.internal.folder.FolderProblem.NO_RULE_FOLDER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import tierwise.internal.source.Problems;

/** Rule folders whose files a program gives. */
public final class GivenFiles {
  private static final String SHOWN = "what was given";

  private GivenFiles() {}

  /** The folders, with a copy of each file; what is none of theirs is among the problems. */
  public static List<FolderFiles> folders(Map<String, byte[]> files, Problems problems) {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    new TreeMap<>(files)
        .forEach(
            (path, content) -> {
              Matcher name = FolderFinder.NAME.matcher(path);
              if (name.matches()) {
                folders
                    .computeIfAbsent(
                        name.group("programme") + "/" + name.group("year"), key -> new TreeMap<>())
                    .put(name.group("file"), content.clone());
              } else {
                problems.error(NO_FILE_OF_A_RULE_FOLDER, null, SHOWN, "path", path);
              }
            });
    if (folders.isEmpty() && !problems.hasErrors()) {
      problems.error(NO_RULE_FOLDER, null, SHOWN);
    }
    return folders.entrySet().stream().map(GivenFiles::folder).toList();
  }

  private static FolderFiles folder(Map.Entry<String, Map<String, byte[]>> folder) {
    String name = folder.getKey();
    int slash = name.indexOf('/');
    return new FolderFiles(
        name.substring(0, slash), name.substring(slash + 1), name, folder.getValue());
  }
}
