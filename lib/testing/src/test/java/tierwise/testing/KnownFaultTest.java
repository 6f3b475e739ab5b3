package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tierwise.RuleSetException;

/** Into rules and cases that are right by construction one fault is put: the harness names it. */
class KnownFaultTest {
  private static final int DRAWN = 5;

  @TempDir Path temp;

  /** Spoils a folder, and gives the words by which the report must name what was spoilt. */
  private enum Fault {
    /** A figure is one more than what the cases, which know better, say. */
    A_WRONG_NUMBER {
      @Override
      String put(Path folder, DrawnRules.Row row) throws IOException {
        return replaced(
            folder.resolve("targets.drl"),
            "\"%s\", \"%s\", %d ".formatted(row.tier(), row.field(), row.points()),
            "\"%s\", \"%s\", %d ".formatted(row.tier(), row.field(), row.points() + 1),
            "targets.drl:" + row.line() + ": its row");
      }
    },
    A_MISSING_BOUNDARY {
      @Override
      String put(Path folder, DrawnRules.Row row) throws IOException {
        return replaced(
            folder.resolve("tests/cases.yaml"),
            DrawnRules.aCase(row, false),
            "",
            "targets.drl:" + row.line() + ": points at least " + row.points());
      }
    },
    A_DEAD_RULE {
      @Override
      String put(Path folder, DrawnRules.Row row) throws IOException {
        return replaced(
            folder.resolve("rules.drl"),
            "rule \"A void line does not count\"",
            """
            rule "No line is worth that much"
            when
                $line : Line( field == "%s", points > 1000000 )
            then
                insert( leftOut( "points", $line, "never" ) );
            end

            rule "A void line does not count\"\
            """
                .formatted(row.field()),
            ": No line is worth that much");
      }
    },
    AN_INCOMPLETE_ACCOUNTING {
      @Override
      String put(Path folder, DrawnRules.Row row) throws IOException {
        return replaced(
            folder.resolve("rules.drl"),
            "$line : Line( $points : points ) and",
            "$line : Line( points != %d, $points : points ) and".formatted(row.points()),
            "neither counts nor leaves out L-1");
      }
    },
    A_RULE_THAT_DEPENDS_ON_THE_ORDER {
      @Override
      String put(Path folder, DrawnRules.Row row) throws IOException {
        return replaced(
            folder.resolve("rules.drl"),
            "$line : Line( isVoid == true )",
            "$line : Line( isVoid == true )\n    not Measurement( measure == \"points\", of == \""
                + row.field()
                + "\" )",
            "[TW-302]");
      }
    };

    abstract String put(Path folder, DrawnRules.Row row) throws IOException;

    static String replaced(Path file, String from, String to, String named) throws IOException {
      String text = Files.readString(file);
      assertThat(text).containsOnlyOnce(from);
      Files.writeString(file, text.replace(from, to));
      return named;
    }
  }

  @Test
  void whatIsRightIsGood() throws IOException {
    for (long seed = 0; seed < DRAWN; seed++) {
      assertThat(report(write(new DrawnRules(seed)))).as("seed %d", seed).contains(" 0 failed.");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverFaultIsPutIntoRulesTheHarnessNamesIt(Fault fault) throws IOException {
    for (long seed = 0; seed < DRAWN; seed++) {
      DrawnRules rules = new DrawnRules(seed);
      Path folder = write(rules);
      String named = fault.put(folder, rules.any());
      assertThat(report(folder)).as("seed %d", seed).contains(named).doesNotContain(" 0 failed.");
    }
  }

  private Path write(DrawnRules rules) throws IOException {
    return rules.write(Files.createTempDirectory(temp, "drawn"));
  }

  /** What the command line prints of the folder. */
  private static String report(Path folder) {
    try {
      RuleFolderCases cases = RuleFolderCases.in(folder).get(0);
      List<TestResult> results = cases.run(Engines.BOTH, test -> true, result -> {});
      return new TestReport(
              List.of(new TestReport.Folder(cases.name(), results, cases.coverage(false))))
          .toText();
    } catch (RuleSetException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
