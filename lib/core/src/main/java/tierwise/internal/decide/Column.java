package tierwise.internal.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.casefile.FieldReader;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.language.FactType;

/**
 * A field of a fact type, as something that can be read: of the library's facts and of those that a
 * rule set declares alike. Immutable.
 *
 * @param reader reads the library's facts; {@code null} for declared types
 */
record Column(FactType type, String field, @Nullable FieldReader reader) {
  static Column of(FactType type, String field) {
    return new Column(type, field, type.isDeclared() ? null : FieldReader.of(type, field));
  }

  /** The value, or {@code null} if the fact does not give it. */
  @Nullable Object of(Object fact, RuleEngine engine) {
    return reader != null ? reader.read(fact) : engine.read(type, field, fact);
  }

  /** A fact of a declared type, with its values in the order of the fields. */
  static Object make(FactType type, List<@Nullable Object> values, RuleEngine engine) {
    return engine.make(type, values);
  }
}
