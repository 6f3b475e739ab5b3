package tierwise.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.facts.Bound;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.CaseGenerator;
import tierwise.testing.DrawnCase;

/** A benchmark may call it the same output only if it is. */
class HandWrittenFullTest {
  private static final Path FOLDER = AllYears.folder(Rules2021.YEAR);
  private static final RuleSet RULES = RuleSets.in(FOLDER).year(Rules2021.YEAR).prepare();
  private static final int DRAWN = 2_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 200, 2000})
  void itGivesWhatTheLibraryGivesForTheCaseThatIsMeasured(int lines) {
    SampleCase facts = SampleCase.withLines(lines);
    assertThat(HandWrittenFull.decide(FullCase.of(facts)))
        .isEqualTo(told(RULES.decide(facts.enrollmentCase())));
  }

  @Test
  void itGivesWhatTheLibraryGivesForTheCasesBesideTheRules() throws IOException {
    int decided = 0;
    try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
      for (Path file : files.sorted().toList()) {
        List<CaseFile.Entry> entries = entries(file);
        List<EnrollmentCase> cases = EnrollmentCase.read(file);
        for (int i = 0; i < cases.size(); i++) {
          CaseFile.Entry entry = entries.get(i);
          Decision decision = decision(cases.get(i));
          if (decision != null) {
            FullCase facts = FullCases.of(Objects.requireNonNull(entry.facts()));
            assertThat(HandWrittenFull.decide(facts))
                .describedAs("%s: %s", file.getFileName(), entry.name())
                .isEqualTo(told(decision));
            decided++;
          }
        }
      }
    }
    assertThat(decided).isGreaterThan(150);
  }

  @Test
  void itGivesWhatTheLibraryGivesForDrawnCases() {
    Rules2021 rules = Rules2021.read(FOLDER);
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    Set<OfferDecision.Status> statuses = EnumSet.noneOf(OfferDecision.Status.class);
    Set<Finding.Status> findings = EnumSet.noneOf(Finding.Status.class);
    Set<String> codes = new HashSet<>();
    int decided = 0;
    for (int seed = 0; seed < DRAWN; seed++) {
      DrawnCase drawn = generator.draw(seed);
      Decision decision = decision(drawn.toCase());
      if (decision == null) {
        continue;
      }
      assertThat(HandWrittenFull.decide(FullCases.of(drawn)))
          .describedAs("seed %d", seed)
          .isEqualTo(told(decision));
      decided++;
      decision.notices().forEach(notice -> codes.add(notice.code()));
      for (OfferDecision offer : decision.offers()) {
        statuses.add(offer.status());
        offer.findings().forEach(finding -> findings.add(finding.status()));
        offer.closedBy().forEach(reason -> codes.add(reason.code()));
      }
    }
    // Nothing that never happens shows that it would be the same.
    assertThat(decided).isGreaterThan(DRAWN * 9 / 10);
    assertThat(statuses).containsOnly(OfferDecision.Status.values());
    assertThat(findings).containsOnly(Finding.Status.values());
    assertThat(codes).hasSizeGreaterThan(30);
  }

  private static @Nullable Decision decision(EnrollmentCase each) {
    try {
      return RULES.decide(each);
    } catch (RuleSetException e) {
      // It shows what is wrong with a case; the hand-written method takes cases for valid.
      return null;
    }
  }

  private static List<CaseFile.Entry> entries(Path file) throws IOException {
    Problems problems = new Problems();
    SourceText source =
        Decoder.decode(
            file.toString(), Files.readAllBytes(file), CaseFileReader.LARGEST_FILE, problems);
    CaseFile read = CaseFileReader.read(Objects.requireNonNull(source), problems);
    problems.throwIfErrors();
    return Objects.requireNonNull(read).cases();
  }

  // ---- the library's decision without what the method does not give -------------------------

  private static FullDecision told(Decision decision) {
    Decision.Highest highest = decision.highest();
    return new FullDecision(
        decision.asOf(),
        highest == null
            ? null
            : new FullDecision.Highest(highest.offer(), highest.of(), highest.orHigher()),
        decision.held().stream()
            .map(
                held ->
                    new FullDecision.Held(
                        held.offer(), held.of(), held.since(), held.anniversary()))
            .toList(),
        decision.offers().stream().map(HandWrittenFullTest::told).toList(),
        decision.measures().stream().map(HandWrittenFullTest::told).toList(),
        decision.notices().stream()
            .map(
                note ->
                    new FullDecision.Note(
                        note.code(),
                        note.about(),
                        note.from(),
                        note.until(),
                        note.amount(),
                        note.currency()))
            .toList());
  }

  private static FullDecision.OfferResult told(OfferDecision offer) {
    return new FullDecision.OfferResult(
        offer.offer(),
        offer.of(),
        offer.renewal(),
        offer.status(),
        offer.findings().stream().map(HandWrittenFullTest::told).toList(),
        codes(offer.closedBy()),
        offer.openedBy() == null ? null : offer.openedBy().code());
  }

  private static List<String> codes(List<Reason> reasons) {
    return reasons.stream().map(Reason::code).toList();
  }

  private static FullDecision.Finding told(Finding finding) {
    if (finding instanceof Finding.Either either) {
      return new FullDecision.Either(
          either.status(), either.ways().stream().map(HandWrittenFullTest::told).toList());
    }
    if (finding instanceof Finding.OfOffers of) {
      return new FullDecision.OfOffers(
          of.offers(), of.status(), of.required(), of.granted(), of.undetermined());
    }
    if (finding instanceof Finding.OfAnswer of) {
      return new FullDecision.OfAnswer(of.question(), of.status(), of.actual());
    }
    Finding.OfMeasure of = (Finding.OfMeasure) finding;
    return new FullDecision.OfMeasure(
        of.measure(),
        of.status(),
        of.relation() == Bound.Relation.AT_MOST,
        of.required(),
        of.actual(),
        of.shortBy(),
        of.unit(),
        of.measured() == null ? null : told(of.measured()),
        of.waivedBy() == null ? null : of.waivedBy().code());
  }

  private static FullDecision.Figure told(Measured measured) {
    return new FullDecision.Figure(
        measured.measure(),
        measured.of(),
        Objects.requireNonNull(measured.value()),
        measured.unit(),
        measured.evidence(),
        measured.excluded().stream()
            .map(line -> new FullDecision.LeftOut(line.evidence(), codes(line.reasons())))
            .toList());
  }
}
