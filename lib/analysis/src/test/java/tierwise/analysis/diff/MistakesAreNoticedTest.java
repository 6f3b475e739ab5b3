package tierwise.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tierwise.EnrollmentCase;
import tierwise.RuleFiles;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.analysis.internal.written.SameRules;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.opened.OpenedRules;
import tierwise.internal.source.Problems;
import tierwise.testing.Mutation;
import tierwise.testing.RuleFolderCases;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.Mutant;
import tierwise.testing.internal.mutate.Mutants;

/**
 * A year beside itself with a mistake: wherever the harness has a case that notices the mistake,
 * the comparison shows a partner who does, and never says that nobody can. Each twenty-fifth
 * mistake; all with {@code -Dtierwise.thorough=true}.
 */
@Tag("thorough")
class MistakesAreNoticedTest {
  private static final int EACH = Boolean.getBoolean("tierwise.thorough") ? 1 : 25;

  @Test
  void aPartnerIsShownWhereverACaseNoticesTheMistake() throws Exception {
    List<EnrollmentCase> cases = TwoYears.cases(TwoYears.FOLDER);
    TestedRules tested = tested(TwoYears.FOLDER);
    RuleSet right = TwoYears.unchanged().rules("2025");
    int noticed = 0;
    int number = 0;
    List<String> missed = new ArrayList<>();
    for (Mutant mutant : Mutants.of(tested)) {
      RuleSet wrong = number++ % EACH == 0 ? with(mutant) : null;
      if (wrong == null) {
        continue;
      }
      YearDiff diff = YearDiff.of(right, wrong, new YearDiff.Effort(10, cases, List.of()));
      boolean shown =
          !diff.told().isEmpty()
              || diff.offers().stream().anyMatch(each -> !each.witnesses().isEmpty())
              || diff.search().notCompared().stream().anyMatch(each -> each.contains("/2026"));
      if (shown) {
        noticed++;
      } else {
        missed.add(mutant.span().at() + "\n" + mutant.diff());
      }
      nobodyNoticesWhatIsTheSame(diff, right, wrong);
    }
    assertThat(noticed).isGreaterThan(100 / EACH / 5);
    assertThat(missed).isSubsetOf(missed.isEmpty() ? Set.of() : alike());
  }

  /** The mistakes that the harness finds no case for either. */
  private static Set<String> alike() {
    Mutation mutation =
        RuleFolderCases.in(TwoYears.FOLDER).get(0).mutation((what, done, all) -> true);
    return mutation.alike().stream()
        .map(each -> each.at() + "\n" + each.diff())
        .collect(Collectors.toSet());
  }

  private static void nobodyNoticesWhatIsTheSame(YearDiff diff, RuleSet right, RuleSet wrong) {
    for (OfferChange offer : diff.offers()) {
      if (!offer.witnesses().isEmpty()) {
        assertThat(
                SameRules.isSame(
                    OpenedRules.of(right), OpenedRules.of(wrong), offer.offer(), diff.changes()))
            .as(offer.offer() + " of " + diff.changes())
            .isFalse();
      }
    }
  }

  private static TestedRules tested(Path folder) {
    Problems problems = new Problems();
    RuleFolder read =
        Objects.requireNonNull(RuleFolder.read(FolderFinder.in(folder, problems).get(0), problems));
    return Objects.requireNonNull(TestedRules.read(read, problems));
  }

  /** The rules with the mistake; {@code null} if they are refused. */
  private static @Nullable RuleSet with(Mutant mutant) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(TwoYears.FOLDER)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String text = Files.readString(file);
        if (mutant.span().source().name().endsWith(file.getFileName().toString())) {
          text =
              text.substring(0, mutant.span().start())
                  + mutant.text()
                  + text.substring(mutant.span().end());
        }
        files.put(
            "reading-partners/2026/" + file.getFileName(), text.getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return RuleSets.with(RuleSettings.usual().withoutGuard())
          .of(RuleFiles.of(files))
          .year("reading-partners/2026");
    } catch (RuleSetException e) {
      return null;
    }
  }
}
