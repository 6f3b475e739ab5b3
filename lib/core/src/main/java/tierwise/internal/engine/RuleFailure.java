package tierwise.internal.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Catalogue;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;

/** The rules could not be run to their end on the facts of a case. */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 2;

  private final RunProblem problem;
  private final transient @Nullable Rule rule;

  /** What is filled in behind the name of the rule. */
  private final String value;

  private RuleFailure(
      RunProblem problem, @Nullable Rule rule, String value, @Nullable Throwable cause) {
    super(Catalogue.shared().told(problem, rule == null ? null : rule.name(), value), cause);
    this.problem = problem;
    this.rule = rule;
    this.value = value;
  }

  /**
   * A rule that fails. What Java's calendar says means little to authors of rules, so that is said
   * of the helper that they called.
   *
   * @param rule the rule at which it ended; {@code null} if that is not known
   * @param cause the last of a chain of failures; what the first of them says is told
   */
  public static RuleFailure failed(@Nullable Rule rule, Throwable cause) {
    Throwable origin = origin(cause);
    String helper = ofTheCalendar(origin);
    if (helper != null) {
      return new RuleFailure(RunProblem.DAY_OF_NO_CALENDAR, rule, helper, cause);
    }
    String reason = origin.getMessage() == null ? origin.toString() : origin.getMessage();
    return new RuleFailure(RunProblem.RULE_NOT_APPLICABLE, rule, reason, cause);
  }

  /**
   * Rules that spend their budget.
   *
   * @param rule the rule at which it ended; {@code null} if that is not known
   * @param steps how many there were
   */
  public static RuleFailure spent(@Nullable Rule rule, long steps, @Nullable Throwable cause) {
    return new RuleFailure(RunProblem.TOO_MANY_STEPS_OF_RULES, rule, Long.toString(steps), cause);
  }

  /** Where a chain of failures began. */
  public static Throwable origin(Throwable failure) {
    Throwable origin = failure;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }

  /** The method of a day that failed; {@code null} if something else did. */
  private static @Nullable String ofTheCalendar(Throwable origin) {
    String helper = null;
    if (origin instanceof DateTimeException || origin instanceof ArithmeticException) {
      for (StackTraceElement frame : origin.getStackTrace()) {
        if (frame.getClassName().equals(LocalDate.class.getName())) {
          helper = frame.getMethodName();
        } else if (helper != null) {
          break;
        }
      }
    }
    return helper;
  }

  /** Adds it to the problems of a decision. */
  public void tell(Problems problems) {
    problems.error(
        problem, rule == null ? null : rule.nameSpan(), rule == null ? null : rule.name(), value);
  }

  /** What sort of problem that is. */
  public ProblemCode code() {
    return Catalogue.shared().of(problem).code();
  }

  /** The rule at which it ended; {@code null} if that is not known. */
  public @Nullable Rule rule() {
    return rule;
  }
}
