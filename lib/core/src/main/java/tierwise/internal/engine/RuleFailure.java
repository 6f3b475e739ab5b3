package tierwise.internal.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Code;

/** The rules could not be run to their end on the facts of a case. */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Code code;
  private final transient @Nullable Rule rule;

  /**
   * A failure.
   *
   * @param rule the rule at which it ended; {@code null} if that is not known
   */
  public RuleFailure(Code code, @Nullable Rule rule, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.code = code;
    this.rule = rule;
  }

  /** Where a chain of failures began. */
  public static Throwable origin(Throwable failure) {
    Throwable origin = failure;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }

  /**
   * What the failure at the beginning of a chain says; what it is if it says nothing. What Java's
   * calendar says means little to authors of rules, so that is said of the helper that they called.
   */
  public static String reason(Throwable failure) {
    Throwable origin = origin(failure);
    String helper = ofTheCalendar(origin);
    if (helper != null) {
      return helper + "( … ) leads to a day that no calendar has";
    }
    return origin.getMessage() == null ? origin.toString() : origin.getMessage();
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

  /** What sort of problem that is. */
  public Code code() {
    return code;
  }

  /** The rule at which it ended; {@code null} if that is not known. */
  public @Nullable Rule rule() {
    return rule;
  }
}
