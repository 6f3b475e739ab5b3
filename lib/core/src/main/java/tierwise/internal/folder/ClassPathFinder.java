package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;
import static tierwise.internal.folder.FolderProblem.CLASS_PATH_TOO_LARGE;
import static tierwise.internal.folder.FolderProblem.CLASS_PATH_UNREADABLE;
import static tierwise.internal.folder.FolderProblem.INDEX_TOO_LARGE;
import static tierwise.internal.folder.FolderProblem.NOT_LISTED_BY_ITSELF;
import static tierwise.internal.folder.FolderProblem.NO_FILE_OF_A_RULE_FOLDER;
import static tierwise.internal.folder.FolderProblem.NO_RULE_FOLDER_ON_THE_CLASS_PATH;
import static tierwise.internal.folder.FolderProblem.TWICE_ON_THE_CLASS_PATH;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;

/**
 * Finds rule folders on a class path or a module path: below {@code META-INF/tierwise} of each
 * directory and jar, also of a jar within a jar.
 *
 * <p>A class loader lists nothing, but it says which directories and jars have such a folder, and
 * those can be listed. What cannot, such as a jar without entries for its folders, says in an
 * {@code index.txt} what it has, a file on each line.
 */
public final class ClassPathFinder {
  private static final String ROOT = "META-INF/tierwise/";
  private static final String INDEX = "index.txt";

  /** Enough for ten thousand files. */
  private static final int LARGEST_INDEX = 1024 * 1024;

  private static final int MOST_FILES = 10_000;

  /** A hundred times what the years of a programme take. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** How long a class path that is read over a network may keep us waiting for its next bytes. */
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private final Problems problems;
  private final Map<String, Map<String, byte[]>> folders = new TreeMap<>();
  private int files;
  private int bytes;

  private ClassPathFinder(Problems problems) {
    this.problems = problems;
  }

  /**
   * The rule folders that a class loader sees, in the order of their names. That there are none is
   * a problem.
   */
  public static List<FolderFiles> find(ClassLoader loader, Problems problems) {
    ClassPathFinder finder = new ClassPathFinder(problems);
    try {
      for (Root root : roots(loader)) {
        finder.read(root);
      }
    } catch (IOException e) {
      problems.error(CLASS_PATH_UNREADABLE, null, e.getMessage());
    }
    List<FolderFiles> found = new ArrayList<>();
    finder.folders.forEach(
        (name, contents) -> {
          int slash = name.indexOf('/');
          found.add(
              new FolderFiles(
                  name.substring(0, slash),
                  name.substring(slash + 1),
                  name,
                  Collections.unmodifiableMap(contents)));
        });
    if (found.isEmpty() && !problems.hasErrors()) {
      problems.error(NO_RULE_FOLDER_ON_THE_CLASS_PATH, null);
    }
    return found;
  }

  /**
   * A place with rule folders.
   *
   * @param base what the names of its files are relative to
   * @param index what names them, if there is one
   * @param listed the folder, unless the class loader knows of no such entry
   */
  private record Root(URL base, @Nullable URL index, @Nullable URL listed) {}

  private static List<Root> roots(ClassLoader loader) throws IOException {
    // By their texts, since URLs ask a name server whether they are equal.
    Map<String, Root> roots = new LinkedHashMap<>();
    for (URL index : Collections.list(loader.getResources(ROOT + INDEX))) {
      String text = index.toString();
      roots.put(text.substring(0, text.length() - INDEX.length()), new Root(index, index, null));
    }
    for (URL found : Collections.list(loader.getResources(ROOT))) {
      URL folder = found.getPath().endsWith("/") ? found : new URL(found, found + "/");
      roots.merge(
          folder.toString(),
          new Root(folder, null, folder),
          (indexed, listed) -> new Root(indexed.base, indexed.index, folder));
    }
    return List.copyOf(roots.values());
  }

  private void read(Root root) throws IOException {
    Set<String> named = Set.of();
    if (root.index != null) {
      byte[] text = bytes(root.index, "", LARGEST_INDEX);
      if (text.length > LARGEST_INDEX) {
        problems.error(INDEX_TOO_LARGE, null, root.index, LARGEST_INDEX);
        return;
      }
      List<String> lines =
          new String(text, StandardCharsets.UTF_8).lines().map(String::strip).toList();
      if (!read(root.base, lines, "the index " + root.index, "line")) {
        return;
      }
      named = Set.copyOf(lines);
    }
    if (root.listed != null) {
      Set<String> names = list(root.listed);
      // Also where there is an index: that of a jar made of several may be of one of them.
      names.removeAll(named);
      read(root.base, names, root.listed.toString(), "file");
    }
  }

