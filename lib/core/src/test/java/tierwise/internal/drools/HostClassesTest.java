package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.facts.Offer;

/** What is there for rules while they are compiled. */
class HostClassesTest {
  private static final String FILE = "tierwise/facts/Offer.class";

  @Test
  void theLibraryIsThere() throws ClassNotFoundException {
    HostClasses host = new HostClasses("cafe.guild", List.of());
    assertThat(host.loadClass("tierwise.facts.Offer")).isSameAs(Offer.class);
    assertThat(host.getResource(FILE)).isNotNull();
  }

  @Test
  void nothingIsLookedForInThePackageOfTheRules() {
    HostClasses host = new HostClasses("tierwise.facts", List.of());
    assertThatThrownBy(() -> host.loadClass("tierwise.facts.Offer"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(host.getResource(FILE)).isNull();
  }
}
