package tierwise.internal.language.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kie.internal.builder.conf.LanguageLevelOption;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/**
 * Walks the language by the examples of {@code grammar.txt}. {@code -Dgolden=write} writes the
 * codes of those that are not in the language anew.
 */
class GrammarTest {
  private static final Path EXAMPLES = Path.of("src/test/resources/grammar.txt");
  private static final Path RULES = Path.of("../../rules");
  private static final String FILE = "example.drl";
  private static final Pattern HEADING = Pattern.compile("# (?<title>.*) \\((?<kind>\\w+)\\)");
  private static final Pattern REFUSED =
      Pattern.compile("(?<mark>[-~]) (?<text>.*?)(?<gap> +)(?<code>TW-\\d{3})(?<means>  .*)?");
  private static final String HEADER =
      """
      package cafe.guild

      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate

      """;
  private static final String FOR_STATEMENTS =
      """
      $offer : Offer( name == "stall" )
      $line : Purchase( kpi != null, $kpi : kpi, $day : date, $units : units )
      """;

  private enum Kind {
    CONDITION,
    STATEMENT,
    PART
  }

  /**
   * An example.
   *
   * @param construct what it is an example of
   * @param mark how it is marked
   * @param code the code of its problem; {@code null} if it is in the language
   */
  private record Example(
      String construct, Kind kind, char mark, String text, @Nullable String code) {

    /** A file with the example in it. */
    String file() {
      return HEADER
          + switch (kind) {
            case PART -> text;
            case CONDITION -> rule(text, "note( \"year-end\" )");
            case STATEMENT -> rule(FOR_STATEMENTS, text);
          }
          + "\n";
    }

    private static String rule(String conditions, String statement) {
      return "rule \"An example\"\nwhen\n"
          + conditions
          + "\nthen\n    insert( "
          + statement
          + " );\nend";
    }
  }

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      write();
    }
    return read(Files.readAllLines(EXAMPLES)).stream()
        .map(
            each ->
                dynamicTest(
                    each.construct() + ": " + each.mark() + " " + each.text(),
                    () -> assertThat(code(each)).isEqualTo(each.code())));
  }

  @Test
  void eachConstructHasAnExampleThatIsInTheLanguageAndOneThatIsNot() throws IOException {
    Map<String, Set<Boolean>> found = new LinkedHashMap<>();
    for (Example each : read(Files.readAllLines(EXAMPLES))) {
      found
          .computeIfAbsent(each.construct(), name -> new LinkedHashSet<>())
          .add(each.mark() == '+');
    }
    assertThat(found).hasSizeGreaterThan(10);
    assertThat(found.values()).allSatisfy(marks -> assertThat(marks).hasSize(2));
  }

  /** Whatever a rule can be made of occurs in some example. */
  @Test
  void theExamplesLeaveNoPartOfTheModelOut() throws IOException {
    Set<Object> seen = new LinkedHashSet<>();
    for (Example each : read(Files.readAllLines(EXAMPLES))) {
      RuleModel model = each.mark() == '+' ? model(each, new Problems()) : null;
      if (model != null) {
        model.rules().stream()
            .filter(rule -> rule.file().equals(FILE))
            .forEach(rule -> collect(rule, seen));
      }
    }
    List<Object> parts = new ArrayList<>();
    for (Class<?> sealed :
        List.of(RuleModel.Condition.class, RuleModel.Constraint.class, Expression.class)) {
      parts.addAll(Arrays.asList(sealed.getPermittedSubclasses()));
    }
    parts.remove(Expression.Unknown.class);
    parts.addAll(List.of(Expression.Comparison.values()));
    parts.addAll(List.of(Expression.Operation.values()));
    parts.addAll(List.of(RuleModel.Aggregate.Kind.values()));
    assertThat(seen).containsAll(parts);
  }

  /** Else a file of rules would not be DRL for the tools that people know. */
  @Test
  void droolsTakesWhateverIsInTheLanguage() throws Exception {
    for (Example each : read(Files.readAllLines(EXAMPLES))) {
      if (each.mark() == '+' || each.mark() == '~') {
        assertThat(errorsOfDrools(each.file())).as(each.text()).isEmpty();
      }
    }
    try (Stream<Path> files = Files.walk(RULES)) {
      List<Path> drl = files.filter(file -> file.toString().endsWith(".drl")).toList();
      assertThat(drl).isNotEmpty();
      for (Path file : drl) {
        assertThat(errorsOfDrools(Files.readString(file))).as(file.toString()).isEmpty();
      }
    }
  }

  /** Drools and Java would need hours for some of them, or give up without saying why. */
  @Test
  void whatIsTooLongOrTooDeepIsToldAtOnce() {
    List<Example> endless =
        List.of(
            condition("Purchase( " + "( ".repeat(22) + "units == 3" + " )".repeat(22) + " )"),
            condition("Purchase( " + "( ".repeat(9_000) + "units == 3" + " )".repeat(9_000) + " )"),
            condition("Purchase( units == 3" + " || units == 4".repeat(3_000) + " )"),
            condition("Offer() ".repeat(3_000)),
            condition("Offer( " + "!".repeat(9_000) + "renewal )"),
            condition("not ".repeat(3_000) + "Offer()"),
            statement("note( \"year-end\" ) );\n insert( ".repeat(6_000) + "note( \"year-end\" )"),
            statement("$offer.asks( \"points\", 5 )" + ".or( \"points\", 6 )".repeat(3_000)));
    for (Example each : endless) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertThat(code(each)).isIn("TW-213", "TW-201"));
    }
  }

  private static Example condition(String text) {
    return new Example("too much", Kind.CONDITION, '-', text, null);
  }

  private static Example statement(String text) {
    return new Example("too much", Kind.STATEMENT, '-', text, null);
  }

  private static List<?> errorsOfDrools(String drl) throws DroolsParserException {
    DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
    parser.parse(false, drl);
    return parser.getErrors();
  }

  private static void collect(Object part, Set<Object> seen) {
    if (part instanceof Collection<?> parts) {
      parts.forEach(each -> collect(each, seen));
    } else if (part instanceof Enum<?>) {
      seen.add(part);
    } else if (part.getClass().isRecord()
        && part.getClass().getPackageName().equals(RuleModel.class.getPackageName())
        && !(part instanceof FactType)) {
      seen.add(part.getClass());
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        Object value = value(component, part);
        if (value != null) {
          collect(value, seen);
        }
      }
    }
  }

  private static @Nullable Object value(RecordComponent component, Object owner) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The code of the first problem of an example; {@code null} if it is in the language. */
  private static @Nullable String code(Example example) throws IOException {
    Problems problems = new Problems();
    RuleModel model = model(example, problems);
    List<Problem> errors =
        problems.inFileOrder().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .toList();
    assertThat(errors).allMatch(problem -> String.valueOf(problem.place()).contains(FILE));
    assertThat(model == null).isEqualTo(!errors.isEmpty());
    return errors.isEmpty() ? null : errors.get(0).code();
  }

  private static @Nullable RuleModel model(Example example, Problems problems) throws IOException {
    return RuleChecker.read(
        RuleFolder.read(CafeGuild.with(FILE, example.file()), problems), problems);
  }

  private static List<Example> read(List<String> lines) {
    List<Example> examples = new ArrayList<>();
    String construct = "";
    Kind kind = Kind.PART;
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      Matcher refused = REFUSED.matcher(line);
      if (heading.matches()) {
        construct = heading.group("title");
        kind = Kind.valueOf(heading.group("kind").toUpperCase(Locale.ROOT));
      } else if (line.startsWith("+ ")) {
        examples.add(new Example(construct, kind, '+', line.substring(2), null));
      } else if (refused.matches()) {
        examples.add(
            new Example(
                construct,
                kind,
                refused.group("mark").charAt(0),
                refused.group("text"),
                refused.group("code")));
      }
    }
    return examples;
  }

  private static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    String heading = "";
    for (String line : Files.readAllLines(EXAMPLES)) {
      heading = HEADING.matcher(line).matches() ? line : heading;
      Matcher refused = REFUSED.matcher(line);
      if (refused.matches()) {
        String code = code(read(List.of(heading, line)).get(0));
        line =
            line.substring(0, refused.start("code"))
                + (code == null ? "TW-000" : code)
                + line.substring(refused.end("code"));
      }
      lines.add(line);
    }
    Files.write(EXAMPLES, lines);
  }
}
