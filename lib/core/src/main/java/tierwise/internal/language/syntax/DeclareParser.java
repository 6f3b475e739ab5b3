package tierwise.internal.language.syntax;

import static tierwise.internal.language.syntax.SyntaxProblem.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.Token;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Reads one declaration of a fact type. */
public final class DeclareParser {
  private static final int MOST_FIELDS = 40;

  /** The types that fields can have. */
  private static final Map<String, ValueType> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("String", Plain.TEXT);
    TYPES.put("int", Plain.WHOLE);
    TYPES.put("BigDecimal", Plain.DECIMAL);
    TYPES.put("LocalDate", Plain.DATE);
    TYPES.put("Boolean", Plain.YES_NO);
  }

  private static final Map<String, String> OTHER_TYPES =
      Map.of(
          "double",
          "BigDecimal",
          "float",
          "BigDecimal",
          "Double",
          "BigDecimal",
          "Integer",
          "int",
          "long",
          "int",
          "Long",
          "int",
          "boolean",
          "Boolean",
          "Date",
          "LocalDate",
          "string",
          "String");

  private DeclareParser() {}

  /**
   * The type in the words; {@code null} with a problem if it cannot be read.
   *
   * @param made the types that rules make facts of
   */
  public static @Nullable FactType declaration(
      List<Token> words, Set<String> made, NameTable names, Problems problems) {
    try {
      return read(new Cursor(words, problems), made, names, problems);
    } catch (Cursor.Lost lost) {
      return null;
    }
  }

  private static FactType read(
      Cursor cursor, Set<String> made, NameTable names, Problems problems) {
    cursor.next();
    if (cursor.here().is("enum") || cursor.here().is("trait")) {
      throw cursor.lost(FOREIGN_DECLARATION, cursor.here().span(), cursor.here().text());
    }
    Token name = cursor.expect(Token.Kind.WORD, TYPE_NAME_WANTED);
    if (!Character.isUpperCase(name.text().charAt(0)) || name.text().contains("$")) {
      problems.error(NO_NAME_FOR_A_TYPE, name.span(), name.text());
    }
    if (names.vocabulary().factTypes().containsKey(name.text())) {
      problems.error(TYPE_OF_THE_LIBRARY, name.span(), name.text());
    }
    String taken = TypeNames.taken(name.text());
    if (taken != null) {
      problems.error(TYPE_NAME_TAKEN, name.span(), name.text(), taken);
    }
    if (cursor.here().is("extends") || cursor.here().is("@")) {
      throw cursor.lost(MORE_THAN_FIELDS, cursor.here().span(), cursor.here().text());
    }
    Kind kind = made.contains(name.text()) ? Kind.DECLARED_ROW : Kind.DECLARED_INPUT;
    List<Field> fields = new ArrayList<>();
    Map<String, Span> seen = new LinkedHashMap<>();
    while (!cursor.atEnd()) {
      Field field = field(cursor, name.text(), fields.size(), kind, names, problems);
      Span earlier = seen.putIfAbsent(field.name(), field.declared());
      if (earlier != null) {
        problems.error(FIELD_DECLARED_TWICE, field.declared(), field.name()).place(earlier);
      }
      fields.add(field);
    }
    if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
      problems.error(NUMBER_OF_FIELDS, name.span(), MOST_FIELDS);
    }
    return new FactType(name.text(), kind, fields, name.span(), null);
  }

  private static Field field(
      Cursor cursor, String owner, int number, Kind kind, NameTable names, Problems problems) {
    Token name = cursor.expect(Token.Kind.WORD, FIELD_NAME_WANTED);
    if (!Character.isLowerCase(name.text().charAt(0))) {
      problems.error(NO_NAME_FOR_A_FIELD, name.span(), name.text());
    }
    if (ReservedWords.contain(name.text())) {
      problems.error(RESERVED_FIELD_NAME, name.span(), name.text());
    }
    cursor.expect(":", NO_COLON_IN_A_FIELD);
    Token type = cursor.expect(Token.Kind.WORD, FIELD_TYPE_WANTED);
    ValueType valueType = TYPES.get(type.text());
    if (valueType == null) {
      String meant = OTHER_TYPES.get(type.text());
      Problems.Draft problem =
          problems
              .error(NO_TYPE_OF_A_FIELD, type.span(), type.text(), meant)
              .allowed(TYPES.keySet(), type.text());
      if (meant != null) {
        problem.way("meant");
      }
      valueType = Plain.UNKNOWN;
    }
    if (cursor.here().is("=") || cursor.here().is("@")) {
      throw cursor.lost(FIELD_WITH_MORE, cursor.here().span());
    }
    // A row gives every field; a case must give identifiers and whole numbers.
    boolean mayBeMissing =
        kind == Kind.DECLARED_INPUT && valueType != Plain.WHOLE && !name.is("id");
    return new Field(
        name.text(),
        valueType,
        mayBeMissing,
        names.domainOf(owner, name.text()),
        null,
        name.span(),
        row -> ((Row) row).value(number));
  }
}
