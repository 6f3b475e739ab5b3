package tierwise.internal.json;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tierwise.Problem;

/** Describes problems. */
public final class ProblemTree {
  private final TreeWriter to;

  private ProblemTree(TreeWriter to) {
    this.to = to;
  }

  /** One problem. */
  public static Consumer<TreeWriter> of(Problem problem) {
    return to -> {
      ProblemTree tree = new ProblemTree(to);
      to.startObject();
      to.text("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      tree.inside(problem);
      to.endObject();
    };
  }

  /** The errors, and apart from them the warnings. */
  public static Consumer<TreeWriter> of(List<Problem> problems) {
    return to -> {
      ProblemTree tree = new ProblemTree(to);
      to.startObject();
      for (Problem.Severity severity : Problem.Severity.values()) {
        to.list(
            severity == Problem.Severity.ERROR ? "errors" : "warnings",
            problems.stream().filter(problem -> problem.severity() == severity).toList(),
            problem -> {
              to.startObject();
              tree.inside(problem);
              to.endObject();
            });
      }
      to.endObject();
    };
  }

  private void inside(Problem problem) {
    to.text("code", problem.code());
    to.text("message", problem.message());
    if (problem.place() != null) {
      place(problem.place());
    }
    if (!problem.related().isEmpty()) {
      to.list(
          "related",
          problem.related(),
          related -> {
            to.startObject();
            to.text("what", related.what());
            place(related.place());
            to.endObject();
          });
    }
    Problem.Allowed allowed = problem.allowed();
    if (allowed != null) {
      to.name("allowed");
      to.startObject();
      to.text("what", allowed.intro());
      to.texts("values", allowed.values());
      if (allowed.more() > 0) {
        to.number("more", allowed.more());
      }
      to.endObject();
    }
    to.text("nearest", problem.nearest());
    to.text("wayOut", problem.wayOut());
  }

  private void place(Problem.Place place) {
    to.text("file", place.at().file());
    to.number("line", place.at().line());
    to.number("column", place.at().column());
    to.number("length", place.length());
    to.text("text", place.line());
    if (place.caret() != place.at().column()) {
      // The text is a part of a long line; the words begin at this character of it.
      to.number("caret", place.caret());
    }
  }
}
