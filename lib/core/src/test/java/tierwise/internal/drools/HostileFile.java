package tierwise.internal.drools;

import canary.Bird;
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
 * and which net sees it; {@code // here} marks the line at which the grammar should stop it.
 *
 * @param name the group and the name, such as {@code host/a-process}
 * @param nets the net that sees it; none if it is honest, or harmless as data
 * @param text the file, with a canary and everything that repeats written out
 * @param here the line that is marked, from 1; 0 if there is none
 */
record HostileFile(String name, Set<Net> nets, String text, int here) {
  private static final Path ATTACKS = Path.of("src/test/resources/attacks");
  private static final Pattern NETS = Pattern.compile("// nets: ([a-z, ]+)");
  private static final Pattern REPEAT =
      Pattern.compile("@REPEAT (?<times>\\d+)@(?<what>.*?)@UNTIL@");
  private static final String MARK = "// here";

  /** What can stop a rule file, in the order in which they come. */
  enum Net {
    /** The language of rules does not have it. */
    GRAMMAR,
    /** It spends the steps of a decision. */
    BUDGET
  }

  /** All hostile files, in the order of their names. */
  static List<HostileFile> all() throws IOException {
    try (Stream<Path> files = Files.walk(ATTACKS)) {
      List<Path> paths = files.filter(Files::isRegularFile).sorted().toList();
      return paths.stream().map(HostileFile::read).toList();
    }
  }

  private static HostileFile read(Path path) {
    try {
      String written = Files.readString(path);
      List<String> lines = written.lines().toList();
      return new HostileFile(
          ATTACKS.relativize(path).toString().replaceAll("\\.drl$", "").replace('\\', '/'),
          nets(written, path),
          REPEAT
              .matcher(written.replace("@CANARY@", Bird.NAME))
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(
                          match.group(2).repeat(Integer.parseInt(match.group(1))))),
          1
              + IntStream.range(0, lines.size())
                  .filter(i -> lines.get(i).contains(MARK))
                  .findFirst()
                  .orElse(-1));
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

  @Override
  public String toString() {
    return name.replace('-', ' ');
  }
}
