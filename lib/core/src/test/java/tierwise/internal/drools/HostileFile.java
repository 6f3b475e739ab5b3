package tierwise.internal.drools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A rule file that tries something which rules may not do. It begins with a comment that says what,
 * and which nets see it; {@code // here} marks the line at which the grammar should stop it.
 *
 * @param name the group and the name, such as {@code host/a-process}
 * @param nets the nets that see it, each by itself
 * @param text the file, with a canary of its own and everything that repeats written out
 * @param here the line that is marked, from 1; 0 if there is none
 * @param canary the name of its canary
 */
record HostileFile(String name, Set<Net> nets, String text, int here, String canary) {
  private static final Path ATTACKS = Path.of("src/test/resources/attacks");
  private static final Pattern NETS = Pattern.compile("// nets: ([a-z, ]+)");
  private static final Pattern REPEAT =
      Pattern.compile("@REPEAT (?<times>\\d+)@(?<what>.*?)@UNTIL@");
  private static final String MARK = "// here";

  /** What can stop a rule file, in the order in which they come. */
  enum Net {
    /** The language of rules does not have it. Alone: it is not given to the engine without. */
    GRAMMAR,
    /** It is in the language, and the engine never gets the author's own words. */
    PRINTER,
    /** The engine's own compiler refuses it. */
    COMPILER,
    /** A class file shows it. */
    CLASSES,
    /** It links to a class that is not listed. */
    LOADER,
    /** It spends the steps of a decision, or states what is no fact. */
    BUDGET
  }

  /** All hostile files, in the order of their names. */
  static List<HostileFile> all() throws IOException {
    try (Stream<Path> files = Files.walk(ATTACKS)) {
      List<Path> paths = files.filter(Files::isRegularFile).sorted().toList();
      return IntStream.range(0, paths.size()).mapToObj(i -> read(paths.get(i), i)).toList();
    }
  }

  private static HostileFile read(Path path, int number) {
    try {
      String written = Files.readString(path);
      String canary = Canaries.name(number);
      List<String> lines = written.lines().toList();
      return new HostileFile(
          ATTACKS.relativize(path).toString().replaceAll("\\.drl$", "").replace('\\', '/'),
          nets(written, path),
          REPEAT
              .matcher(written.replace("@CANARY@", canary))
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(
                          match.group(2).repeat(Integer.parseInt(match.group(1))))),
          1
              + IntStream.range(0, lines.size())
                  .filter(i -> lines.get(i).contains(MARK))
                  .findFirst()
                  .orElse(-1),
          canary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Net> nets(String text, Path path) {
    Matcher line = NETS.matcher(text);
    if (!line.find()) {
      throw new IllegalArgumentException(path + " does not say which nets see it");
    }
    Set<Net> nets = EnumSet.noneOf(Net.class);
    for (String net : line.group(1).split(", ", -1)) {
      if (!net.equals("none")) {
        nets.add(Net.valueOf(net.toUpperCase(Locale.ROOT)));
      }
    }
    return nets;
  }

  boolean isSeenBy(Net net) {
    return nets.contains(net);
  }

  /** Whether it is given to the engine as it stands: not if that could run or hang. */
  boolean isBuilt() {
    return isSeenBy(Net.COMPILER) || isSeenBy(Net.CLASSES) || isSeenBy(Net.LOADER);
  }

  @Override
  public String toString() {
    return name.replace('-', ' ');
  }
}
