package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tierwise.RuleSets.DecidedCase;
import tierwise.facts.Application;
import tierwise.facts.Credential;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** Very many cases, of which one does not keep the others from being decided. */
class ManyCasesTest {
  private static final RuleSets RULES = RuleSets.in(CafeGuild.FOLDER);
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  @AfterAll
  static void endThreads() {
    THREADS.shutdown();
  }

  private static EnrollmentCase partner(int number) {
    String craft = number % 10 == 7 ? "Roastign" : "Roasting";
    return EnrollmentCase.of(
            Application.on(CafeGuild.DAY).askingFor("craft", craft), Partner.of("P" + number))
        .purchases(
            IntStream.range(0, number % 5)
                .mapToObj(i -> Purchase.of("L" + i, "invoice", CafeGuild.DAY.minusDays(30)))
                .toList())
        .build();
  }

  private static Stream<EnrollmentCase> partners(int number) {
    return IntStream.range(0, number).mapToObj(ManyCasesTest::partner);
  }

  @Test
  void severalThreadsGiveWhatOneGivesInTheOrderOfTheCases() {
    List<DecidedCase> byOne = RULES.decideAll(partners(1_000)).toList();
    List<DecidedCase> bySeveral = RULES.decideAll(partners(1_000), THREADS).toList();
    assertThat(byOne).hasSize(1_000).isEqualTo(bySeveral);
    assertThat(byOne.get(500).decision()).isEqualTo(RULES.decide(partner(500)));
  }

  @Test
  void aCaseThatCannotBeDecidedIsARowAmongTheOthers() {
    List<DecidedCase> all = RULES.decideAll(partners(20), THREADS).toList();
    assertThat(all).filteredOn(each -> each.decision() == null).hasSize(2);
    assertThat(all.get(7).problems())
        .singleElement()
        .asString()
        .contains("Roastign", "Did you mean \"Roasting\"?");
    assertThat(all.get(8).problems()).isEmpty();
  }

  @Test
  void onlySomeCasesAreReadAheadOfWhoReadsTheResults() {
    AtomicInteger read = new AtomicInteger();
    try (Stream<DecidedCase> results =
        RULES.decideAll(partners(1_000_000).peek(each -> read.incrementAndGet()), THREADS)) {
      assertThat(results.limit(3)).hasSize(3);
    }
    int most = 16 * (2 * Runtime.getRuntime().availableProcessors() + 4);
    assertThat(read.get()).isBetween(3, most);
  }

  @Test
  void theOnlyThreadOfAnExecutorCanReadWhatTheExecutorDecides() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Future<Long> counted = one.submit(() -> RULES.decideAll(partners(200), one).count());
      assertThat(counted.get()).isEqualTo(200);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void whoReadsDecidesWhereTheExecutorRefuses() {
    Stream<DecidedCase> results =
        RULES.decideAll(
            partners(50),
            task -> {
              throw new RejectedExecutionException();
            });
    assertThat(results).hasSize(50);
  }

  @Test
  void closingTheResultsClosesTheCases() {
    AtomicInteger closed = new AtomicInteger();
    RULES.decideAll(partners(9).onClose(closed::incrementAndGet), THREADS).close();
    assertThat(closed.get()).isEqualTo(1);
  }

  @Test
  void whatTheCasesThrowIsThrownInItsPlace() {
    Stream<EnrollmentCase> broken =
        partners(100)
            .peek(
                each -> {
                  if (each.partner().id().equals("P60")) {
                    throw new IllegalStateException("the source is gone");
                  }
                });
    assertThatThrownBy(() -> RULES.decideAll(broken, THREADS).toList())
        .hasMessage("the source is gone");
  }

  // ---- rows --------------------------------------------------------------------------------

