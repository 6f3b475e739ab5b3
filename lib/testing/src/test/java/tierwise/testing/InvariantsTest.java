package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of every rule set; {@code -Dtierwise.draws=1000} tries more cases. */
@Tag("thorough")
class InvariantsTest {
  private static final int DRAWS = AllFolders.number("tierwise.draws", 20, 500);

  static Stream<RuleFolderCases> folders() {
    return AllFolders.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyLawHolds(RuleFolderCases folder) {
    Invariants invariants = folder.invariants(DRAWS);
    assertThat(invariants.cases()).isPositive();
    assertThat(invariants.breaches()).as(invariants.toText()).isEmpty();
  }
}
