package tierwise.internal.language.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Span;

/**
 * A type of facts, as rules see it. Immutable; compared by name, which is unique in a rule set.
 *
 * @param kind where its facts come from
 * @param fields what rules can read of it, by name
 * @param declared the word that declares it; {@code null} if the library has it
 * @param javaClass the class of its facts; {@code null} if the rule set declares it
 */
public record FactType(
    String name,
    Kind kind,
    Map<String, Field> fields,
    @Nullable Span declared,
    @Nullable Class<?> javaClass) {

  /** Where the facts of a type come from. */
  public enum Kind {
    /** The case, one of them. */
    SINGLE,
    /** The case, in a ledger. */
    LEDGER,
    /** The library. */
    LIBRARY,
    /** Rules, by a helper. */
    STATEMENT,
    /** The case, of a type that the rule set declares. */
    DECLARED_INPUT,
    /** Rules, of a type that the rule set declares. */
    DECLARED_ROW,
    /** Not known: its declaration has a problem, and nothing more is said of it. */
    UNCLEAR
  }

  /**
   * A field of a fact type.
   *
   * @param tellsOf the field that is there whenever this yes/no is yes; {@code null} if there is
   *     none
   * @param reader gives the value that a fact has in the field
   */
  public record Field(
      String name,
      ValueType type,
      boolean mayBeMissing,
      TextDomain domain,
      @Nullable String tellsOf,
      @Nullable Span declared,
      Function<Object, @Nullable Object> reader) {
    private Field withDomain(TextDomain other) {
      return new Field(name, type, mayBeMissing, other, tellsOf, declared, reader);
    }

    /** The field where something has made sure that it is there. */
    public Field present() {
      return new Field(name, type, false, domain, tellsOf, declared, reader);
    }

    /** The value that a fact of the type has in the field; {@code null} if it gives none. */
    public @Nullable Object read(Object fact) {
      return reader.apply(fact);
    }
  }

  public FactType(
      String name,
      Kind kind,
      List<Field> fields,
      @Nullable Span declared,
      @Nullable Class<?> javaClass) {
    this(name, kind, byName(fields), declared, javaClass);
  }

  private static Map<String, Field> byName(List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return Collections.unmodifiableMap(byName);
  }

  /** A declared type whose declaration has a problem. */
  public static FactType unclear(String name) {
    return new FactType(name, Kind.UNCLEAR, List.of(), null, null);
  }

  /** The type with other domains of its fields. */
  public FactType withDomains(Function<Field, TextDomain> domains) {
    return new FactType(
        name,
        kind,
        fields.values().stream().map(field -> field.withDomain(domains.apply(field))).toList(),
        declared,
        javaClass);
  }

  public @Nullable Field field(String field) {
    return fields.get(field);
  }

  /**
   * The field, which is known to be there.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Field requireField(String field) {
    Field found = fields.get(field);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no field " + field);
    }
    return found;
  }

  /** Whether its facts are lines that a measure can count. */
  public boolean isLedger() {
    return kind == Kind.LEDGER || (kind == Kind.DECLARED_INPUT && fields.containsKey("id"));
  }

  public boolean isDeclared() {
    return kind == Kind.DECLARED_INPUT || kind == Kind.DECLARED_ROW;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FactType type && type.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
