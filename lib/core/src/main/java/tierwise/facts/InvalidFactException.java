package tierwise.facts;

/**
 * A fact was given a value that it cannot hold, such as a negative number of units.
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

  /** The simple name of the fact type, such as {@code Purchase}. */
  public String fact() {
    return fact;
  }

  /** The name of the field whose value was refused, such as {@code units}. */
  public String field() {
    return field;
  }

  /** What is wrong with the value, to be read after the name of the field: {@code "is missing"}. */
  public String reason() {
    return reason;
  }
}
