package tierwise.internal.language.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/** Rules and offers of which each needs the next, thousands of times. */
class LongChainsTest {
  private static final int OFFERS = 100_000;
  private static final int RULES = 10_000;

  /** As many as a folder can have, less those that it has. */
  private static final int AT_ONCE = 400;

  private static final String HEADER =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      """;

  private static final SourceText NOWHERE = new SourceText("requirements.drl", "needs");

  private final Problems problems = new Problems();

  @Test
  void aChainOfOffersIsNoCircle() {
    OfferCircles circles = chain();
    circles.tell();
    assertThat(problems.inFileOrder()).isEmpty();
  }

  @Test
  void aCircleOfAHundredThousandOffersIsToldInAFewLines() {
    OfferCircles circles = chain();
    circles.add(List.of("o" + OFFERS), List.of(named("o0")));
    circles.tell();
    assertThat(problems.inFileOrder())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.message())
                  .isEqualTo("these offers need each other, so that none can ever be granted");
              assertThat(problem.related()).hasSizeLessThan(50);
              assertThat(problem.related().get(0).what()).isEqualTo("\"o0\" needs \"o1\"");
              assertThat(problem.toString()).contains("more places)");
            });
  }

  @Test
  void whatAllOffersNeedIsACircle() {
    OfferCircles circles = new OfferCircles(List.of("a", "b"), problems);
    circles.add(null, List.of(named("b")));
    circles.tell();
    assertThat(problems.inFileOrder())
        .extracting(Problem::message)
        .containsExactly("the offer \"b\" needs itself");
  }

  @Test
  void aCircleThatPassesOneStatementTwiceNamesTheOffersInTheirOrder() {
    OfferCircles circles = new OfferCircles(List.of("a", "b", "c"), problems);
    circles.add(List.of("a", "c"), List.of(named("b")));
    circles.add(List.of("b"), List.of(named("c")));
    circles.tell();
    assertThat(problems.inFileOrder())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.related())
                    .extracting(Problem.Related::what)
                    .containsExactly("\"b\" needs \"c\"", "\"c\" needs \"b\""));
  }

  private OfferCircles chain() {
    OfferCircles circles = new OfferCircles(List.of(), problems);
    for (int i = 0; i < OFFERS; i++) {
      circles.add(List.of("o" + i), List.of(named("o" + (i + 1))));
    }
    return circles;
  }

  private static Located<String> named(String offer) {
    return new Located<>(offer, NOWHERE.whole());
  }

  @Test
  void eachOfTenThousandRulesComesAfterTheOneWhoseNoticesItCounts() throws IOException {
    List<Rule> rules = new ArrayList<>();
    RuleModel last = null;
    // Those that need others first, so that the way to the last is as long as it can be.
    for (int from = RULES - AT_ONCE; from >= 0; from -= AT_ONCE) {
      last = read(from);
      for (Rule rule : last.rules()) {
        if (rule.name().startsWith("Notice")) {
          rules.add(
              new Rule(
                  rule.name(),
                  rule.name(),
                  rule.nameSpan(),
                  rule.when(),
                  rule.then(),
                  0,
                  rule.span()));
        }
      }
    }
    RuleModel all = Objects.requireNonNull(last).withRules(List.copyOf(rules));
    RuleModel stratified = Stratifier.stratify(all, problems);
    assertThat(problems.inFileOrder()).isEmpty();
    assertThat(stratified.rules()).hasSize(RULES);
    assertThat(stratified.rules()).allMatch(rule -> rule.name().equals(name(rule.stratum())));
  }

  private RuleModel read(int from) throws IOException {
    String rules =
        IntStream.range(from, from + AT_ONCE)
            .map(i -> from + from + AT_ONCE - 1 - i)
            .mapToObj(LongChainsTest::rule)
            .collect(Collectors.joining());
    String text = HEADER + rules + feeder(from);
    RuleFolder folder = RuleFolder.read(CafeGuild.with("notices.drl", text), new Problems());
    Problems noted = new Problems();
    // Without messages and manifest, notices can have any name.
    RuleFolder bare =
        new RuleFolder(
            folder.programme(),
            folder.year(),
            folder.path(),
            null,
            null,
            folder.drl().stream().filter(file -> file.name().endsWith("notices.drl")).toList(),
            List.of(),
            true,
            "");
    RuleModel model = RuleChecker.read(bare, noted);
    assertThat(noted.inFileOrder()).isEmpty();
    return Objects.requireNonNull(model);
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "Notice %05d", number);
  }

  /** States what the first of a file counts, in the place of the file before. */
  private static String feeder(int from) {
    return from == 0 ? "" : rule(0).replace(name(0), "Feeder").replace("n0", "n" + (from - 1));
  }

  /** The first of all counts nothing. */
  private static String rule(int number) {
    return "rule \""
        + name(number)
        + "\"\nwhen\n"
        + (number == 0 ? "" : "  not Notice( code == \"n" + (number - 1) + "\" )\n")
        + "then\n  insert( note( \"n"
        + number
        + "\" ) );\nend\n";
  }
}