  /** False if there was more than can be read. */
  private boolean read(URL base, Collection<String> names, String shown, String noun)
      throws IOException {
    for (String name : names) {
      if (!name.isEmpty() && !FolderFinder.isNotForUs(name.substring(name.lastIndexOf('/') + 1))) {
        if (files == MOST_FILES || bytes > MOST_BYTES) {
          boolean bytesSpent = bytes > MOST_BYTES;
          problems.error(
              CLASS_PATH_TOO_LARGE,
              null,
              bytesSpent ? MOST_BYTES : null,
              bytesSpent ? null : MOST_FILES,
              shown);
          return false;
        }
        Matcher parts = FolderFinder.NAME.matcher(name);
        if (parts.matches()) {
          file(base, name, parts);
        } else {
          problems.error(NO_FILE_OF_A_RULE_FOLDER, null, shown, noun, name);
        }
      }
    }
    return true;
  }

  private void file(URL base, String name, Matcher parts) throws IOException {
    String folder = parts.group("programme") + "/" + parts.group("year");
    Map<String, byte[]> contents = folders.computeIfAbsent(folder, each -> new LinkedHashMap<>());
    if (contents.containsKey(parts.group("file"))) {
      problems.error(TWICE_ON_THE_CLASS_PATH, null, folder);
    } else if (contents.size() <= RuleFolder.MOST_FILES) {
      byte[] content = bytes(base, name, RuleFolder.LARGEST_FILE);
      files++;
      bytes += content.length;
      contents.put(parts.group("file"), content);
    }
  }

  /** The names of what lies in rule folders, relative to the root; one more than can be read. */
  private Set<String> list(URL root) throws IOException {
    if (root.getProtocol().equals("file")) {
      return inDirectory(pathOf(root));
    }
    URLConnection connection = root.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return inJar(jar);
    }
    problems.error(NOT_LISTED_BY_ITSELF, null, root, ROOT + INDEX);
    return new TreeSet<>();
  }

  private static Set<String> inDirectory(Path root) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path programme : FolderFinder.directories(root)) {
      for (Path year : FolderFinder.directories(programme)) {
        if (FolderFinder.nameOf(year).equals(FolderFinder.ARCHIVES)) {
          continue;
        }
        String folder = FolderFinder.nameOf(programme) + "/" + FolderFinder.nameOf(year) + "/";
        try (Stream<Path> entries = Files.list(year)) {
          entries
              .filter(entry -> !Files.isDirectory(entry))
              .limit(MOST_FILES + 1L - names.size())
              .forEach(entry -> names.add(folder + FolderFinder.nameOf(entry)));
        }
      }
    }
    return names;
  }

  private static Set<String> inJar(JarURLConnection connection) throws IOException {
    patient(connection);
    String entry = connection.getEntryName();
    String root = entry.endsWith("/") ? entry : entry + "/";
    try (JarFile jar = connection.getJarFile()) {
      return jar.stream()
          .filter(each -> !each.isDirectory())
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(root))
          .map(name -> name.substring(root.length()))
          .filter(name -> name.chars().filter(c -> c == '/').count() == 2)
          .filter(name -> !name.contains("/" + FolderFinder.ARCHIVES + "/"))
          .limit(MOST_FILES + 1L)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** A file below the base, or that itself; at most one byte more than it can have. */
  private static byte[] bytes(URL base, String name, int most) throws IOException {
    if (base.getProtocol().equals("file")) {
      // By path, not by URL, in which a % or a space of a name would mean something else.
      Path path = pathOf(base);
      Path folder = base.getPath().endsWith("/") ? path : path.resolveSibling("");
      Path named = name.isEmpty() ? path : folder.resolve(name);
      if (!Files.isRegularFile(named)) {
        throw new NoSuchFileException(named + " is no file");
      }
      try (InputStream in = Files.newInputStream(named)) {
        return in.readNBytes(most + 1);
      }
    }
    URLConnection connection = (name.isEmpty() ? base : new URL(base, name)).openConnection();
    patient(connection);
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(most + 1);
    }
  }

  /** Without the cache of jar files, which would keep a replaced jar's old contents alive. */
  private static void patient(URLConnection connection) {
    connection.setUseCaches(false);
    connection.setConnectTimeout(LONGEST_WAIT_MILLIS);
    connection.setReadTimeout(LONGEST_WAIT_MILLIS);
  }

  private static Path pathOf(URL file) throws IOException {
    try {
      return Path.of(file.toURI());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("cannot read " + file, e);
    }
  }
}