  @Test
  void aCaseOfRowsIsTheCaseThatAFileWouldGive() {
    EnrollmentCase of =
        EnrollmentCase.ofRows(
            Map.of(
                "application",
                List.of(
                    Map.of("asOf", CafeGuild.DAY, "asksFor", Map.of("craft", List.of("Roasting")))),
                "partner",
                List.of(Map.of("id", "P")),
                "credentials",
                List.of(),
                "purchases",
                List.of(
                    Map.of(
                        "id",
                        "L",
                        "document",
                        "invoice",
                        "date",
                        "2024-04-05",
                        "units",
                        3,
                        "kpi",
                        new BigDecimal("1.50")))));
    assertThat(of.application())
        .isEqualTo(Application.on(CafeGuild.DAY).askingFor("craft", "Roasting"));
    assertThat(of.partner()).isEqualTo(Partner.of("P"));
    assertThat(of.ledger(Credential.class)).contains(List.of());
    assertThat(of.ledger(Order.class)).isEmpty();
    assertThat(EnrollmentCase.fromJson(of.toJson())).isEqualTo(of);
    Purchase line = of.ledger(Purchase.class).orElseThrow().get(0);
    assertThat(line.units()).isEqualTo(3);
    assertThat(line.kpi()).isEqualByComparingTo("1.5");
  }

  @Test
  void whatIsWrongWithRowsIsShownInThem() {
    assertThatThrownBy(
            () ->
                EnrollmentCase.ofRows(
                    Map.of(
                        "application", List.of(Map.of("asOf", "2024-13-01")),
                        "partner", List.of(Map.of("id", "P")),
                        "purchases", List.of(Map.of("idd", "L")))))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("2024-13-01")
        .hasMessageContaining("Did you mean \"id\"?");
    assertThatThrownBy(
            () ->
                EnrollmentCase.ofRows(
                    Map.of(
                        "application",
                        List.of(Map.of("asOf", CafeGuild.DAY)),
                        "partner",
                        List.of(Map.of("id", "P")),
                        "purchases",
                        List.of(Map.of("id", "L", "kpi", 1.5)))))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("1.5");
  }

  @Test
  void aValueThatIsNothingIsNotGiven() {
    Map<String, Object> partner = new HashMap<>(Map.of("id", "P"));
    partner.put("country", null);
    EnrollmentCase of =
        EnrollmentCase.ofRows(
            Map.of(
                "application", List.of(Map.of("asOf", CafeGuild.DAY)),
                "partner", Arrays.asList(partner)));
    assertThat(of.partner().country()).isNull();
  }

  // ---- a case of another year or day -------------------------------------------------------

  @Test
  void whatDoesNotFitIsTakenAwayAndNamed() {
    RuleSet rules = RULES.year("cafe-guild/2024");
    EnrollmentCase odd =
        EnrollmentCase.of(
                Application.on(CafeGuild.DAY).askingFor("craft", "Roasting", "Juggling"),
                Partner.of("P"))
            .purchases(List.of(Purchase.of("L", "invoice", CafeGuild.DAY)))
            .declared("Juggler", List.of(Map.of("id", "J-1")))
            .build();
    RuleSet.Fitting fitting = rules.fitting(odd);
    assertThat(fitting.misfits())
        .extracting(each -> each.type() + " " + each.id())
        .containsExactly("Subject craft Juggling", "Juggler J-1");
    assertThat(fitting.enrollmentCase())
        .isEqualTo(
            EnrollmentCase.of(
                    Application.on(CafeGuild.DAY).askingFor("craft", "Roasting"), Partner.of("P"))
                .purchases(List.of(Purchase.of("L", "invoice", CafeGuild.DAY)))
                .build());
    assertThat(rules.fitting(partner(1)).misfits()).isEmpty();
  }

  @Test
  void aCaseCanBeDecidedOnAnotherDay() {
    LocalDate later = CafeGuild.DAY.plusDays(40);
    EnrollmentCase each = partner(3).on(later);
    assertThat(each.application()).isEqualTo(Application.on(later).askingFor("craft", "Roasting"));
    assertThat(RULES.decide(each).asOf()).isEqualTo(later);
  }
}
