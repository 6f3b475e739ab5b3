package tierwise.analysis.population;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.json.ProblemTree;
import tierwise.internal.json.TreeWriter;

/**
 * What came of one of a population, as a line of JSON Lines: where it stands, whose it is, and the
 * decision or the problems.
 *
 * @param json the line, without its end; empty for a record that was erased
 * @param isDecided whether it could be decided
 * @param until how far the population is looked through with it
 */
public record DecidedLine(String json, boolean isDecided, long until) {
  /** A decision of a candidate, in full or its verdicts; decided in this thread. */
  public static DecidedLine of(Candidate candidate, Function<EnrollmentCase, Outcome> deciding) {
    EnrollmentCase each = null;
    try {
      each = candidate.read();
      if (each == null) {
        return new DecidedLine("", true, candidate.until());
      }
      Outcome outcome = deciding.apply(each);
      String line = line(candidate, each, outcome.key(), outcome.tree());
      return new DecidedLine(line, true, candidate.until());
    } catch (RuleSetException e) {
      List<Problem> problems = candidate.placed(e.problems());
      String line = line(candidate, each, "problems", ProblemTree.of(problems));
      return new DecidedLine(line, false, candidate.until());
    }
  }

  /** What was decided, under the key by which it stands in the line. */
  public static final class Outcome {
    private final String key;
    private final Consumer<TreeWriter> tree;

    private Outcome(String key, Consumer<TreeWriter> tree) {
      this.key = key;
      this.tree = tree;
    }

    /** The whole decision. */
    public static Outcome of(Decision decision) {
      return new Outcome("decision", DecisionTree.of(decision, null));
    }

    /** Statuses and figures. */
    public static Outcome of(Verdicts verdicts) {
      return new Outcome("verdicts", DecisionTree.of(verdicts));
    }

    private String key() {
      return key;
    }

    private Consumer<TreeWriter> tree() {
      return tree;
    }
  }

  private static String line(
      Candidate candidate, @Nullable EnrollmentCase each, String key, Consumer<TreeWriter> tree) {
    return JsonLayout.writeLine(
        to -> {
          to.startObject();
          to.text("where", candidate.where());
          if (each != null) {
            to.text("partner", each.partner().id());
            to.text("case", each.name().orElse(null));
          }
          to.name(key);
          tree.accept(to);
          to.endObject();
        });
  }
}
