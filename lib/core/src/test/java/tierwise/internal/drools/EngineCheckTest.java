package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.Problem;
import tierwise.internal.drools.EngineCheck.Host;
import tierwise.internal.source.Problems;

/** What is looked at before the first rules are built. */
class EngineCheckTest {
  @Test
  void theEngineOfThisBuildIsTheOneThatWasTested() {
    Host here = Host.found();
    assertThat(here).isEqualTo(new Host("10.2.0", null, true));
    assertThat(problems(here)).isEmpty();
  }

  @Test
  void everythingThatIsNotAsTestedIsToldWithTheWayOut() {
    List<Problem> problems =
        problems(new Host("9.44.0.Final", "java.lang.NullPointerException: no supplier", false));
    assertThat(problems)
        .extracting(Problem::message)
        .containsExactly(
            "Drools 9.44.0.Final is on the class path, but decisions were compared with 10.2.0 only",
            "Drools does not find its parts (java.lang.NullPointerException: no supplier)",
            "Drools runs rules in several threads, where steps are not counted");
    assertThat(problems.get(0).wayOut()).startsWith("Pin that version");
    assertThat(problems.get(1).wayOut()).contains("context class loader");
    assertThat(problems.get(2).wayOut()).contains("kie.properties.conf");
  }

  private static List<Problem> problems(Host host) {
    Problems problems = new Problems();
    EngineCheck.check(host, problems);
    return problems.inFileOrder();
  }
}
