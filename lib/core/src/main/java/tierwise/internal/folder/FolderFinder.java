package tierwise.internal.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * Finds rule folders in a directory or on the class path. The only place that does I/O for them.
 */
public final class FolderFinder {
  /** Where rule folders lie in a jar. */
  private static final String ROOT = "META-INF/tierwise/";

  /** Lists the files of all rule folders of a jar, since a class path cannot be listed. */
  private static final String INDEX = ROOT + "index.txt";

  /** Beside the years of a programme: what was published of them. */
  private static final String ARCHIVES = "archive";

  private static final Pattern PROGRAMME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern YEAR = Pattern.compile("\\d{4}(-\\d{2})?");

  /** Names that can lead nowhere but to a file two folders below the index. */
  public static final Pattern INDEXED =
      Pattern.compile(
          "(?<programme>"
              + PROGRAMME
              + ")/(?<year>"
              + YEAR
              + ")/(?<file>[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N} ._+()-]{0,199})");

  /** Enough for ten thousand files. */
  private static final int LARGEST_INDEX = 1024 * 1024;

  private static final int MOST_INDEXED = 10_000;

  /** A hundred times what the years of a programme take. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** How long a class path that is read over a network may keep us waiting for its next bytes. */
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private FolderFinder() {}

  /**
   * The rule folders in or at a directory: it can be one of them, a programme with its years, or a
   * directory of programmes. They come in the order of their names.
   */
  public static List<FolderFiles> in(Path directory, Problems problems) {
    Path path = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      problems.error(Code.NO_SUCH_FOLDER, null, "there is no folder " + directory);
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
      problems.error(Code.UNREADABLE, null, "cannot read " + directory + ": " + e.getMessage());
    }
    if (found.isEmpty() && !problems.hasErrors()) {
      problems
          .error(Code.NOTHING_FOUND, null, "there is no rule folder in " + directory)
          .wayOut("Rule folders are named programme/year, such as my-programme/2021.");
    }
    return found;
  }

  private static void programme(
      Path programme, String shown, List<FolderFiles> found, Problems problems) throws IOException {
    String name = nameOf(programme);
    if (!PROGRAMME.matcher(name).matches()) {
      problems
          .error(
              Code.NO_SUCH_FOLDER,
              new SourceText(shown, "").whole(),
              "\"" + name + "\" cannot name a programme")
          .wayOut("Write lower-case letters, digits and hyphens: my-programme");
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
      problems
          .error(
              Code.NO_SUCH_FOLDER,
              new SourceText(shown, "").whole(),
              "\"" + nameOf(year) + "\" cannot name a programme year")
          .wayOut("Write the year, or the year and the month it begins: 2021, 2022-10");
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

  /** The rule folders of every jar and directory of the class path that has an index of them. */
  public static List<FolderFiles> onClassPath(ClassLoader loader, Problems problems) {
    ClassPath read = new ClassPath(problems);
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        read.index(index);
      }
    } catch (IOException e) {
      problems.error(
          Code.UNREADABLE, null, "cannot read rule folders of the class path: " + e.getMessage());
    }
    List<FolderFiles> found = new ArrayList<>();
    read.folders.forEach(
        (name, contents) -> {
          int slash = name.indexOf('/');
          found.add(
              new FolderFiles(
                  name.substring(0, slash),
                  name.substring(slash + 1),
                  name,
                  Collections.unmodifiableMap(contents)));
        });
    return found;
  }

  /** What was read of a class path so far; one that is endless is not read to its end. */
  private static final class ClassPath {
    private final Problems problems;
    private final Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    private int files;
    private int bytes;

    private ClassPath(Problems problems) {
      this.problems = problems;
    }

    private void index(URL index) throws IOException {
      byte[] text = bytes(index, "", LARGEST_INDEX);
      if (text.length > LARGEST_INDEX) {
        problems.error(
            Code.TOO_LARGE,
            null,
            "the index " + index + " has more than " + LARGEST_INDEX + " bytes");
        return;
      }
      for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
        String name = line.strip();
        if (!name.isEmpty() && !isNotForUs(name.substring(name.lastIndexOf('/') + 1))) {
          if (files == MOST_INDEXED || bytes > MOST_BYTES) {
            problems.error(
                Code.TOO_LARGE,
                null,
                "the rule folders of the class path have more than "
                    + (bytes > MOST_BYTES ? MOST_BYTES + " bytes" : MOST_INDEXED + " files")
                    + "; the index "
                    + index
                    + " is not read further");
            return;
          }
          file(index, name);
        }
      }
    }

    private void file(URL index, String name) throws IOException {
      Matcher entry = INDEXED.matcher(name);
      if (!entry.matches()) {
        problems.error(
            Code.UNREADABLE,
            null,
            "the index " + index + " has a line that names no file of a rule folder: " + name);
        return;
      }
      String folder = entry.group("programme") + "/" + entry.group("year");
      Map<String, byte[]> contents = folders.computeIfAbsent(folder, each -> new LinkedHashMap<>());
      if (contents.containsKey(entry.group("file"))) {
        problems.error(
            Code.OVERLAPPING_YEARS, null, folder + " is more than once on the class path");
      } else if (contents.size() <= RuleFolder.MOST_FILES) {
        byte[] content = bytes(index, name, RuleFolder.LARGEST_FILE);
        files++;
        bytes += content.length;
        contents.put(entry.group("file"), content);
      }
    }
  }

  /** The index, or a file below it; at most one byte more than it can have. */
  private static byte[] bytes(URL index, String name, int most) throws IOException {
    if (index.getProtocol().equals("file")) {
      Path file = pathOf(index);
      Path named = name.isEmpty() ? file : file.resolveSibling(name);
      if (!Files.isRegularFile(named)) {
        throw new NoSuchFileException(named + " is no file");
      }
      try (InputStream in = Files.newInputStream(named)) {
        return in.readNBytes(most + 1);
      }
    }
    // Without the cache of jar files, which would keep a replaced jar's old contents alive.
    URLConnection connection = (name.isEmpty() ? index : new URL(index, name)).openConnection();
    connection.setUseCaches(false);
    connection.setConnectTimeout(LONGEST_WAIT_MILLIS);
    connection.setReadTimeout(LONGEST_WAIT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(most + 1);
    }
  }

  private static Path pathOf(URL file) throws IOException {
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("cannot read " + file, e);
    }
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

  private static List<Path> directories(Path path) throws IOException {
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
  private static boolean isNotForUs(String name) {
    return name.startsWith(".")
        || name.endsWith("~")
        || (name.length() > 1 && name.startsWith("#") && name.endsWith("#"));
  }

  private static String join(Path directory, Path child) {
    return directory.resolve(nameOf(child)).toString();
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
