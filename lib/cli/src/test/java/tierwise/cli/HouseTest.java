package tierwise.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The map of the house: its rooms from the bottom up, and what each may know. A room knows rooms
 * below it only, and every arrow is drawn here; one that is no longer walked is rubbed out. It
 * hangs in the command line, which alone sees all modules.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseTest {
  private static final String INTERNAL = ".internal.";

  /** All classes of the library, which take a while to read. */
  static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(HouseTest::isNoTest).importPackages("tierwise");

  private static boolean isNoTest(Location place) {
    return !place.contains(
        HouseTest.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /**
   * A room.
   *
   * @param name the package; {@code tierwise.} and {@code internal.} go without saying where it is
   *     nobody's business outside of its module
   * @param knows the rooms that it uses, all of them
   * @param libraries the packages of other people's code that it uses, beside Java and JSpecify
   * @param makes the public values above it that it makes for who stands there; it knows nothing
   *     else of what is above it
   */
  private record Room(String name, Set<String> knows, Set<String> libraries, Set<String> makes) {
    static Room of(String name, String... knows) {
      return new Room(name, Set.of(knows), Set.of(), Set.of());
    }

    Room using(String... others) {
      return new Room(name, knows, Set.of(others), makes);
    }

    /**
     * The public values stand at the top, where callers look for them, and are made further down.
     */
    Room making(String... values) {
      return new Room(name, knows, libraries, Set.of(values));
    }
  }

  private static final List<Room> HOUSE =
      List.of(
          // Numbers and facts: what rule files can name.
          Room.of("figures").using("org.apache.commons.numbers"),
          Room.of("tierwise.facts", "figures"),
          // Files. Only here the parsers of YAML and JSON are known.
          Room.of("source")
              .using("org.snakeyaml.engine", "tools.jackson.core")
              .making("Problem", "RuleSetException", "SourceLocation"),
          // How values are written down, those at the top as well: described once, for JSON and for
          // what compares them.
          Room.of("json", "tierwise.facts", "source")
              .using("tools.jackson.core")
              .making(
                  "About",
                  "Comparison",
                  "Decision",
                  "Finding",
                  "Measured",
                  "OfferDecision",
                  "Problem",
                  "Reason",
                  "RuleReference",
                  "SourceLocation",
                  "Verdicts"),
          Room.of("folder", "source"),
          // What was published when, and which of it still stands as it was.
          Room.of("history", "folder", "source").making("Revision"),
          // The language. Its tree knows of the folder which classes of the embedder it trusts.
          Room.of("language.model", "tierwise.facts", "folder", "source"),
          Room.of("language.typing", "language.model", "folder", "source"),
          Room.of("language.syntax", "language.typing", "language.model", "source"),
          Room.of(
              "language.check",
              "language.syntax",
              "language.typing",
              "language.model",
              "tierwise.facts",
              "folder",
              "source"),
          // Two engines that know nothing of each other. Only one of them knows Drools.
          Room.of("engine", "language.model", "tierwise.facts", "figures", "source"),
          Room.of("direct", "engine", "language.model", "figures"),
          Room.of("drools", "engine", "language.model", "source").using("org.drools", "org.kie"),
          // Work on very many things, whatever they are.
          Room.of("bulk"),
          // Cases and decisions, which know the contract of engines and neither of the two.
          Room.of(
                  "casefile",
                  "json",
                  "language.check",
                  "language.model",
                  "tierwise.facts",
                  "folder",
                  "source")
              .making("Problem", "SourceLocation"),
          Room.of(
                  "decide",
                  "casefile",
                  "engine",
                  "language.model",
                  "tierwise.facts",
                  "figures",
                  "folder",
                  "source")
              .making(
                  "About",
                  "Decision",
                  "Finding",
                  "Measured",
                  "OfferDecision",
                  "Problem",
                  "ProgramYear",
                  "Reason",
                  "RuleReference",
                  "Verdicts"),
          // What other modules see of rules.
          Room.of("opened", "casefile", "language.model", "folder", "source")
              .making("EnrollmentCase", "Problem", "RuleSet", "RuleSetException"),
          // The door.
          Room.of(
                  "tierwise",
                  "decide",
                  "casefile",
                  "drools",
                  "direct",
                  "engine",
                  "language.check",
                  "language.model",
                  "json",
                  "history",
                  "opened",
                  "bulk",
                  "folder",
                  "source",
                  "tierwise.facts")
              .using("org.slf4j"),
          // Rules over time, built on the door as a caller would build it.
          Room.of("tierwise.live", "tierwise", "history", "folder", "source").using("org.slf4j"),
          // Decisions that are kept.
          Room.of(
                  "tierwise.record",
                  "tierwise.live",
                  "tierwise",
                  "opened",
                  "casefile",
                  "json",
                  "folder",
                  "source")
              .using("org.slf4j"),
          // The harness. It takes rules apart and changes them, and so sees more of the core than
          // others may. Its problems have words of their own.
          Room.of("testing.problems", "source"),
          // Three opinions on a case: only here a room stands above both engines.
          Room.of(
              "testing.interpret",
              "decide",
              "casefile",
              "drools",
              "direct",
              "engine",
              "language.check",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "figures",
              "folder",
              "source"),
          // Cases that nobody wrote.
          Room.of(
              "testing.draw",
              "casefile",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "folder",
              "source"),
          // What cases expect of decisions.
          Room.of(
              "testing.expect",
              "testing.problems",
              "testing.draw",
              "testing.interpret",
              "casefile",
              "engine",
              "json",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "folder",
              "source"),
          // What cases exercise, and the mistakes in rules that they notice.
          Room.of(
                  "testing.coverage",
                  "testing.expect",
                  "testing.draw",
                  "testing.interpret",
                  "casefile",
                  "engine",
                  "language.model",
                  "tierwise",
                  "tierwise.facts",
                  "figures",
                  "folder",
                  "source")
              .making("Coverage"),
          // A changed rule is asked alone, before the engine is asked for all.
          Room.of(
                  "testing.mutate",
                  "testing.expect",
                  "testing.draw",
                  "testing.interpret",
                  "casefile",
                  "direct",
                  "engine",
                  "json",
                  "language.model",
                  "tierwise",
                  "folder",
                  "source")
              .making("Mutation"),
          // The cases of a year that is copied: those that lie on a boundary move with it.
          Room.of(
                  "testing.year",
                  "testing.problems",
                  "testing.coverage",
                  "testing.expect",
                  "testing.interpret",
                  "casefile",
                  "engine",
                  "language.model",
                  "tierwise",
                  "tierwise.facts",
                  "folder",
                  "source")
              .making("Coverage"),
          // Its doors. Only the second knows JUnit.
          Room.of(
              "tierwise.testing",
              "testing.problems",
              "testing.year",
              "testing.mutate",
              "testing.coverage",
              "testing.expect",
              "testing.draw",
              "testing.interpret",
              "casefile",
              "engine",
              "json",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "folder",
              "source"),
          Room.of("tierwise.testing.junit", "tierwise.testing").using("org.junit.jupiter.api"),
          // Pages: what is said, whatever it is printed as.
          Room.of("analysis.page", "json").using("gg.jte"),
          // Rules in words.
          Room.of(
                  "analysis.words",
                  "analysis.page",
                  "language.model",
                  "tierwise",
                  "tierwise.facts",
                  "folder")
              .making("YearDescription"),
          // What two years write.
          Room.of(
                  "analysis.written",
                  "analysis.words",
                  "analysis.page",
                  "opened",
                  "language.model",
                  "tierwise",
                  "tierwise.facts",
                  "folder",
                  "source")
              .making("Change", "YearDescription"),
          // Years in words and tables.
          Room.of(
              "tierwise.analysis",
              "analysis.words",
              "analysis.page",
              "opened",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "folder",
              "source"),
          // Two years beside each other. Partners who notice are drawn as those of the harness are.
          Room.of(
              "tierwise.analysis.diff",
              "tierwise.analysis",
              "analysis.written",
              "analysis.words",
              "analysis.page",
              "testing.draw",
              "opened",
              "language.model",
              "tierwise",
              "tierwise.facts",
              "folder",
              "source"),
          // Very many partners, and what changes for them: by other rules, and by time.
          Room.of(
              "tierwise.analysis.population",
              "testing.draw",
              "tierwise.record",
              "tierwise",
              "tierwise.facts",
              "opened",
              "bulk",
              "json"),
          Room.of(
              "tierwise.analysis.impact",
              "tierwise.analysis",
              "tierwise.analysis.population",
              "analysis.words",
              "analysis.page",
              "tierwise",
              "tierwise.facts",
              "opened",
              "bulk",
              "language.model",
              "folder",
              "source"),
          Room.of(
              "tierwise.analysis.outlook",
              "tierwise.analysis",
              "tierwise.analysis.population",
              "analysis.words",
              "analysis.page",
              "tierwise",
              "tierwise.facts"),
          // The command line is an embedder like any other: it knows doors, and no room behind one.
          Room.of(
                  "tierwise.cli",
                  "tierwise.analysis.outlook",
                  "tierwise.analysis.impact",
                  "tierwise.analysis.population",
                  "tierwise.analysis.diff",
                  "tierwise.analysis",
                  "tierwise.testing",
                  "tierwise.record",
                  "tierwise.live",
                  "tierwise",
                  "tierwise.facts")
              .using("picocli"));

  private static final List<String> NAMES = HOUSE.stream().map(Room::name).toList();

  static List<Room> rooms() {
    return HOUSE;
  }

  private static String name(JavaClass type) {
    String name = type.getPackageName();
    return name.contains(INTERNAL)
        ? name.replace(INTERNAL, ".").substring("tierwise.".length())
        : name;
  }

  private Stream<Dependency> leaving(Room room) {
    return CLASSES.stream()
        .filter(type -> name(type).equals(room.name()))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(arrow -> !target(arrow).isPrimitive());
  }

  private static JavaClass target(Dependency arrow) {
    return arrow.getTargetClass().getBaseComponentType();
  }

  /** Whether it leads to a value of a public package that stands above the room. */
  private static boolean leadsUp(Room room, Dependency arrow) {
    String other = name(target(arrow));
    return other.startsWith("tierwise") && NAMES.indexOf(other) > NAMES.indexOf(room.name());
  }

  @Test
  void everyPackageIsOnTheMap() {
    assertThat(CLASSES.stream().map(HouseTest::name).distinct())
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsTheRoomsThatTheMapSays(Room room) {
    Set<String> known =
        leaving(room)
            .filter(arrow -> !leadsUp(room, arrow))
            .map(arrow -> name(target(arrow)))
            .filter(other -> NAMES.contains(other) && !other.equals(room.name()))
            .collect(toCollection(TreeSet::new));
    assertThat(known).isEqualTo(new TreeSet<>(room.knows()));
  }

  @Test
  void aRoomKnowsOnlyRoomsBelowIt() {
    List<String> below = new ArrayList<>();
    for (Room room : HOUSE) {
      assertThat(below).as(room.name()).containsAll(room.knows());
      below.add(room.name());
    }
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesTheLibrariesThatTheMapSays(Room room) {
    Set<String> used =
        leaving(room)
            .map(arrow -> target(arrow).getPackageName())
            .filter(other -> !other.startsWith("java.") && !other.startsWith("javax."))
            .filter(other -> !other.startsWith("tierwise") && !other.startsWith("org.jspecify"))
            .map(other -> library(room, other))
            .collect(toCollection(TreeSet::new));
    assertThat(used).isEqualTo(new TreeSet<>(room.libraries()));
  }

  /** The library of the package that the map names, or the package itself. */
  private static String library(Room room, String name) {
    return room.libraries().stream().filter(name::startsWith).findFirst().orElse(name);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomMakesThePublicValuesThatTheMapSays(Room room) {
    Set<String> made =
        leaving(room)
            .filter(arrow -> leadsUp(room, arrow))
            .map(arrow -> target(arrow).getName().replaceAll(".*\\.|\\$.*", ""))
            .collect(toCollection(TreeSet::new));
    assertThat(made).isEqualTo(new TreeSet<>(room.makes()));
  }

  // ---- sizes -------------------------------------------------------------------------------

  private static final int MOST_LINES = 500;
  private static final int MOST_FILES = 16;

  /** Files that are longer, each with the reason. */
  private static final Map<String, String> LONG =
      Map.of(
          "Statements.java", "rule files import the helpers of one class",
          "HandWrittenFull.java", "it is the whole of a program that the library is compared with");

  private static List<Path> mainFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<Path> main =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
              .toList();
      assertThat(main).hasSizeGreaterThan(200);
      return main;
    }
  }

  @Test
  void noFileIsTooLongToReadAtOnce() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : mainFiles()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES && !LONG.containsKey(String.valueOf(file.getFileName()))) {
        tooLong.add(file.getFileName() + " " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** A package of more files says in its description why they belong together. */
  @Test
  void aPackageOfManyFilesSaysWhy() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Path file : mainFiles()) {
      if (file.endsWith("package-info.java")) {
        try (Stream<Path> files = Files.list(file.getParent())) {
          long number = files.filter(each -> each.toString().endsWith(".java")).count() - 1;
          if (number > MOST_FILES && !Files.readString(file).contains("So many files")) {
            silent.add(file.getParent() + " " + number);
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }
}
