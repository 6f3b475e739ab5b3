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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.draw.DrawnCase;

/** A benchmark may call it the same output only if it is. */
@Tag("long")
class HandWrittenFullTest {
  private static final Path FOLDER = AllYears.folder(Rules2021.YEAR);
  private static final RuleSet RULES = RuleSets.in(FOLDER).year(Rules2021.YEAR).prepare();
  private static final int DRAWN = 2_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 200, 2000})
  void itGivesWhatTheLibraryGivesForTheCaseThatIsMeasured(int lines) {
    SampleCase facts = SampleCase.withLines(lines);
    assertThat(HandWrittenFull.decide(FullCase.of(facts)))
        .isEqualTo(FullDecision.of(RULES.decide(facts.enrollmentCase())));
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
                .isEqualTo(FullDecision.of(decision));
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
          .isEqualTo(FullDecision.of(decision));
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
}
