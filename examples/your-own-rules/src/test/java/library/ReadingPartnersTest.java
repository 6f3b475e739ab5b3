package library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tierwise.ProgramYear;
import tierwise.RuleSets;
import tierwise.testing.junit.RuleFolder;
import tierwise.testing.junit.RuleFolderTest;

/** Each case of the rules is a test; so is whether the cases exercise as much as they should. */
@RuleFolder("src/rules")
class ReadingPartnersTest implements RuleFolderTest {
  @Test
  void whoeverHasTheJarHasTheRules() {
    ProgramYear year = RuleSets.onClassPath().years().get(0);
    assertEquals("reading-partners/2025", year.name());
  }
}
