package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Verdicts;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.junit.RuleFolders;
import tierwise.testing.junit.RunsRuleFolders;

/**
 * What the page of patterns says holds: its rules are those of a small programme, whose cases pass
 * by both engines and by the interpreter, exercise all of it, and notice mistakes.
 */
@RuleFolders("../../examples/patterns/rules/craft-guild")
class PatternsTest implements RunsRuleFolders {
  private static final Path GUILD = Path.of("../../examples/patterns/rules/craft-guild");
  private static final RuleFolderCases CASES = RuleFolderCases.in(GUILD).get(0);
  private static final Pattern RULE =
      Pattern.compile("^rule \".*?^end$", Pattern.DOTALL | Pattern.MULTILINE);

  private static List<String> rules(String text) {
    return RULE.matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void theRulesOfThePageAreThoseThatAreTested() throws IOException {
    List<String> shown = rules(Files.readString(Path.of("../../examples/patterns/README.md")));
    List<String> tested;
    try (Stream<Path> files = Files.list(GUILD.resolve("2026"))) {
      tested =
          files
              .filter(file -> file.toString().endsWith(".drl"))
              .flatMap(file -> rules(read(file)).stream())
              .toList();
    }
    assertThat(shown).hasSizeGreaterThan(10);
    assertThat(tested).containsAll(shown);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theInterpreterDecidesTheCasesAlike() {
    TestedRules rules = CASES.tested();
    assertThat(CASES.cases()).hasSizeGreaterThan(40);
    for (TestCase each : CASES.cases()) {
      assertThat(rules.interpret(Objects.requireNonNull(each.facts())).decision())
          .as(each.name())
          .isEqualTo(rules.decide(Objects.requireNonNull(each.facts())).decision());
    }
  }

  private static Decision decision(String sentence) {
    TestCase named =
        CASES.cases().stream()
            .filter(each -> each.name().startsWith(sentence))
            .findFirst()
            .orElseThrow();
    return CASES.tested().decide(Objects.requireNonNull(named.facts())).decision();
  }

  private static Stream<Finding> findings(Decision decision) {
    return decision.offers().stream().flatMap(offer -> offer.findings().stream());
  }

  @Test
  void aWayOfSeveralMeasuresIsToldAsOne() {
    Decision decision = decision("Half a million opens the showroom");
    assertThat(findings(decision).map(Finding::text))
        .contains(
            "One of these is enough. Revenue: 500000 EUR required, 500000 counted. All of this"
                + " together. Certificates: 4 certificates required, 0 counted, 4 missing. Skills: 2"
                + " skills required, 0 counted, 2 missing.");
    assertThat(decision.toJsonLine())
        .contains(
            "{\"kind\":\"together\",\"status\":\"MISSED\",\"findings\":[{\"kind\":\"measure\"");
    assertThat(Decision.fromJson(decision.toJson())).isEqualTo(decision);
    assertThat(Verdicts.of(decision.programYear(), "", decision.asOf(), null, decision.offers()))
        .extracting(Verdicts::toJsonLine)
        .asString()
        .contains(
            "{\"kind\":\"together\",\"status\":\"MISSED\",\"findings\":[{\"kind\":\"measure\"");
  }

  @Test
  void aRatioToNothingSaysSo() {
    Decision decision = decision("Without revenue");
    assertThat(findings(decision).map(Finding::text))
        .contains(
            "Certificates for each 100,000 EUR of revenue: 2 certificates required, but there was"
                + " nothing to divide by.");
  }

  @Test
  @Tag("long")
  void theCasesNoticeMistakes() {
    Mutation mutation = CASES.mutation((what, done, all) -> true);
    assertThat(mutation.failing()).isEmpty();
    assertThat(mutation.percent())
        .as(
            () ->
                mutation.survivors().stream()
                    .map(each -> each.kind() + "\n" + each.diff())
                    .collect(Collectors.joining("\n")))
        .isGreaterThanOrEqualTo(95);
  }
}
