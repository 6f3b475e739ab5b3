package tierwise.analysis.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision.Status;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Verdicts;
import tierwise.Verdicts.Verdict;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.DrawnPopulation;
import tierwise.analysis.population.Population;
import tierwise.analysis.population.Undecided;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Partner;

/** Whom a change of rules hits. */
class ImpactTest {
  private static final String CLUB_FOLDER = "../core/src/test/resources/years";
  private static final RuleSets CLUB = in(CLUB_FOLDER);
  private static final RuleSet OLD = CLUB.year("book-club/2024");
  private static final RuleSet NEW = CLUB.year("book-club/2025");
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

  private static RuleSets in(String folder) {
    return RuleSets.with(RuleSettings.usual().withoutGuard()).in(Path.of(folder));
  }

  /** One year alone: to read all takes longer than most of these tests. */
  private static RuleSet learning(String year) {
    return in("../../rules/learning-partner/" + year).year("learning-partner/" + year);
  }

  @AfterAll
  static void endThreads() {
    THREADS.shutdown();
  }

  private static Impact run(ImpactStudy study, Population population) {
    return study.run(population, THREADS, new ImpactListener() {});
  }

  /** A reader of crime with so many books, who was at so many meetings. */
  private static EnrollmentCase reader(
      String id, @Nullable String country, int books, int meetings) {
    return EnrollmentCase.of(
            Application.on(LocalDate.of(2024, 5, 5)).askingFor("genre", "Crime"),
            new Partner(id, null, country, null, null, null))
        .attestations(
            IntStream.range(0, books)
                .mapToObj(i -> new Attestation("B-" + i, "book", "Crime", null, null))
                .toList())
        .declared(
            "Meeting",
            IntStream.range(0, meetings)
                .mapToObj(i -> Map.<String, Object>of("id", "E-" + i, "guests", 3))
                .toList())
        .build();
  }

  private static Population readers(EnrollmentCase... cases) {
    return Population.of("readers", List.of(cases));
  }

  // ---- sums --------------------------------------------------------------------------------

  /** What is counted with the simplest means: lists, and one thread. */
  private static final class Recount {
    final List<Map<String, Status>> before = new ArrayList<>();
    final List<Map<String, Status>> after = new ArrayList<>();
    final Map<String, Long> tiers = new HashMap<>();

    Recount(RuleSet old, RuleSet now, Population population) {
      try (Stream<Candidate> all = population.candidates()) {
        for (Candidate candidate : (Iterable<Candidate>) all::iterator) {
          EnrollmentCase each = Objects.requireNonNull(candidate.read());
          Verdicts first = old.verdicts(old.fitting(each).enrollmentCase());
          Verdicts second = now.verdicts(now.fitting(each).enrollmentCase());
          before.add(statuses(first));
          after.add(statuses(second));
          tiers.merge(tier(first) + " " + tier(second), 1L, Long::sum);
        }
      }
    }

    private static String tier(Verdicts verdicts) {
      return verdicts.highest() == null ? "null" : verdicts.highest().offer();
    }

    private static Map<String, Status> statuses(Verdicts verdicts) {
      Map<String, Status> statuses = new HashMap<>();
      for (Verdict each : verdicts.offers()) {
        statuses.put(each.offer() + "/" + each.renewal() + "/" + each.of(), each.status());
      }
      return statuses;
    }

    static long granted(List<Map<String, Status>> all, String offer) {
      return all.stream()
          .flatMap(each -> each.entrySet().stream())
          .filter(each -> each.getKey().startsWith(offer + "/"))
          .filter(each -> each.getValue() == Status.GRANTED)
          .count();
    }

    static long partners(List<Map<String, Status>> all, String offer) {
      return all.stream().filter(each -> granted(List.of(each), offer) > 0).count();
    }

    /** How many are granted by the second and not by the first. */
    static long more(Map<String, Status> first, Map<String, Status> second, String offer) {
      return second.entrySet().stream()
          .filter(each -> each.getKey().startsWith(offer))
          .filter(each -> each.getValue() == Status.GRANTED)
          .filter(each -> first.get(each.getKey()) != Status.GRANTED)
          .count();
    }

