package tierwise.internal.language.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact of a type that the rule set declares: a line of a ledger, or a row of figures that a rule
 * states. Immutable. Equality is identity: two rows alike are two rows.
 */
public final class Row {
  private final FactType type;
  private final @Nullable Object[] values;

  /** What tells a fact's type: the declared type of a row, the class of any other fact. */
  public static Object typeOf(Object fact) {
    return fact instanceof Row row ? row.type() : fact.getClass();
  }

  /**
   * Makes a row.
   *
   * @param values the values in the order of the type's fields
   * @throws IllegalArgumentException if there are not as many values as fields
   */
  public Row(FactType type, List<? extends @Nullable Object> values) {
    this(type, values.toArray());
  }

  /** Makes a row that keeps the array. */
  public Row(FactType type, @Nullable Object[] values) {
    if (values.length != type.fields().size()) {
      throw new IllegalArgumentException(
          type + " has " + type.fields().size() + " fields, not " + values.length);
    }
    this.type = type;
    this.values = values;
  }

  /** The declared type. */
  public FactType type() {
    return type;
  }

  /** The value of the field with the number, from 0; {@code null} if the row does not give it. */
  public @Nullable Object value(int field) {
    return values[field];
  }

  /** The values in the order of the type's fields. */
  public List<@Nullable Object> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /** The type and the values. */
  @Override
  public String toString() {
    return type.name() + Arrays.toString(values);
  }
}
