package tierwise.internal.folder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final Pattern PROGRAMME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern YEAR = Pattern.compile("\\d{4}(-\\d{2})?");
  private static final Pattern INDEXED =
      Pattern.compile("(?<programme>[^/]+)/(?<year>[^/]+)/(?<file>[^/]+)");

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
    } catch (IOException e) {
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
    try (Stream<Path> entries = Files.list(year)) {
      // One file more than it can have, beside the tests, is enough to refuse it.
      Stream<Path> files =
          entries.filter(entry -> !hidden(entry)).limit(RuleFolder.MOST_FILES + 2L);
      for (Path entry : (Iterable<Path>) files::iterator) {
        String name = nameOf(entry);
        boolean tests = name.equals(RuleFolder.TESTS) && Files.isDirectory(entry);
        if (!tests) {
          contents.put(name, Files.isDirectory(entry) ? new byte[0] : bytes(entry));
        }
      }
    }
    Path programme = year.getParent();
    return new FolderFiles(
        programme == null ? "" : nameOf(programme),
        nameOf(year),
        shown,
        Collections.unmodifiableMap(contents));
  }

  /** The rule folders of every jar and directory of the class path that has an index of them. */
  public static List<FolderFiles> onClassPath(ClassLoader loader, Problems problems) {
    Map<String, Map<String, byte[]>> folders = new TreeMap<>();
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        for (String line : lines(index)) {
          var entry = INDEXED.matcher(line);
          if (!entry.matches()) {
            problems.error(
                Code.UNREADABLE,
                null,
                "the index " + index + " has a line that names no file of a rule folder: " + line);
            continue;
          }
          String folder = entry.group("programme") + "/" + entry.group("year");
          byte[] earlier =
              folders
                  .computeIfAbsent(folder, name -> new LinkedHashMap<>())
                  .put(entry.group("file"), bytes(new URL(index, line)));
          if (earlier != null) {
            problems.error(
                Code.OVERLAPPING_YEARS, null, folder + " is more than once on the class path");
          }
        }
      }
    } catch (IOException e) {
      problems.error(
          Code.UNREADABLE, null, "cannot read rule folders of the class path: " + e.getMessage());
    }
    List<FolderFiles> found = new ArrayList<>();
    folders.forEach(
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

  private static List<String> lines(URL url) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(url), StandardCharsets.UTF_8))) {
      return reader.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return bytes(in);
    }
  }

  private static byte[] bytes(URL url) throws IOException {
    try (InputStream in = open(url)) {
      return bytes(in);
    }
  }

  /** All bytes, or one more than a file can have: enough to refuse it. */
  private static byte[] bytes(InputStream in) throws IOException {
    return in.readNBytes(RuleFolder.LARGEST_FILE + 1);
  }

  /** Without the cache of jar files, which would keep a replaced jar's old contents alive. */
  private static InputStream open(URL url) throws IOException {
    var connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
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
      return entries.filter(Files::isDirectory).filter(entry -> !hidden(entry)).sorted().toList();
    }
  }

  private static boolean hidden(Path path) {
    return nameOf(path).startsWith(".");
  }

  private static String join(Path directory, Path child) {
    return directory.resolve(nameOf(child)).toString();
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