    static long more(
        List<Map<String, Status>> first, List<Map<String, Status>> second, String offer) {
      return IntStream.range(0, first.size())
          .mapToLong(i -> more(first.get(i), second.get(i), offer + "/"))
          .sum();
    }

    long partners(boolean gaining, boolean losing) {
      return IntStream.range(0, before.size())
          .filter(
              i ->
                  (gaining && more(before.get(i), after.get(i), "") > 0)
                      || (losing && more(after.get(i), before.get(i), "") > 0))
          .count();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "learning-partner/2021, learning-partner/2022, 100",
    "learning-partner/2022-10, learning-partner/2023, 25",
    "book-club/2024, book-club/2025, 100"
  })
  void allSumsAreThoseOfARecount(String before, String after, int partners) {
    recount(
        in(before.startsWith("book") ? CLUB_FOLDER : "../../rules/" + before).year(before),
        in(after.startsWith("book") ? CLUB_FOLDER : "../../rules/" + after).year(after),
        partners);
  }

  @Test
  @Tag("long")
  void allSumsOfAllNeighbouringYearsAreThoseOfARecount() {
    RuleSets rules = in("../../rules/learning-partner");
    List<ProgramYear> years = rules.years();
    assertThat(years).hasSizeGreaterThan(10);
    for (int i = 1; i < years.size(); i++) {
      recount(rules.year(years.get(i - 1).name()), rules.year(years.get(i).name()), 150);
    }
  }

  private static void recount(RuleSet old, RuleSet now, int partners) {
    Population population = DrawnPopulation.of(old, partners);
    Recount recount = new Recount(old, now, population);
    Impact impact = run(ImpactStudy.of(old, now).withUndone(0), population);
    assertThat(impact.partners()).isEqualTo(partners);
    assertThat(impact.toText()).contains(now.toString());
    assertThat(impact.changed()).isEqualTo(recount.partners(true, true));
    assertThat(impact.gaining()).isEqualTo(recount.partners(true, false));
    assertThat(impact.losing()).isEqualTo(recount.partners(false, true));
    for (Impact.Offer each : impact.offers()) {
      String key = each.offer() + "/" + each.renewal();
      assertThat(each.before().granted()).isEqualTo(Recount.granted(recount.before, key));
      assertThat(each.after().granted()).isEqualTo(Recount.granted(recount.after, key));
      assertThat(each.before().partners()).isEqualTo(Recount.partners(recount.before, key));
      assertThat(each.after().partners()).isEqualTo(Recount.partners(recount.after, key));
      assertThat(each.gained()).isEqualTo(Recount.more(recount.before, recount.after, key));
      assertThat(each.lost()).isEqualTo(Recount.more(recount.after, recount.before, key));
      assertThat(each.after().granted() - each.before().granted())
          .isEqualTo(each.gained() - each.lost());
    }
    Set<String> offers = new HashSet<>();
    Stream.of(recount.before, recount.after)
        .flatMap(List::stream)
        .forEach(each -> each.keySet().forEach(key -> offers.add(key.replaceFirst("/[^/]*$", ""))));
    assertThat(impact.offers())
        .extracting(each -> each.offer() + "/" + each.renewal())
        .containsExactlyInAnyOrderElementsOf(offers);
    Map<String, Long> tiers = new HashMap<>();
    impact.tiers().forEach(each -> tiers.put(each.from() + " " + each.to(), each.partners()));
    assertThat(tiers).isEqualTo(recount.tiers);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    RuleSet old = learning("2021");
    RuleSet now = learning("2022");
    ImpactStudy study = ImpactStudy.of(old, now).by(List.of(new PartnerField("country")));
    Population population = DrawnPopulation.of(old, 70);
    assertThat(run(study, population)).isEqualTo(study.run(population));
  }

