package tierwise.internal.language.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.source.Span;

/**
 * A type of facts, as rules see it. Immutable; compared by name, which is unique in a rule set.
 *
 * @param kind where its facts come from
 * @param fields what rules can read of it, by name
 * @param declared the word that declares it; {@code null} if the library has it
 * @param javaClass the class of its facts; {@code null} if the rule set declares it
 * @param description what the record says of itself; {@code null} if the rule set declares it
 */
public record FactType(
    String name,
    Kind kind,
    Map<String, Field> fields,
    @Nullable Span declared,
    @Nullable Class<?> javaClass,
    @Nullable Description description) {

  /** The column of a row that says where its figures come from. */
  public static final String SOURCE = "source";

  /** The column of a row that says whether its figures are invented. */
  public static final String SYNTHETIC = "synthetic";

  /** Both. */
  public static final List<String> SOURCE_COLUMNS = List.of(SOURCE, SYNTHETIC);

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
   * What a fact type of the library is beside its fields.
   *
   * @param key the key under which a case file gives its facts; empty if none does
   * @param says what its facts are, in a sentence
   * @param called what problems call one of them
   * @param kindsBy the field whose value makes a kind of its own; {@code null} if there is none
   * @param lists the components that hold lists, which rules cannot read, with what they are
   */
  public record Description(
      String key,
      String says,
      String called,
      @Nullable String kindsBy,
      Map<String, String> lists) {}

  /**
   * A field of a fact type.
   *
   * @param tellsOf the field that is there whenever this yes/no is yes; {@code null} if there is
   *     none
   * @param reader gives the value that a fact has in the field
   * @param role what it is to the language
   * @param says what it is, in a sentence; empty if the rule set declares it
   */
  public record Field(
      String name,
      ValueType type,
      boolean mayBeMissing,
      TextDomain domain,
      @Nullable String tellsOf,
      @Nullable Span declared,
      Function<Object, @Nullable Object> reader,
      Role role,
      String says) {
    /** A field that a rule set declares. */
    public Field(
        String name,
        ValueType type,
        boolean mayBeMissing,
        TextDomain domain,
        @Nullable String tellsOf,
        @Nullable Span declared,
        Function<Object, @Nullable Object> reader) {
      this(
          name,
          type,
          mayBeMissing,
          domain,
          tellsOf,
          declared,
          reader,
          name.equals(Role.ID.word()) ? Role.ID : Role.ANY,
          "");
    }

    private Field withDomain(TextDomain other) {
      return new Field(name, type, mayBeMissing, other, tellsOf, declared, reader, role, says);
    }

    /** The field where something has made sure that it is there. */
    public Field present() {
      return new Field(name, type, false, domain, tellsOf, declared, reader, role, says);
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
    this(name, kind, fields, declared, javaClass, null);
  }

  public FactType(
      String name,
      Kind kind,
      List<Field> fields,
      @Nullable Span declared,
      @Nullable Class<?> javaClass,
      @Nullable Description description) {
    this(name, kind, byName(fields), declared, javaClass, description);
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
        javaClass,
        description);
  }

  /** The first field of the role; {@code null} if it has none. */
  public @Nullable Field fieldOf(Role role) {
    for (Field field : fields.values()) {
      if (field.role() == role) {
        return field;
      }
    }
    return null;
  }

  /** What the library says of the type. */
  public Description describe() {
    if (description == null) {
      throw new IllegalStateException(name + " is declared by rules");
    }
    return description;
  }

  /** The key under which a case file gives facts of the type. */
  public String key() {
    return description == null ? name : description.key();
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

  /** Where the field stands among the fields; -1 if the type has none of the name. */
  public int position(String field) {
    return List.copyOf(fields.keySet()).indexOf(field);
  }

  /** What {@link Row#typeOf} gives of each of its facts. */
  public Object runtimeType() {
    return javaClass == null ? this : javaClass;
  }

  /** Whether its facts are lines that a measure can count. */
  public boolean isLedger() {
    return kind == Kind.LEDGER || (kind == Kind.DECLARED_INPUT && fieldOf(Role.ID) != null);
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
