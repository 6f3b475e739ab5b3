package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.facts.Statements;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.model.Vocabulary;
import tierwise.testing.internal.draw.DrawnCase;

/** The seven laws of a decision, over the rules of 2021 and cases drawn at random. */
@Tag("thorough")
class LawsTest {
  private static final int CASES = AllFolders.number("tierwise.laws", 250, 1_000);
  private static final int SHUFFLED_FOLDERS = 5;

  @TempDir Path temp;

  /** A drawn case with its decision, which most laws look at. */
  private record Decided(DrawnCase drawn, Decision decision) {
    private static final List<Decided> ALL =
        LongStream.range(0, CASES)
            .mapToObj(Year2021.CASES::draw)
            .map(drawn -> new Decided(drawn, Year2021.RULES.decide(drawn.toCase())))
            .toList();
  }

  private static Stream<Decision> decisions() {
    return Decided.ALL.stream().map(Decided::decision);
  }

  private static Stream<DrawnCase> drawn(int number) {
    return Decided.ALL.stream().limit(number).map(Decided::drawn);
  }

  // ---- 1: order does not matter ------------------------------------------------------------

  @Test
  void theOrderOfFactsDoesNotMatter() {
    Random random = new Random(1);
    for (Decided each : Decided.ALL) {
      assertThat(Year2021.RULES.decide(each.drawn().shuffled(random).toCase()))
          .isEqualTo(each.decision());
    }
  }

  @Test
  void theOrderOfRulesAndFilesDoesNotMatter() throws IOException {
    for (int seed = 0; seed < SHUFFLED_FOLDERS; seed++) {
      RuleSet shuffled = shuffledFolder(new Random(seed));
      for (Decided each : Decided.ALL.subList(0, CASES / SHUFFLED_FOLDERS)) {
        assertThat(Outcome.of(shuffled.decide(each.drawn().toCase())))
            .isEqualTo(Outcome.of(each.decision()));
      }
    }
  }

  /** All rules in any order, in files of any names. */
  private RuleSet shuffledFolder(Random random) throws IOException {
    Path folder = Files.createTempDirectory(temp, "s").resolve("learning-partner/2021");
    Files.createDirectories(folder);
    StringBuilder declarations = new StringBuilder();
    List<String> rules = new ArrayList<>();
    try (Stream<Path> files = Files.list(Year2021.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        if (file.toString().endsWith(".drl")) {
          blocks(text, "rule").forEach(rules::add);
          blocks(text, "declare").forEach(block -> declarations.append(block).append("\n\n"));
        } else {
          Files.copy(file, folder.resolve(Objects.requireNonNull(file.getFileName()).toString()));
        }
      }
    }
    assertThat(rules).hasSize(Year2021.MODEL.rules().size());
    Collections.shuffle(rules, random);
    List<String> names = new ArrayList<>(List.of("a.drl", "m.drl", "q.drl", "z.drl"));
    Collections.shuffle(names, random);
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(
          name,
          new StringBuilder(
              """
              package learning.partner
              import tierwise.facts.*
              import static tierwise.facts.Statements.*
              import java.math.BigDecimal
              import java.time.LocalDate

              """));
    }
    Objects.requireNonNull(files.get(names.get(0))).append(declarations);
    for (String rule : rules) {
      Objects.requireNonNull(files.get(names.get(random.nextInt(names.size()))))
          .append(rule)
          .append("\n\n");
    }
    for (Map.Entry<String, StringBuilder> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    return RuleSets.in(folder).year("learning-partner/2021");
  }