  @Test
  void groupsAddUpToTheWhole() {
    RuleSet old = learning("2021");
    Population population = DrawnPopulation.of(old, 70);
    Impact impact =
        run(
            ImpactStudy.of(old, learning("2022"))
                .by(List.of(new PartnerField("segment"), new PartnerField("role"))),
            population);
    assertThat(impact.groups()).hasSize(2);
    for (Impact.Grouping grouping : impact.groups()) {
      assertThat(sum(grouping, Impact.Group::partners)).isEqualTo(impact.partners());
      assertThat(sum(grouping, Impact.Group::changed)).isEqualTo(impact.changed());
      assertThat(sum(grouping, Impact.Group::gaining)).isEqualTo(impact.gaining());
      assertThat(sum(grouping, Impact.Group::losing)).isEqualTo(impact.losing());
    }
  }

  private static long sum(Impact.Grouping grouping, Function<Impact.Group, Long> part) {
    return grouping.groups().stream().mapToLong(part::apply).sum();
  }

  // ---- whom and why ------------------------------------------------------------------------

  @Test
  void whoLosesIsNamedWithTheReasonAndTheGap() {
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW),
            readers(reader("P-1", null, 4, 1), reader("P-2", null, 4, 2)));
    Impact.Moved first = impact.moved().get(0);
    assertThat(first.partner()).isEqualTo("P-1");
    assertThat(first.where()).isEqualTo("case 1");
    assertThat(first.tierBefore()).isEqualTo("reader");
    assertThat(first.tierAfter()).isEqualTo("critic");
    Impact.MovedOffer reader = moved(first, "reader");
    assertThat(reader.title()).isEqualTo("Reader of Crime");
    assertThat(reader.before()).isEqualTo(Status.GRANTED);
    assertThat(reader.after()).isEqualTo(Status.REFUSED);
    assertThat(reader.why()).singleElement().asString().contains("Meetings");
    assertThat(reader.gaps())
        .containsExactly(
            new Impact.Gap("meetings", new BigDecimal(2), new BigDecimal(1), new BigDecimal(1)));
    assertThat(moved(impact.moved().get(1), "host").after()).isEqualTo(Status.CLOSED);
    assertThat(moved(first, "critic").before()).isNull();
  }

  private static Impact.MovedOffer moved(Impact.Moved partner, String offer) {
    return partner.offers().stream()
        .filter(each -> each.offer().equals(offer))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoGainsIsNamedWithWhatWasInTheWay() {
    Impact impact = run(ImpactStudy.of(NEW, OLD), readers(reader("P-1", null, 4, 1)));
    assertThat(impact.gaining()).isEqualTo(1);
    assertThat(moved(impact.moved().get(0), "reader").gained()).isTrue();
    assertThat(moved(impact.moved().get(0), "critic").gained()).isFalse();
    assertThat(impact.offers())
        .filteredOn(each -> each.offer().equals("reader"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.gainedBy()).containsExactly(new Impact.InTheWay("meetings", 1)));
  }

  @Test
  void groupsTellWhomItHits() { // Everybody may be a critic in the new year.
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW).by(List.of(new PartnerField("country"))),
            readers(
                reader("P-1", "Norway", 4, 1),
                reader("P-2", "Norway", 1, 1),
                reader("P-3", "Chile", 4, 1),
                reader("P-4", null, 0, 0)));
    assertThat(impact.groups().get(0).groups())
        .containsExactly(
            new Impact.Group("Chile", 1, 1, 1, 1),
            new Impact.Group("Norway", 2, 2, 2, 1),
            new Impact.Group(null, 1, 1, 1, 0));
  }

  @Test
  void aFieldOfADeclaredTypeGroupsToo() {
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW).by(List.of(new PartnerField("Meeting.guests"))),
            readers(reader("P-1", null, 4, 1), reader("P-2", null, 4, 0)));
    assertThat(impact.groups().get(0).groups())
        .extracting(Impact.Group::value)
        .containsExactly("3", null);
  }

  @Test
  void whoIsJustShortHasSomethingAndOnlyOneThingMissing() {
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW),
            readers(
                reader("one book short", null, 3, 2),
                reader("one meeting short", null, 4, 1),
                reader("never there", null, 4, 0),
                reader("both short", null, 3, 1),
                reader("just safe", null, 4, 9)));
    assertThat(impact.near())
        .containsExactly(
            new Impact.Near("reader", false, "books", 1, 1),
            new Impact.Near("reader", false, "meetings", 1, 0));
    assertThat(impact.close())
        .extracting(each -> each.partner() + " " + each.measure() + " " + each.safe() + each.by())
        .containsExactly(
            "one book short books false1",
            "one meeting short meetings false1",
            "just safe books true0");
  }

  @Test
  void withAPartOfZeroOnlyWhoExactlyKeepsTheLineIsNear() {
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW).withNear(BigDecimal.ZERO),
            readers(reader("one book short", null, 3, 2), reader("exactly", null, 4, 2)));
    assertThat(impact.near())
        .containsExactly(
            new Impact.Near("reader", false, "books", 0, 1),
            new Impact.Near("reader", false, "meetings", 0, 1));
  }

  // ---- which change is behind it -----------------------------------------------------------

  @TempDir Path temp;

  /** The rules of 2024 after some edits. */
  private RuleSet edited(UnaryOperator<String> edit) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("book-club/2024"));
    Path from = Path.of("../core/src/test/resources/years/book-club/2024");
    for (String name : List.of("ruleset.yaml", "messages.yaml", "club.drl")) {
      String text = Files.readString(from.resolve(name)).replace("\r\n", "\n");
      Files.writeString(folder.resolve(name), name.endsWith(".drl") ? edit.apply(text) : text);
    }
    return RuleSets.in(temp).year("book-club/2024");
  }

  @Test
  void eachChangeIsUndoneAloneToTellWhomItMoved() throws IOException {
    RuleSet changed =
        edited(
            text ->
                text.replace("\"meetings\", 1 )", "\"meetings\", 2 )")
                    + """

                      rule "A host has read nothing"
                      when
                          $offer : Offer( name == "host" )
                      then
                          insert( $offer.asks( "meetings", 3 ) );
                      end
                      """);
    Impact impact =
        run(
            ImpactStudy.of(OLD, changed),
            readers(
                reader("loses both", null, 4, 1),
                reader("is a reader and no host", null, 4, 2),
                reader("loses nothing", null, 4, 3)));
    assertThat(impact.changed()).isEqualTo(2);
    assertThat(impact.causes())
        .isEqualTo(
            new Impact.Causes(
                2,
                List.of(
                    new Impact.Cause(
                        "changed rule \"A reader has read four books and been to a meeting\""
                            + " [club.drl:12]",
                        1),
                    new Impact.Cause("new rule \"A host has read nothing\" [club.drl:55]", 1)),
                2,
                0,
                0));
  }

  @Test
  void changesOfRowsAreUndoneRowByRow() {
    RuleSet old = learning("2021");
    RuleSet now = learning("2022");
    Impact impact = run(ImpactStudy.of(old, now).withUndone(5), DrawnPopulation.of(old, 120));
    Impact.Causes causes = Objects.requireNonNull(impact.causes());
    assertThat(causes.looked()).isEqualTo(Math.min(20, impact.changed()));
    assertThat(causes.changes())
        .extracting(Impact.Cause::change)
        .anyMatch(each -> each.startsWith("row is gone: new Extension( "));
    assertThat(causes.changes())
        .allSatisfy(each -> assertThat(each.partners()).isBetween(1L, causes.looked()));
  }

  @Test
  void whereNothingChangesNothingIsUndone() {
    Impact impact = run(ImpactStudy.of(OLD, OLD), readers(reader("P", null, 4, 1)));
    assertThat(impact.changed()).isZero();
    assertThat(impact.causes()).isNull();
  }

  // ---- what cannot be decided --------------------------------------------------------------

  @Test
  void oneBadPartnerIsARowAmongTheProblems() {
    EnrollmentCase bad =
        EnrollmentCase.of(
                Application.on(LocalDate.of(2024, 5, 5)).askingFor("genre", "Crimee"),
                Partner.of("P-2"))
            .build();
    Impact impact =
        run(
            ImpactStudy.of(OLD, NEW),
            readers(reader("P-1", null, 4, 1), bad, reader("P-3", null, 4, 1)));
    assertThat(impact.partners()).isEqualTo(2);
    assertThat(impact.undecided()).isEqualTo(1);
    assertThat(impact.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo("case 2");
              assertThat(problem.problems().get(0)).contains("Did you mean \"Crime\"?");
            });
  }

  @Test
  void whatOnlyOneYearKnowsIsNotReadByTheOtherAndSaid() {
    RuleSet first = CLUB.year("book-club/2023");
    Impact impact = run(ImpactStudy.of(first, OLD), readers(reader("P-1", null, 4, 1)));
    assertThat(impact.undecided()).isZero();
    assertThat(impact.notRead())
        .containsExactly(new Impact.NotRead("Meeting", "book-club/2023", 1));
  }

  @Test
  void whoBreaksOffGetsWhatIsKnownSoFar() {
    Population population = DrawnPopulation.of(OLD, 100_000);
    long[] done = new long[1];
    Impact impact =
        ImpactStudy.of(OLD, NEW)
            .run(
                population,
                THREADS,
                new ImpactListener() {
                  @Override
                  public boolean goesOn(long at, long extent) {
                    done[0] = at;
                    assertThat(extent).isEqualTo(100_000);
                    return at < 200;
                  }
                });
    assertThat(impact.complete()).isFalse();
    assertThat(impact.partners()).isEqualTo(done[0]).isBetween(200L, 1_000L);
    assertThat(impact.toText()).contains("broken off");
  }

  @Test
  void onlyTheFirstAreNamedAndAListenerHearsOfAll() {
    List<EnrollmentCase> all =
        IntStream.range(0, 500).mapToObj(i -> reader("P-" + i, null, 4, 1)).toList();
    List<String> heard = new ArrayList<>();
    Impact impact =
        ImpactStudy.of(OLD, NEW)
            .withListed(3)
            .run(
                Population.of("readers", all),
                THREADS,
                new ImpactListener() {
                  @Override
                  public boolean hearsOfAll() {
                    return true;
                  }

                  @Override
                  public void moved(Impact.Moved moved) {
                    heard.add(moved.partner());
                  }
                });
    assertThat(impact.moved()).hasSize(3);
    assertThat(impact.changed()).isEqualTo(500);
    assertThat(heard)
        .containsExactlyElementsOf(all.stream().map(each -> each.partner().id()).toList());
  }

  @Test
  void allCanBeDecidedAsOfOneDay() {
    RuleSet old = learning("2021");
    EnrollmentCase each = DrawnPopulation.of(old, 1).candidates().findFirst().orElseThrow().read();
    LocalDate day = LocalDate.of(2021, 9, 9);
    Impact of =
        run(
            ImpactStudy.of(old, old).on(day),
            Population.of("one", List.of(Objects.requireNonNull(each))));
    Verdicts verdicts = old.verdicts(each.on(day));
    long granted =
        verdicts.offers().stream().filter(offer -> offer.status() == Status.GRANTED).count();
    assertThat(of.offers().stream().mapToLong(offer -> offer.before().granted()).sum())
        .isEqualTo(granted);
    assertThat(of.changed()).isZero();
  }

  // ---- pages -------------------------------------------------------------------------------

  @Test
  void linesOfCsvKeepHostileNamesInTheirCells() {
    Impact.Moved moved =
        new Impact.Moved(
            "a.jsonl:1",
            "=cmd()",
            "A \"B\", C\nD",
            null,
            "gold",
            List.of(
                new Impact.MovedOffer(
                    "gold",
                    "-1+1",
                    "Gold",
                    true,
                    null,
                    Status.GRANTED,
                    List.of("@why"),
                    List.of())));
    assertThat(ImpactCsv.rows(moved))
        .isEqualTo(
            "a.jsonl:1,'=cmd(),\"A \"\"B\"\", C\nD\",,gold,gains,gold,'-1+1,yes,not offered,"
                + "granted,,,,,'@why\n");
    assertThat(ImpactCsv.head().split(",")).hasSize(16);
    assertThat(ImpactCsv.row(new Undecided("x", List.of("bad"))).split(",", -1)).hasSize(16);
  }
}
