package tierwise.internal.language.model;

import java.util.List;
import java.util.stream.Stream;

/** The type of a value in a rule. Its text is what problems call it. */
public sealed interface ValueType {

  /** The types that are not made from others. */
  enum Plain implements ValueType {
    TEXT("a text"),
    WHOLE("a whole number"),
    DECIMAL("a decimal"),
    /** Whole or decimal, as helpers take it and counting gives it. */
    NUMBER("a number"),
    DATE("a date"),
    YES_NO("a yes/no"),
    /** What a statement is about: an offer or a text. */
    OFFER_OR_TEXT("an offer or a text"),
    /** Some fact that can be evidence, of which the type is not known; no rule states it. */
    ANY_FACT("a fact of the case"),
    /** Whatever it is. */
    ANYTHING("a value"),
    BOUND("a bound"),
    TOGETHER("measures asked together"),
    NOTHING("null"),
    /** The type of what has a problem already; everything goes with it. */
    UNKNOWN("something unknown");

    private final String text;

    Plain(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A fact of one type. */
  record Fact(FactType type) implements ValueType {
    @Override
    public String toString() {
      return "a fact " + type.name();
    }
  }

  /** Things that were collected. */
  record Collected(ValueType element) implements ValueType {
    @Override
    public String toString() {
      return "a collection";
    }
  }

  default boolean isNumber() {
    return this == Plain.WHOLE || this == Plain.DECIMAL || this == Plain.NUMBER;
  }

  /** Whether a value of the other type can stand where this type is wanted. */
  default boolean accepts(ValueType given) {
    if (equals(given)
        || this == Plain.ANYTHING
        || this == Plain.UNKNOWN
        || given == Plain.UNKNOWN) {
      return true;
    }
    if (this == Plain.OFFER_OR_TEXT) {
      return given == Plain.TEXT
          || (given instanceof Fact fact && fact.type().name().equals("Offer"));
    }
    if (this == Plain.NUMBER) {
      return given.isNumber();
    }
    if (this == Plain.ANY_FACT) {
      return given instanceof Fact fact && fact.type().kind() != FactType.Kind.STATEMENT;
    }
    return this instanceof Collected wanted
        && given instanceof Collected collected
        && wanted.element().accepts(collected.element());
  }

  /** Whether values of the two types can be equal. */
  default boolean comparableWith(ValueType other) {
    return accepts(other) || other.accepts(this) || (isNumber() && other.isNumber());
  }

  /**
   * Whether it is a fact that holds a list, so that to compare two can take long. Joins compare
   * facts again and again.
   */
  default boolean holdsAList() {
    return this instanceof Fact fact
        && fact.type().javaClass() != null
        && Stream.of(fact.type().javaClass().getRecordComponents())
            .anyMatch(component -> component.getType() == List.class);
  }

  /** Whether one value of the type can be greater than another. */
  default boolean isOrdered() {
    return isNumber() || this == Plain.DATE || this == Plain.UNKNOWN;
  }
}
