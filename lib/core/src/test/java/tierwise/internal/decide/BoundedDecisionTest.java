package tierwise.internal.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tierwise.CafeGuild;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.facts.Application;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Requirement;
import tierwise.facts.Statements;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.FactLocations;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;

/** Decisions on statements that grow without bound; what rules would state is made in Java. */
class BoundedDecisionTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 5);
  private static final String RULE = "Only what was bought in the guild's shop earns points";
  private static final int LONG = 5_000;

  /** States of each case what a test says. */
  private record Says(Rule rule, BiConsumer<List<Object>, List<Object>> facts)
      implements RuleEngine {
    @Override
    public List<Statement<?>> run(Collection<?> given, StepBudget budget) {
      List<Object> stated = new ArrayList<>();
      facts.accept(List.copyOf(given), stated);
      List<Statement<?>> statements = new ArrayList<>();
      stated.forEach(fact -> statements.add(new Statement<>(fact, rule, 0, List.of())));
      return statements;
    }
  }

  private static Decision decide(
      String offers, String measures, int lines, BiConsumer<List<Object>, List<Object>> says)
      throws IOException {
    FolderFiles guild = CafeGuild.with("unused.txt", "");
    Map<String, byte[]> files = new TreeMap<>(guild.contents());
    files.remove("unused.txt");
    Problems problems = new Problems();
    RuleModel model =
        requireNonNull(
            RuleChecker.read(
                RuleFolder.read(new FolderFiles("cafe-guild", "2024", "rules", files), problems),
                problems));
    String manifest = new String(files.get("ruleset.yaml"), StandardCharsets.UTF_8);
    files.put(
        "ruleset.yaml",
        manifest
            .replaceFirst("offers:\n(  .*\n)*", "offers:\n" + offers)
            .replaceFirst("ladder: .*\n", "ladder: []\n")
            .replaceFirst("measures:\n(  .*\n)*", "measures:\n" + measures)
            .replaceFirst("(?s)targets:.*", "")
            .getBytes(StandardCharsets.UTF_8));
    RuleFolder folder =
        RuleFolder.read(new FolderFiles("cafe-guild", "2024", "rules", files), new Problems());
    Rule rule =
        model.rules().stream().filter(each -> each.name().equals(RULE)).findFirst().orElseThrow();
    CaseFacts facts =
        new CaseFacts(
            null,
            null,
            null,
            Application.on(DAY),
            Partner.of("P"),
            Map.of(
                "Purchase",
                IntStream.range(0, lines)
                    .mapToObj(i -> Purchase.of("L" + i, "invoice", DAY))
                    .toList()),
            Map.of(),
            FactLocations.none());
    return new Decider(
            new ProgramYear("cafe-guild", "2024", "Guild", DAY, null),
            "sha256:0",
            requireNonNull(folder.manifest()),
            requireNonNull(folder.messages()),
            model,
            new Says(rule, says))
        .decide(facts, StepBudget.USUAL);
  }

  private static Map<String, Offer> byName(List<Object> given) {
    Map<String, Offer> offers = new HashMap<>();
    for (Object fact : given) {
      if (fact instanceof Offer offer) {
        offers.put(offer.name(), offer);
      }
    }
    return offers;
  }

  private static String manyOffers(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "  o" + i + ": {}\n")
        .collect(Collectors.joining());
  }

  @Test
  void offersThatNeedEachOtherInALongChainAreDecided() throws IOException {
    Decision decision =
        decide(
            manyOffers(LONG),
            "  points: {unit: point}\n",
            0,
            (given, stated) -> {
              Map<String, Offer> offers = byName(given);
              for (int i = 0; i < LONG - 1; i++) {
                stated.add(requireNonNull(offers.get("o" + i)).needs("o" + (i + 1)));
              }
              stated.add(requireNonNull(offers.get("o" + (LONG - 1))).open("flood"));
            });
    assertThat(decision.offers())
        .hasSize(LONG)
        .allMatch(offer -> offer.status() == OfferDecision.Status.GRANTED);
  }

  @Test
  void aLongCircleOfOffersIsAProblem() {
    assertThatThrownBy(
            () ->
                decide(
                    manyOffers(LONG),
                    "  points: {unit: point}\n",
                    0,
                    (given, stated) -> {
                      Map<String, Offer> offers = byName(given);
                      for (int i = 0; i < LONG; i++) {
                        stated.add(requireNonNull(offers.get("o" + i)).needs("o" + (i + 1) % LONG));
                      }
                    }))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("the offers o4999 and o0 need each other");
  }

  @Test
  void offersThatNeedVeryManyOthersSpendTheBudget() {
    List<String> names = IntStream.range(0, 1_000).mapToObj(i -> "o" + i).toList();
    assertThatThrownBy(
            () ->
                decide(
                    manyOffers(names.size()),
                    "  points: {unit: point}\n",
                    0,
                    (given, stated) -> {
                      Map<String, Offer> offers = byName(given);
                      stated.add(requireNonNull(offers.get("o0")).open("flood"));
                      for (int i = 1; i < names.size(); i++) {
                        Requirement.Way before = new Requirement.Needs(names.subList(0, i));
                        Offer offer = requireNonNull(offers.get("o" + i));
                        stated.add(new Requirement(offer, List.of(before)));
                      }
                    }))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("TW-511")
        .hasMessageContaining(
            "the offers need too many other offers, the last of them in the rule \"Only what was bought in the guild's shop earns points\"")
        .hasMessageContaining("RuleSettings.withBudget");
  }

  @Test
  void aLedgerThatTheRulesDoNotKnowIsAProblem() throws IOException {
    Problems problems = new Problems();
    RuleFolder folder =
        RuleFolder.read(
            CafeGuild.with("guild.drl", Files.readString(CafeGuild.FOLDER.resolve("guild.drl"))),
            problems);
    RuleModel model = requireNonNull(RuleChecker.read(folder, problems));
    CaseFacts facts =
        new CaseFacts(
            null,
            null,
            null,
            Application.on(DAY),
            Partner.of("P"),
            Map.of("Visit", List.of()),
            Map.of(),
            FactLocations.none());
    new CaseBinder(new DecisionPlan(requireNonNull(folder.manifest()), model), facts, problems)
        .bind();
    assertThat(problems.inFileOrder())
        .extracting(Problem::message)
        .containsExactly("the rules of this year know no ledger of the type Visit");
  }

  private static Decision chain(int levels, int lines) throws IOException {
    String measures =
        IntStream.rangeClosed(0, levels)
            .mapToObj(i -> "  m" + i + ": {unit: point, per: offer, counts: Purchase}\n")
            .collect(Collectors.joining());
    return decide(
        "  a: {}\n  b: {}\n",
        measures,
        lines,
        (given, stated) -> {
          Map<String, Offer> offers = byName(given);
          Offer a = requireNonNull(offers.get("a"));
          Offer b = requireNonNull(offers.get("b"));
          for (Object fact : given) {
            if (fact instanceof Purchase) {
              stated.add(Statements.leftOut("m0", fact, "other-channel"));
            }
          }
          List<Measurement> below = new ArrayList<>();
          for (Offer offer : List.of(a, b)) {
            below.add(Statements.measured("m0", offer, BigDecimal.ONE, List.of()));
          }
          stated.addAll(below);
          for (int i = 1; i <= levels; i++) {
            List<Measurement> level = new ArrayList<>();
            for (Offer offer : List.of(a, b)) {
              level.add(Statements.made("m" + i, offer, BigDecimal.ONE, below));
            }
            stated.addAll(level);
            below = level;
          }
          stated.add(a.asks("m" + levels, 2));
          stated.add(b.asks("m" + levels, 2));
        });
  }

  /** Each of the two of a level is made from the two of the level below. */
  @Test
  void aChainOfMeasurementsIsToldInProportionToItsLength() throws IOException {
    Decision six = chain(6, 20);
    Decision twelve = chain(12, 20);
    assertThat(twelve.measurements()).hasSize(26);
    assertThat(twelve.toJson().length()).isLessThan(six.toJson().length() * 2);
    assertThat(chain(12, 20)).isEqualTo(twelve);
    assertThat(twelve.toString()).hasSizeLessThan(twelve.toJson().length());
    Measured top =
        requireNonNull(((Finding.OfMeasure) twelve.offers().get(0).findings().get(0)).measured());
    assertThat(top.id()).isEqualTo("m12/a");
    assertThat(top.parts()).extracting(Measured::id).containsExactly("m11/a", "m11/b");
    assertThat(top.parts().get(0)).isIn(twelve.measurements());
    assertThat(top.excluded()).hasSize(20);
    assertThat(top.toString()).hasSizeLessThan(20_000);
  }

  private static Decision leavesOutAll(int offers, int lines) throws IOException {
    return decide(
        manyOffers(offers),
        "  points: {unit: point, per: offer, counts: Purchase}\n",
        lines,
        (given, stated) -> {
          for (Object fact : given) {
            if (fact instanceof Purchase) {
              stated.add(Statements.leftOut("points", fact, "other-channel"));
            } else if (fact instanceof Offer offer) {
              stated.add(Statements.measured("points", offer, BigDecimal.ZERO, List.of()));
              stated.add(offer.asks("points", 1));
            }
          }
        });
  }

  @Test
  void whatADecisionWouldTellIsPartOfItsBudget() throws IOException {
    Decision some = leavesOutAll(200, 200);
    assertThat(some.toJsonLine()).hasSizeLessThan(20_000_000);
    assertThatThrownBy(() -> leavesOutAll(2_000, 2_000))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("TW-511")
        .hasMessageContaining(
            "the measurements have too many lines and reasons to tell in 4101000 steps, the last of them in the rule \"Only what was bought in the guild's shop earns points\"");
  }

  @Test
  void aLineThatIsLeftOutOfSeveralMeasurementsIsToldByOneValue() throws IOException {
    Decision decision = leavesOutAll(2, 1);
    assertThat(decision.measurements()).hasSize(2);
    assertThat(decision.measurements().get(0).excluded().get(0))
        .isSameAs(decision.measurements().get(1).excluded().get(0));
  }

  @Test
  void idsOfMeasurementsAreNeverAlike() throws IOException {
    List<String> subjects = List.of("x", "x/renewal", "x@y", "x%2Frenewal", "renewal");
    Decision decision =
        decide(
            "  a: {}\n",
            "  points: {unit: point, per: unknown}\n",
            0,
            (given, stated) -> {
              subjects.forEach(
                  of -> stated.add(Statements.measured("points", of, BigDecimal.ONE, List.of())));
              byName(given).values().forEach(offer -> stated.add(offer.open("flood")));
            });
    assertThat(decision.measurements())
        .extracting(Measured::id)
        .containsExactlyInAnyOrder(
            "points/x",
            "points/x%2Frenewal",
            "points/x%40y",
            "points/x%252Frenewal",
            "points/renewal")
        .doesNotHaveDuplicates();
  }
}