  private static List<String> blocks(String text, String word) {
    Matcher matcher =
        Pattern.compile("^" + word + "\\b.*?^end$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(text);
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group());
    }
    return blocks;
  }

  // ---- 2: missing is not failing -----------------------------------------------------------

  @Test
  void aLedgerThatIsNotGivenIsNeverMissed() {
    Map<String, Integer> seen = new HashMap<>();
    Decided.ALL.forEach(
        each -> {
          Set<String> given = each.drawn().ledgers().keySet();
          findings(each.decision())
              .forEach(
                  finding -> {
                    boolean reported = isGiven(finding.measure(), given);
                    seen.merge(reported + " " + finding.status(), 1, Integer::sum);
                    if (reported) {
                      assertThat(finding.status()).isNotEqualTo(Finding.Status.NOT_REPORTED);
                      assertThat(finding.measured()).isNotNull();
                    } else {
                      assertThat(finding.status())
                          .isIn(Finding.Status.NOT_REPORTED, Finding.Status.WAIVED);
                      assertThat(finding.actual()).isNull();
                    }
                  });
        });
    assertThat(seen.keySet())
        .contains("true MET", "true MISSED", "true WAIVED", "false NOT_REPORTED", "false WAIVED");
  }

  private static boolean isGiven(String measure, Set<String> given) {
    MeasureSpec spec = Objects.requireNonNull(Year2021.MANIFEST.measures().get(measure));
    return spec.counts() == null || given.contains(spec.counts().type().value());
  }

  private static Stream<Finding.OfMeasure> findings(Decision decision) {
    return decision.offers().stream()
        .flatMap(offer -> offer.findings().stream())
        .flatMap(
            finding -> finding.within().isEmpty() ? Stream.of(finding) : finding.within().stream())
        .filter(Finding.OfMeasure.class::isInstance)
        .map(Finding.OfMeasure.class::cast);
  }

  // ---- 3: accounting is complete -----------------------------------------------------------

  @Test
  void everyLineIsCountedOrLeftOutWithAReasonAndNeverBoth() {
    int[] measured = new int[1];
    Decided.ALL.forEach(
        each -> {
          Map<String, List<Object>> ledgers = each.drawn().ledgers();
          Decision decision = each.decision();
          Stream.concat(
                  findings(decision).map(Finding.OfMeasure::measured).filter(Objects::nonNull),
                  decision.measures().stream())
              .forEach(
                  measurement -> {
                    measured[0]++;
                    assertAccounted(Objects.requireNonNull(measurement), ledgers);
                  });
        });
    assertThat(measured[0]).isGreaterThan(CASES);
  }

  private static void assertAccounted(Measured measured, Map<String, List<Object>> ledgers) {
    MeasureSpec spec = Objects.requireNonNull(Year2021.MANIFEST.measures().get(measured.measure()));
    if (spec.counts() == null) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    for (Object line : ledgers.getOrDefault(spec.counts().type().value(), List.of())) {
      boolean selected =
          spec.counts().where().values().stream()
              .allMatch(
                  condition ->
                      condition.text().value().equals(read(line, condition.field().value())));
      if (selected) {
        wanted.add(String.valueOf(read(line, "id")));
      }
    }
    List<String> accounted = new ArrayList<>(measured.evidence());
    measured
        .excluded()
        .forEach(
            leftOut -> {
              accounted.add(leftOut.evidence());
              assertThat(leftOut.reasons()).isNotEmpty();
            });
    assertThat(accounted).doesNotHaveDuplicates();
    assertThat(new HashSet<>(accounted)).isEqualTo(wanted);
  }

  private static @Nullable Object read(Object line, String field) {
    try {
      return line.getClass().getMethod(field).invoke(line);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  // ---- 4: every statement names its line ---------------------------------------------------

  @Test
  void everyStatementNamesItsRuleItsLineAndItsRow() throws IOException {
    Map<String, List<String>> lines = new HashMap<>();
    try (Stream<Path> files = Files.list(Year2021.FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".drl")).toList()) {
        lines.put(Objects.requireNonNull(file.getFileName()).toString(), Files.readAllLines(file));
      }
    }
    Set<RuleReference> references = new HashSet<>();
    decisions().forEach(decision -> references(decision, references));
    assertThat(references).hasSizeGreaterThan(80);
    for (RuleReference reference : references) {
      List<String> file = Objects.requireNonNull(lines.get(reference.file()));
      assertThat(file.get(reference.line() - 1)).contains("insert( ");
      assertThat(ruleAbove(file, reference.line())).isEqualTo("rule \"" + reference.rule() + "\"");
      RuleReference.Row row = reference.row();
      if (row != null) {
        assertThat(Objects.requireNonNull(lines.get(row.file())).get(row.line() - 1))
            .contains("insert( new ");
      }
    }
  }

  private static String ruleAbove(List<String> file, int line) {
    for (int i = line - 1; i >= 0; i--) {
      if (file.get(i).startsWith("rule ")) {
        return file.get(i);
      }
    }
    return "";
  }

  private static void references(Decision decision, Set<RuleReference> references) {
    for (OfferDecision offer : decision.offers()) {
      offer.closedBy().forEach(reason -> references.add(reason.by()));
      if (offer.openedBy() != null) {
        references.add(offer.openedBy().by());
      }
      offer.findings().forEach(finding -> references.addAll(finding.askedBy()));
    }
    findings(decision)
        .forEach(
            finding -> {
              Reason waiver = finding.waivedBy();
              if (waiver != null) {
                references.add(waiver.by());
              }
              Measured measured = finding.measured();
              if (measured != null) {
                references.add(measured.measuredBy());
                measured
                    .excluded()
                    .forEach(out -> out.reasons().forEach(reason -> references.add(reason.by())));
              }
            });
    decision.notices().forEach(notice -> references.add(notice.by()));
  }

  // ---- 5: every figure has its source ------------------------------------------------------

  @Test
  void everyFigureOfARowHasItsSourceAndSaysIfItIsSynthetic() {
    List<Finding.OfMeasure> ofRows =
        decisions()
            .flatMap(LawsTest::findings)
            .filter(finding -> finding.askedBy().get(0).row() != null)
            .toList();
    assertThat(ofRows).isNotEmpty();
    for (Finding.OfMeasure finding : ofRows) {
      RuleReference.Row row = Objects.requireNonNull(finding.askedBy().get(0).row());
      assertThat(row.source()).isNotBlank();
      assertThat(finding.synthetic()).isEqualTo(row.synthetic());
      assertThat(finding.text().endsWith("(synthetic figure)")).isEqualTo(row.synthetic());
    }
    assertThat(ofRows).extracting(Finding.OfMeasure::synthetic).contains(true);
  }

  @Test
  void aFigureThatARuleWritesOutItselfIsNotSynthetic() {
    List<Finding.OfMeasure> written =
        decisions()
            .flatMap(LawsTest::findings)
            .filter(finding -> finding.askedBy().get(0).row() == null)
            .toList();
    assertThat(written).isNotEmpty().noneMatch(Finding::synthetic);
  }

  private static String json(DrawnCase drawn) {
    return Year2021.RULES.decide(drawn.toCase()).toJson();
  }

  // ---- 7: values ---------------------------------------------------------------------------

  @Test
  void figuresHaveAtMostSixDigitsAfterThePointAndIntervalsAreHalfOpen() {
    decisions()
        .forEach(
            decision -> {
              findings(decision)
                  .forEach(
                      finding -> {
                        assertFigure(finding.required());
                        assertFigure(finding.actual());
                        assertFigure(finding.shortBy());
                      });
              for (Decision.Notice notice : decision.notices()) {
                LocalDate from = notice.from();
                if (from != null) {
                  assertThat(notice.until()).isAfter(from);
                }
                if (notice.amount() != null) {
                  assertThat(notice.amount().scale()).isEqualTo(2);
                }
              }
            });
  }

  private static void assertFigure(@Nullable BigDecimal figure) {
    if (figure != null) {
      assertThat(figure.scale()).isBetween(0, 6);
      assertThat(figure.precision() - figure.scale()).isLessThanOrEqualTo(15);
    }
  }

  @Test
  void decisionsKeepTheirFormat() {
    Schema format =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Decision.jsonSchema(), InputFormat.JSON);
    drawn(100).forEach(each -> assertThat(format.validate(json(each), InputFormat.JSON)).isEmpty());
  }

  @Test
  void nothingThatRulesCanReachHoldsADouble() {
    List<Class<?>> classes = new ArrayList<>(List.of(Statements.class));
    Vocabulary.shared().factTypes().values().forEach(type -> classes.add(type.javaClass()));
    for (Class<?> type : classes) {
      if (type.isRecord()) {
        assertThat(type.getRecordComponents())
            .extracting(RecordComponent::getType)
            .doesNotContain(double.class, float.class, Double.class, Float.class);
      }
      for (Executable method : type.getDeclaredMethods()) {
        assertThat(Arrays.stream(method.getParameters()).map(Parameter::getType))
            .doesNotContain(double.class, float.class, Double.class, Float.class);
      }
    }
  }
}
