package library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tierwise.ProgramYear;
import tierwise.RuleSets;
import tierwise.testing.junit.RuleFolders;
import tierwise.testing.junit.RunsRuleFolders;

/** Each case of the rules is a test; so is whether the cases exercise as much as they should. */
@RuleFolders("src/rules")
class ReadingPartnersTest implements RunsRuleFolders {
  @Test
  void whoeverHasTheJarHasTheRules() {
    ProgramYear year = RuleSets.onClassPath().years().get(0);
    assertEquals("reading-partners/2025", year.name());
  }
}
