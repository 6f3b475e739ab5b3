package tierwise.internal.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one mapping as what they should be, and says where they are not.
 *
 * <p>Methods that find nothing usable return {@code null}; whether that is because the key is not
 * there or because its value was refused is in the problems.
 */
public final class Keys {
  // More digits than any figure may have, so that a refusal can name the real reason.
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");

  private final YamlNode.Mapping mapping;
  private final String owner;
  private final Problems problems;

  /** Keys that were probably meant by others that are not known. */
  private final Set<String> misspelt = new HashSet<>();

  private Keys(YamlNode.Mapping mapping, String owner, Problems problems) {
    this.mapping = mapping;
    this.owner = owner;
    this.problems = problems;
  }

  /**
   * The keys of a mapping, of which each must be one of those allowed.
   *
   * @param owner what has these keys, to be named in problems: {@code "the manifest"}
   */
  public static Keys of(
      YamlNode.Mapping mapping, String owner, Collection<String> allowed, Problems problems) {
    Keys keys = new Keys(mapping, owner, problems);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!allowed.contains(key)) {
                problems
                    .error(Code.UNKNOWN_KEY, entry.key(), owner + " has no key \"" + key + "\"")
                    .allowed("Its keys are", allowed, key);
                String meant = problems.nearest(key, allowed);
                if (meant != null) {
                  keys.misspelt.add(meant);
                }
              }
            });
    return keys;
  }

  /** The keys of a node that must be a mapping with those of a table; {@code null} if it is not. */
  public static @Nullable Keys of(
      @Nullable YamlNode node, String owner, KeyTable table, Problems problems) {
    return of(node, owner, table.names(), problems);
  }

  /** The keys of a node that must be a mapping; {@code null} if it is not. */
  public static @Nullable Keys of(
      @Nullable YamlNode node, String owner, Collection<String> allowed, Problems problems) {
    YamlNode.Mapping mapping = mapping(node, owner, problems);
    return mapping == null ? null : of(mapping, owner, allowed, problems);
  }

  /**
   * The node as a mapping; {@code null} if there is no node, or with a problem if it is not one.
   */
  public static YamlNode.@Nullable Mapping mapping(
      @Nullable YamlNode node, String owner, Problems problems) {
    if (node == null || node instanceof YamlNode.Mapping) {
      return (YamlNode.Mapping) node;
    }
    problems
        .error(
            Code.WRONG_KIND_OF_VALUE,
            node.span(),
            owner + " must be keys with values, not " + node.kind())
        .wayOut("Write {key: value}, or {} if there is nothing to say.");
    return null;
  }

  public Span span() {
    return mapping.span();
  }

  public Span keySpan(String key) {
    return mapping.keySpan(key);
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Whether the key is missing because it is misspelt, which has been told. */
  public boolean isMisspelt(String key) {
    return !has(key) && misspelt.contains(key);
  }

  public @Nullable YamlNode node(String key) {
    return mapping.get(key);
  }

  /** The node of a key that must be there. */
  public @Nullable YamlNode required(String key) {
    YamlNode node = mapping.get(key);
    if (node == null) {
      missing(key);
    }
    return node;
  }

  private void missing(String key) {
    if (has(key)) {
      problems
          .error(Code.EMPTY_VALUE, keySpan(key), "\"" + key + "\" of " + owner + " has no value")
          .wayOut("Write it behind the colon.");
    } else if (!misspelt.contains(key)) {
      problems
          .error(Code.MISSING_KEY, firstKey(), owner + " has no \"" + key + "\"")
          .wayOut("Add \"" + key + ": …\" beside this line.");
    }
  }

  /** A short span to point at when something is not there. */
  private Span firstKey() {
    return mapping.entries().values().stream()
        .findFirst()
        .map(YamlNode.Entry::key)
        .orElse(mapping.span());
  }

  public @Nullable Located<String> text(String key) {
    return text(mapping.get(key), key);
  }

  public @Nullable Located<String> requiredText(String key) {
    return text(required(key), key);
  }

  public @Nullable Located<LocalDate> day(String key) {
    return convert(mapping.get(key), key, scalar -> day(scalar, key, problems));
  }

  public @Nullable Located<LocalDate> requiredDay(String key) {
    return convert(required(key), key, scalar -> day(scalar, key, problems));
  }

  public @Nullable Located<Boolean> yesNo(String key) {
    return convert(mapping.get(key), key, scalar -> yesNo(scalar, key, problems));
  }

  private @Nullable Located<String> text(@Nullable YamlNode node, String what) {
    return convert(node, what, YamlNode.Scalar::text);
  }

  /** The texts of a list; empty if the key is not there. */
  public List<Located<String>> texts(String key) {
    YamlNode node = mapping.get(key);
    return node == null ? List.of() : texts(node, key, problems);
  }

  /** The texts of a node that must be a list of them. */
  public static List<Located<String>> texts(YamlNode node, String what, Problems problems) {
    List<Located<String>> texts = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
          texts.add(new Located<>(scalar.text(), scalar.span()));
        } else {
          problems.error(
              Code.WRONG_KIND_OF_VALUE,
              item.span(),
              "an entry of \"" + what + "\" must be a text, not " + item.kind());
        }
      }
    } else {
      problems
          .error(
              Code.WRONG_KIND_OF_VALUE,
              node.span(),
              "\"" + what + "\" must be a list, not " + node.kind())
          .wayOut("Write [first, second], or one entry a line after \"- \".");
    }
    return texts;
  }

  private <T> @Nullable Located<T> convert(
      @Nullable YamlNode node, String key, Function<YamlNode.Scalar, @Nullable T> conversion) {
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problems.error(
          Code.WRONG_KIND_OF_VALUE,
          node.span(),
          "\"" + key + "\" must be a single value, not " + node.kind());
      return null;
    }
    T value = conversion.apply(scalar);
    return value == null ? null : new Located<>(value, scalar.span());
  }

  /** The day of a scalar, or {@code null} with a problem. */
  public static @Nullable LocalDate day(YamlNode.Scalar scalar, String what, Problems problems) {
    try {
      if (Written.isDay(scalar.text())) {
        return LocalDate.parse(scalar.text());
      }
    } catch (DateTimeException e) {
      problems
          .error(
              Code.NOT_A_DATE,
              scalar.span(),
              "\"" + what + "\": there is no day " + scalar.text() + " in the calendar")
          .wayOut("Look at the month, and at its length.");
      return null;
    }
    problems
        .error(Code.NOT_A_DATE, scalar.span(), "\"" + what + "\" is not a day: " + scalar.text())
        .wayOut(Spelling.ofDay(scalar.text()));
    return null;
  }

  /** The figure of a scalar, or {@code null} with a problem. */
  public static @Nullable BigDecimal decimal(
      YamlNode.Scalar scalar, String what, Problems problems) {
    if (DECIMAL.matcher(scalar.text()).matches()) {
      return new BigDecimal(scalar.text());
    }
    Problems.Draft problem =
        problems.error(
            Code.NOT_A_NUMBER, scalar.span(), "\"" + what + "\" is not a number: " + scalar.text());
    problem.wayOut(Spelling.ofNumber(scalar.text()));
    return null;
  }

  /** The whole number of a scalar, or {@code null} with a problem. */
  public static @Nullable Integer whole(YamlNode.Scalar scalar, String what, Problems problems) {
    if (WHOLE.matcher(scalar.text()).matches()) {
      return Integer.valueOf(scalar.text());
    }
    problems
        .error(
            Code.NOT_A_NUMBER,
            scalar.span(),
            "\"" + what + "\" is not a whole number: " + scalar.text())
        .wayOut(Spelling.ofWholeNumber(scalar.text()));
    return null;
  }

  /** The answer of a scalar, or {@code null} with a problem. */
  public static @Nullable Boolean yesNo(YamlNode.Scalar scalar, String what, Problems problems) {
    return switch (scalar.text().toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> {
        problems
            .error(
                Code.NOT_YES_OR_NO,
                scalar.span(),
                "\"" + what + "\" must be yes or no, not " + scalar.text())
            .wayOut("Write yes or no; true and false are read as well.");
        yield null;
      }
    };
  }
}
