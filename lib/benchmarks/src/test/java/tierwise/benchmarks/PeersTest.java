package tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Purchase;

/** What is compared answers alike: the tiers, what is missing for each, and the lines left out. */
@Tag("long")
class PeersTest {
  private static final RuleSet RULES =
      RuleSets.in(AllYears.folder(Rules2021.YEAR)).year(Rules2021.YEAR).prepare();

  private static final DroolsPeer DROOLS = new DroolsPeer();
  private static final EvretePeer EVRETE = new EvretePeer();
  private static final EasyRulesPeer EASY_RULES = new EasyRulesPeer();
  private static final DmnPeer DMN = new DmnPeer();

  private static final Map<String, Function<SampleCase, ThinAnswer>> PEERS =
      Map.of(
          "plain Drools", DROOLS::decide,
          "Evrete", EVRETE::decide,
          "Easy Rules", EASY_RULES::decide,
          "kie-dmn", facts -> DmnPeer.answer(DMN.decide(DmnPeer.input(facts))));

  @AfterAll
  static void endThreads() {
    EVRETE.close();
  }

  static Stream<Arguments> peersAndCases() {
    return PEERS.keySet().stream()
        .sorted()
        .flatMap(peer -> cases().keySet().stream().map(name -> Arguments.of(peer, name)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("peersAndCases")
  void aPeerAnswersAsTheLibraryDoes(String peer, String name) {
    SampleCase facts = Objects.requireNonNull(cases().get(name));
    assertThat(Objects.requireNonNull(PEERS.get(peer)).apply(facts).asMaps())
        .isEqualTo(thin(facts));
  }

  @Test
  void theCasesAreNotAllAlike() {
    Set<String> granted = new HashSet<>();
    Set<String> refused = new HashSet<>();
    Set<String> missing = new HashSet<>();
    Set<String> reasons = new HashSet<>();
    for (SampleCase facts : cases().values()) {
      thin(facts)
          .forEach(
              (tier, lacking) -> {
                if (tier.equals(ThinAnswer.LEFT_OUT)) {
                  lacking.values().forEach(all -> reasons.addAll(List.of(all.split(" "))));
                } else {
                  (lacking.isEmpty() ? granted : refused).add(tier);
                  missing.addAll(lacking.keySet());
                }
              });
    }
    String[] tiers = {ThinAnswer.GOLD, ThinAnswer.SILVER, ThinAnswer.ACTION_PACK};
    assertThat(granted).containsOnly(tiers);
    assertThat(refused).containsOnly(tiers);
    assertThat(missing).containsOnly("kpis", "trainers", "exam-holders", "commitment");
    assertThat(reasons)
        .containsOnly(
            "not-an-invoice",
            "other-channel",
            "not-an-official-product",
            "other-partner",
            "no-kpi-value",
            "outside-window");
  }

  /** The case that is measured, and others in which something else decides. */
  private static Map<String, SampleCase> cases() {
    Map<String, SampleCase> cases = new TreeMap<>();
    for (int lines : List.of(0, 1, 50, 200, 2000)) {
      cases.put(lines + " lines", SampleCase.withLines(lines));
    }
    SampleCase usual = SampleCase.withLines(200);
    cases.put("later", on(LocalDate.of(2021, 11, 30), usual));
    cases.put("on the first of a month", on(LocalDate.of(2021, 3, 1), usual));
    cases.put("for another competency", askingFor("Data Platform", usual));
    cases.put("for one that has gold only", askingFor("Enterprise Resource Planning", usual));
    cases.put("for one that has neither", askingFor("Communications", usual));
    cases.put(
        "with nobody",
        new SampleCase(
            usual.application(),
            usual.partner(),
            usual.purchases(),
            List.of(),
            usual.attestations()));
    cases.put(
        "with no commitment",
        new SampleCase(
            usual.application(),
            usual.partner(),
            usual.purchases(),
            usual.credentials(),
            List.of()));
    cases.put(
        "with a commitment to come",
        withCommitment("Cloud Platform", LocalDate.of(2021, 2, 6), usual));
    cases.put(
        "with a commitment of today",
        withCommitment("Cloud Platform", LocalDate.of(2021, 2, 5), usual));
    cases.put("with enough for gold", withEnoughForGold(usual));
    cases.put("with a credit note", withCreditNote(usual));
    return cases;
  }

  private static SampleCase on(LocalDate day, SampleCase facts) {
    Application application = facts.application();
    return new SampleCase(
        new Application(day, application.role(), application.asksFor()),
        facts.partner(),
        facts.purchases(),
        facts.credentials(),
        facts.attestations());
  }

  private static SampleCase askingFor(String competency, SampleCase facts) {
    Application application = facts.application();
    return new SampleCase(
        new Application(application.asOf(), application.role(), List.of())
            .askingFor("competency", competency),
        facts.partner(),
        facts.purchases(),
        facts.credentials(),
        facts.attestations());
  }

  private static SampleCase withCommitment(String competency, LocalDate day, SampleCase facts) {
    return new SampleCase(
        facts.application(),
        facts.partner(),
        facts.purchases(),
        facts.credentials(),
        List.of(new Attestation("A-9", "performance-commitment", competency, day, null)));
  }

  private static SampleCase withEnoughForGold(SampleCase facts) {
    List<Credential> credentials = new ArrayList<>(facts.credentials());
    credentials.add(Credential.of("T-6", "Fay", "trainer"));
    return new SampleCase(
        facts.application(), facts.partner(), facts.purchases(), credentials, facts.attestations());
  }

  private static SampleCase withCreditNote(SampleCase facts) {
    List<Purchase> purchases = new ArrayList<>(facts.purchases());
    purchases.add(
        Purchase.of("C-1", "credit-note", LocalDate.of(2020, 12, 1))
            .withChannel("Courseware Marketplace")
            .withProduct("Printed MOC", "seat", 9)
            .withKpi(new BigDecimal("-55.25")));
    return new SampleCase(
        facts.application(), facts.partner(), purchases, facts.credentials(), facts.attestations());
  }

  private static Map<String, Map<String, String>> thin(SampleCase facts) {
    return ThinAnswer.partOf(FullDecision.of(RULES.decide(facts.enrollmentCase())));
  }
}
