package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/** Finds rule folders in a directory. */
public final class FolderFinder {
  /** Beside the years of a programme: what was published of them. */
  static final String ARCHIVES = "archive";

  static final Pattern PROGRAMME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  static final Pattern YEAR = Pattern.compile("\\d{4}(-\\d{2})?");

  /** Names that can lead nowhere but to a file of a rule folder, from where its programme lies. */
  public static final Pattern NAME =
      Pattern.compile(
          "(?<programme>"
              + PROGRAMME
              + ")/(?<year>"
              + YEAR
              + ")/(?<file>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N} ._+()-]{0,199})");

  private FolderFinder() {}

  /**
   * The rule folders in or at a directory: it can be one of them, a programme with its years, or a
   * directory of programmes. They come in the order of their names.
   */
  public static List<FolderFiles> in(Path directory, Problems problems) {
    Path path = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      problems.error(NO_FOLDER, null, directory);
      return List.of();
    }
    List<FolderFiles> found = new ArrayList<>();
    try {
      if (isYear(path)) {
        year(path, directory.toString(), found, problems);
      } else if (isProgramme(path)) {
        programme(path, directory.toString(), found, problems);
      } else {
        for (Path programme : directories(path)) {
          if (isProgramme(programme)) {
            programme(programme, join(directory, programme), found, problems);
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Unchecked if a folder was taken away while it was listed.
      problems.error(CANNOT_READ, null, directory, e.getMessage());
    }
    if (found.isEmpty() && !problems.hasErrors()) {
      problems.error(NO_RULE_FOLDER, null, directory);
    }
    return found;
  }

  private static void programme(
      Path programme, String shown, List<FolderFiles> found, Problems problems) throws IOException {
    String name = nameOf(programme);
    if (!PROGRAMME.matcher(name).matches()) {
      problems.error(NO_NAME_FOR_A_PROGRAMME, new SourceText(shown, "").whole(), name);
    }
    for (Path year : directories(programme)) {
      if (nameOf(year).equals(ARCHIVES)) {
        continue;
      }
      year(year, shown + "/" + nameOf(year), found, problems);
    }
  }

  private static void year(Path year, String shown, List<FolderFiles> found, Problems problems)
      throws IOException {
    if (YEAR.matcher(nameOf(year)).matches()) {
      found.add(read(year, shown));
    } else {
      problems.error(NO_NAME_FOR_A_YEAR, new SourceText(shown, "").whole(), nameOf(year));
    }
  }

  private static FolderFiles read(Path year, String shown) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    Set<String> unreadable = new TreeSet<>();
    try (Stream<Path> entries = Files.list(year)) {
      // One file more than it can have, beside the tests, is enough to refuse it.
      Stream<Path> files =
          entries.filter(entry -> !isNotForUs(entry)).limit(RuleFolder.MOST_FILES + 2L);
      for (Path entry : (Iterable<Path>) files::iterator) {
        String name = nameOf(entry);
        boolean directory = Files.isDirectory(entry);
        if (Files.isRegularFile(entry)) {
          contents.put(name, bytes(entry));
        } else if (!directory || RuleFolder.known(name)) {
          // Opening it could wait for ever.
          unreadable.add(name);
        } else if (!name.equals(RuleFolder.TESTS)) {
          contents.put(name, new byte[0]);
        }
      }
    }
    Path programme = year.getParent();
    return new FolderFiles(
        programme == null ? "" : nameOf(programme),
        nameOf(year),
        shown,
        Collections.unmodifiableMap(contents),
        Collections.unmodifiableSet(unreadable));
  }

  private static byte[] bytes(Path file) throws IOException {
    // One byte more than a file can have is enough to refuse it.
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(RuleFolder.LARGEST_FILE + 1);
    }
  }

  /** Also with a name that no year can have, if it holds what a year holds. */
  private static boolean isYear(Path path) {
    return YEAR.matcher(nameOf(path)).matches() || Files.exists(path.resolve(RuleFolder.MANIFEST));
  }

  private static boolean isProgramme(Path path) throws IOException {
    return directories(path).stream().anyMatch(FolderFinder::isYear);
  }

  /** Those that rule folders can lie in, in the order of their names. */
  static List<Path> directories(Path path) throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !isNotForUs(entry))
          .sorted()
          .toList();
    }
  }

  private static boolean isNotForUs(Path path) {
    return isNotForUs(nameOf(path));
  }

  /** What is hidden, and what editors leave beside the file that they work on. */
  static boolean isNotForUs(String name) {
    return name.startsWith(".")
        || name.endsWith("~")
        || (name.length() > 1 && name.startsWith("#") && name.endsWith("#"));
  }

  private static String join(Path directory, Path child) {
    return directory.resolve(nameOf(child)).toString();
  }

  static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
