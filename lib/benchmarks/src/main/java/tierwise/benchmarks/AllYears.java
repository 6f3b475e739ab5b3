package tierwise.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;

/** The rule folders of this checkout, whichever years there are. */
final class AllYears {
  /** From where the benchmarks run. */
  private static final Path RULES = Path.of("../../rules");

  private AllYears() {}

  static RuleSets rules() {
    return RuleSets.in(RULES);
  }

  static List<String> names() {
    return rules().years().stream().map(ProgramYear::name).toList();
  }

  static Path folder(String year) {
    return RULES.resolve(year);
  }

  /** The cases beside the rules of a year that lead to a decision. */
  static List<EnrollmentCase> cases(String year, RuleSet rules) {
    List<EnrollmentCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder(year).resolve("tests"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yaml")).sorted().toList()) {
        for (EnrollmentCase each : EnrollmentCase.read(file)) {
          if (isDecided(each, rules)) {
            cases.add(each);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cases of " + year, e);
    }
    return cases;
  }

  private static boolean isDecided(EnrollmentCase each, RuleSet rules) {
    try {
      rules.decide(each);
      return true;
    } catch (RuleSetException e) {
      // Some cases show what is wrong with a case.
      return false;
    }
  }
}
