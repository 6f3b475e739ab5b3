package tierwise;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
 * below it only, and every arrow is drawn here; one that is no longer walked is rubbed out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseTest {
  private static final String INTERNAL = "tierwise.internal.";

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("tierwise");

  /**
   * A room.
   *
   * @param name the package, without {@code tierwise.internal.} where it is below that
   * @param knows the rooms that it uses, all of them
   * @param libraries the packages of other people's code that it uses, beside Java and JSpecify
   * @param makes the values of the public package that it makes for it; it knows nothing else of
   *     what stands above it
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
                  "ProgramYear",
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
          Room.of("opened", "casefile", "language.model", "folder")
              .making("EnrollmentCase", "RuleSet"),
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
                  "folder",
                  "source",
                  "tierwise.facts")
              .using("org.slf4j"),
          // Rules over time, built on the door as a caller would build it.
          Room.of("tierwise.live", "history", "folder", "source").using("org.slf4j"),
          // Decisions that are kept.
          Room.of(
                  "tierwise.record",
                  "tierwise.live",
                  "opened",
                  "casefile",
                  "json",
                  "folder",
                  "source")
              .using("org.slf4j"));

  /** Rooms of which one is the public package, and others stand above it. */
  private static final Set<String> ON_TOP = Set.of("tierwise", "tierwise.live", "tierwise.record");

  static List<Room> rooms() {
    return HOUSE;
  }

  private static String name(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(INTERNAL) ? name.substring(INTERNAL.length()) : name;
  }

  private Stream<Dependency> leaving(Room room) {
    return core.stream()
        .filter(type -> name(type).equals(room.name()))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(arrow -> !arrow.getTargetClass().getBaseComponentType().isPrimitive());
  }

  private static JavaClass target(Dependency arrow) {
    return arrow.getTargetClass().getBaseComponentType();
  }

  @Test
  void everyPackageIsOnTheMap() {
    assertThat(core.stream().map(HouseTest::name).distinct())
        .containsExactlyInAnyOrderElementsOf(HOUSE.stream().map(Room::name).toList());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsTheRoomsThatTheMapSays(Room room) {
    Set<String> known =
        leaving(room)
            .map(arrow -> name(target(arrow)))
            .filter(other -> other.startsWith("tierwise") || isRoom(other))
            .filter(other -> !other.equals(room.name()) && !other.equals("tierwise"))
            .collect(toCollection(TreeSet::new));
    assertThat(known).isEqualTo(new TreeSet<>(room.knows()));
  }

  private static boolean isRoom(String name) {
    return HOUSE.stream().anyMatch(room -> room.name().equals(name));
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
            .map(arrow -> target(arrow).getName())
            .filter(other -> !ON_TOP.contains(room.name()) && other.matches("tierwise\\.[A-Z].*"))
            .map(other -> other.replaceAll("tierwise\\.|\\$.*", ""))
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
