package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.testing.internal.interpret.TestedRules;
import tierwise.testing.internal.mutate.Mutant;
import tierwise.testing.internal.mutate.Mutants;

class MutationTest {
  private static final Path TEA_CLUB = Path.of("../core/src/test/resources/rules/tea-club/2024");

  /** Well over the edges, so that it notices none of them. */
  private static final String WEAK =
      """
      cases:
        - case: A sage with plenty
          given:
            application: {asOf: 2024-03-01, asksFor: {tea: [Black]}}
            partner: {id: P-1}
            purchases:
              - {id: L-1, document: invoice, date: 2024-01-10, product: Black, kpi: 500}
            credentials:
              - {id: C-1, person: Ada, kind: taster}
              - {id: C-2, person: Bert, kind: taster}
              - {id: C-3, person: Cleo, kind: taster}
              - {id: C-4, person: Dora, kind: taster}
          expect:
            offers: [{offer: sage, of: Black, status: GRANTED}]
      """;

  @TempDir Path temp;

  private RuleFolderCases folder(String cases) throws IOException {
    Path folder = Files.createTempDirectory(temp, "t").resolve("tea-club/2024");
    Files.createDirectories(folder.resolve("tests"));
    try (Stream<Path> files = Files.list(TEA_CLUB)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(Objects.requireNonNull(file.getFileName()).toString()));
      }
    }
    Files.writeString(folder.resolve("tests/cases.yaml"), cases);
    return RuleFolderCases.in(folder).get(0);
  }

  @Test
  void aMistakeThatNoCaseNoticesComesWithACaseThatDoes() throws IOException {
    Mutation weak = folder(WEAK).mutation((what, done, all) -> true);
    assertThat(weak.failing()).isEmpty();
    assertThat(weak.killed()).isPositive();
    assertThat(weak.open()).isZero();
    assertThat(weak.survivors())
        .anySatisfy(
            each -> {
              assertThat(each.kind()).isEqualTo("a number one unit off");
              assertThat(each.rule())
                  .isEqualTo("A sage has poured a hundred cups with three tasters");
              assertThat(each.diff())
                  .contains("- insert( $offer.asks( \"cups\", 100 ) );")
                  .contains("+ insert( $offer.asks( \"cups\", 101 ) );");
              assertThat(each.at().line()).isEqualTo(77);
              assertThat(each.killer())
                  .hasValueSatisfying(text -> assertThat(text).contains("100"));
            });

    String killers =
        weak.survivors().stream()
            .flatMap(each -> each.killer().stream())
            .collect(Collectors.joining());
    Mutation strong = folder(WEAK + killers).mutation((what, done, all) -> true);
    assertThat(strong.failing()).isEmpty();
    assertThat(strong.percent()).isGreaterThan(Math.max(90, weak.percent()));
  }

  @Test
  void aRunThatIsStoppedTellsHowMuchIsOpen() throws IOException {
    Mutation stopped = folder(WEAK).mutation((what, done, all) -> done < 10);
    assertThat(stopped.open()).isPositive();
    assertThat(stopped.isEnough()).isFalse();
    assertThat(stopped.toText()).contains("the run was stopped");
  }

  @Test
  void aCaseThatFailsAlreadyTakesNoPart() throws IOException {
    Mutation mutation =
        folder(WEAK.replace("GRANTED", "REFUSED")).mutation((what, done, all) -> done < 10);
    assertThat(mutation.cases()).isZero();
    assertThat(mutation.killed()).isZero();
    assertThat(mutation.failing()).singleElement().asString().endsWith("A sage with plenty");
  }

  @Test
  void aMistakeThatTheCheckerFindsNeedsNoCase() throws IOException {
    TestedRules rules = folder(WEAK).tested();
    List<Mutant> refused =
        Mutants.of(rules).stream().filter(mutant -> mutant.applied(rules) == null).toList();
    assertThat(refused)
        .anyMatch(mutant -> mutant.diff().contains("- $offer : Offer( name == \"novice\" )"));
  }
}
