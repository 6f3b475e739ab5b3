package tierwise.facts;

/**
 * A fact was given a value that it cannot hold, such as a negative number of units, or a helper one
 * that it cannot work with.
 *
 * <p>Readers of case files turn this into a located problem; Java callers see it where they make
 * the fact. Immutable.
 */
public final class InvalidFactException extends IllegalArgumentException {
  private final String fact;
  private final String field;
  private final String reason;

  InvalidFactException(Class<?> fact, String field, String reason) {
    super(fact.getSimpleName() + "." + field + " " + reason);
    this.fact = fact.getSimpleName();
    this.field = field;
    this.reason = reason;
  }

  /**
   * A helper cannot work with a value.
   *
   * @param call the call as a rule has it, such as {@code dayOfNextMonth( 31, … )}
   */
  InvalidFactException(String call, String parameter, String reason) {
    super(call + ": \"" + parameter + "\" " + reason);
    this.fact = Statements.class.getSimpleName();
    this.field = parameter;
    this.reason = reason;
  }

  /** The same, said of the call of the helper that was to make the fact. */
  InvalidFactException in(String call) {
    return new InvalidFactException(call, field, reason);
  }

  /**
   * The simple name of the fact type, such as {@code Purchase}; {@code Statements} if a helper was
   * given the value.
   */
  public String fact() {
    return fact;
  }

  /** The name of the field or parameter whose value was refused, such as {@code units}. */
  public String field() {
    return field;
  }

  /** What is wrong with the value, to be read after the name of the field: {@code "is missing"}. */
  public String reason() {
    return reason;
  }
}
