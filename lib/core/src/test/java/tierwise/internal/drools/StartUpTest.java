package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.internal.drools.StartUp.Host;

/** What is looked at before the first rules are built. */
class StartUpTest {
  @Test
  void theEngineOfThisBuildIsTheOneThatWasTested() {
    Host here = Host.found();
    assertThat(here).isEqualTo(new Host("10.2.0", null, true));
    assertThat(StartUp.complaints(here)).isEmpty();
  }

  @Test
  void everythingThatIsNotAsTestedIsToldWithTheWayOut() {
    List<String> complaints =
        StartUp.complaints(
            new Host("9.44.0.Final", "java.lang.NullPointerException: no supplier", false));
    assertThat(complaints).hasSize(3).allMatch(complaint -> complaint.contains(": "));
    assertThat(complaints.get(0)).contains("9.44.0.Final").contains("10.2.0").contains("pin");
    assertThat(complaints.get(1)).contains("no supplier").contains("context class loader");
    assertThat(complaints.get(2)).contains("kie.properties.conf");
  }
}
