package tierwise.internal.language.syntax;

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
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.source.Code;
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
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "\"declare " + cursor.here().text() + "\" is not in the language")
              .wayOut(
                  "Declare a text field, and list its values in ruleset.yaml under \"values\"."));
    }
    Token name = cursor.expect(Token.Kind.WORD, "the name of a fact type");
    if (!Character.isUpperCase(name.text().charAt(0)) || name.text().contains("$")) {
      problems
          .error(Code.CANNOT_BE_READ, name.span(), "a fact type cannot be named " + name.text())
          .wayOut("Begin it with a capital letter: Target");
    }
    if (names.vocabulary().factTypes().containsKey(name.text())) {
      problems
          .error(
              Code.NAME_TAKEN,
              name.span(),
              "the library has a fact type " + name.text() + " already")
          .wayOut("Give it another name.");
    }
    String taken = TypeNames.taken(name.text());
    if (taken != null) {
      problems
          .error(
              Code.NAME_TAKEN,
              name.span(),
              "a fact type cannot be named "
                  + name.text()
                  + ", which is "
                  + taken
                  + ": readers, and Drools, would take the one for the other")
          .wayOut("Add a word to it: Partner" + name.text());
    }
    if (cursor.here().is("extends") || cursor.here().is("@")) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "\"" + cursor.here().text() + "\" is not in the language")
              .wayOut("Declare fields only."));
    }
    Kind kind = made.contains(name.text()) ? Kind.DECLARED_ROW : Kind.DECLARED_INPUT;
    List<Field> fields = new ArrayList<>();
    Map<String, Span> seen = new LinkedHashMap<>();
    while (!cursor.atEnd()) {
      Field field = field(cursor, name.text(), fields.size(), kind, names, problems);
      Span earlier = seen.putIfAbsent(field.name(), field.declared());
      if (earlier != null) {
        problems
            .error(
                Code.NAME_TAKEN,
                field.declared(),
                "the field \"" + field.name() + "\" is declared twice")
            .related("first declared here", earlier);
      }
      fields.add(field);
    }
    if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
      problems.error(
          Code.TOO_COMPLEX, name.span(), "a fact type has 1 to " + MOST_FIELDS + " fields");
    }
    return new FactType(name.text(), kind, fields, name.span(), null);
  }

  private static Field field(
      Cursor cursor, String owner, int number, Kind kind, NameTable names, Problems problems) {
    Token name = cursor.expect(Token.Kind.WORD, "the name of a field, or \"end\"");
    if (!Character.isLowerCase(name.text().charAt(0))) {
      problems
          .error(Code.CANNOT_BE_READ, name.span(), "a field cannot be named " + name.text())
          .wayOut("Begin it with a small letter: tier");
    }
    if (ReservedWords.contain(name.text())) {
      problems
          .error(
              Code.CANNOT_BE_READ,
              name.span(),
              "a field cannot be named "
                  + name.text()
                  + ", which is a word of Java or of the engine")
          .wayOut("Add a word to it: " + name.text() + "OfTarget");
    }
    cursor.expect(":", "between the field and its type");
    Token type = cursor.expect(Token.Kind.WORD, "a type");
    ValueType valueType = TYPES.get(type.text());
    if (valueType == null) {
      Problems.Draft problem =
          problems
              .error(Code.UNKNOWN_TYPE, type.span(), "a field cannot be of type " + type.text())
              .allowed("Fields are of type", TYPES.keySet(), type.text());
      String meant = OTHER_TYPES.get(type.text());
      if (meant != null) {
        problem.wayOut("Write " + meant + ".");
      }
      valueType = Plain.UNKNOWN;
    }
    if (cursor.here().is("=") || cursor.here().is("@")) {
      throw cursor.lost(
          problems
              .error(
                  Code.NOT_IN_THE_LANGUAGE,
                  cursor.here().span(),
                  "fields have no defaults and no annotations")
              .wayOut("Leave it out; every fact gives the field."));
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
