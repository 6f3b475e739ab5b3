package tierwise.internal.drools;

import org.jspecify.annotations.Nullable;
import tierwise.internal.language.RuleModel.Rule;

/** The rules could not be run to their end on the facts of a case. */
public final class RuleFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Rule rule;
  private final boolean endless;

  /**
   * A failure.
   *
   * @param rule the rule at which it ended; {@code null} if that is not known
   * @param endless whether rules fired more often than the facts can explain
   */
  public RuleFailure(
      @Nullable Rule rule, boolean endless, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.rule = rule;
    this.endless = endless;
  }

  /** The rule at which it ended; {@code null} if that is not known. */
  public @Nullable Rule rule() {
    return rule;
  }

  /** Whether it ended because the rules fired more often than the facts can explain. */
  public boolean endless() {
    return endless;
  }
}
