package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.*;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
public final class MappingReader {
  // More digits than any figure may have, so that a refusal can name the real reason.
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,10}");

  private final YamlNode.Mapping mapping;
  private final String owner;
  private final Problems problems;

  /** Keys that were probably meant by others that are not known. */
  private final Set<String> misspelt = new HashSet<>();

  private MappingReader(YamlNode.Mapping mapping, String owner, Problems problems) {
    this.mapping = mapping;
    this.owner = owner;
    this.problems = problems;
  }

  /**
   * The keys of a mapping, of which each must be one of those allowed.
   *
   * @param owner what has these keys, to be named in problems: {@code "the manifest"}
   */
  public static MappingReader of(
      YamlNode.Mapping mapping, String owner, Collection<String> allowed, Problems problems) {
    MappingReader keys = new MappingReader(mapping, owner, problems);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!allowed.contains(key)) {
                problems.error(NO_SUCH_KEY, entry.key(), owner, key).allowed(allowed, key);
                String meant = problems.nearest(key, allowed);
                if (meant != null) {
                  keys.misspelt.add(meant);
                }
              }
            });
    return keys;
  }

  /** No keys, where something else stands, which has been told: nothing more is. */
  public static MappingReader none(Span place, String owner) {
    return new MappingReader(new YamlNode.Mapping(Map.of(), place), owner, new Problems());
  }

  /** The keys of a node that must be a mapping with those of a table; {@code null} if it is not. */
  public static @Nullable MappingReader of(
      @Nullable YamlNode node, String owner, KeyTable table, Problems problems) {
    return of(node, owner, table.names(), problems);
  }

  /** The keys of a node that must be a mapping; {@code null} if it is not. */
  public static @Nullable MappingReader of(
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
    problems.error(NO_KEYS, node.span(), owner, node.kind());
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
      problems.error(NO_VALUE, keySpan(key), key, owner);
    } else if (!misspelt.contains(key)) {
      problems.error(KEY_NOT_THERE, firstKey(), owner, key);
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
    return convert(node, what, scalar -> text(scalar, what, problems));
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
          String text = text(scalar, what, problems);
          if (text != null) {
            texts.add(new Located<>(text, scalar.span()));
          }
        } else {
          problems.error(NO_TEXT_IN_A_LIST, item.span(), what, item.kind());
        }
      }
    } else {
      problems.error(NO_LIST, node.span(), what, node.kind());
    }
    return texts;
  }

  private <T> @Nullable Located<T> convert(
      @Nullable YamlNode node, String key, Function<YamlNode.Scalar, @Nullable T> conversion) {
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlNode.Scalar scalar)) {
      refuseParts(node, key, problems);
      return null;
    }
    T value = conversion.apply(scalar);
    return value == null ? null : new Located<>(value, scalar.span());
  }

  /** Says that what should be a single value is keys or a list. */
  public static void refuseParts(YamlNode node, String key, Problems problems) {
    problems.error(NO_SINGLE_VALUE, node.span(), key, node.kind());
  }

  /** Says that what should be a list is none. */
  public static void refuseNoList(YamlNode node, String key, Problems problems) {
    problems.error(NO_PLAIN_LIST, node.span(), key, node.kind());
  }

  /** Says so if a text is of another format than the one that is known. */
  public void format(int known) {
    YamlNode node = required("format");
    if (node != null
        && !(node instanceof YamlNode.Scalar scalar
            && scalar.text().equals(String.valueOf(known)))) {
      problems.error(
          ANOTHER_FORMAT,
          node.span().firstLine(),
          known,
          node instanceof YamlNode.Scalar scalar ? scalar.text() : node.kind());
    }
  }

  /** The word of a key that must be there, one of a list; {@code null} with a problem. */
  public @Nullable String requiredWord(String key, Collection<String> words) {
    Located<String> word = requiredText(key);
    if (word == null || words.contains(word.value())) {
      return word == null ? null : word.value();
    }
    problems.error(NO_SUCH_WORD, word.span(), key, word.value()).allowed(words, word.value());
    return null;
  }

  /** The whole number of a key; {@code null} without one, or with a problem. */
  public @Nullable Integer whole(String key, int least) {
    Located<Integer> whole = convert(mapping.get(key), key, scalar -> whole(scalar, key, problems));
    if (whole != null && whole.value() < least) {
      problems.error(NUMBER_TOO_SMALL, whole.span(), key, least, whole.value());
    }
    return whole == null ? null : whole.value();
  }

  /** The figure of a key; {@code null} without one, or with a problem. */
  public @Nullable BigDecimal decimal(String key) {
    Located<BigDecimal> decimal =
        convert(mapping.get(key), key, scalar -> decimal(scalar, key, problems));
    return decimal == null ? null : decimal.value();
  }

  /** The text of a scalar, or {@code null} with a problem if it can be none. */
  public static @Nullable String text(YamlNode.Scalar scalar, String what, Problems problems) {
    if (scalar.form() == YamlNode.Scalar.Form.LITERAL) {
      problems.error(NO_TEXT, scalar.span(), what, scalar.text());
      return null;
    }
    return scalar.text();
  }

  /** The day of a scalar, or {@code null} with a problem. */
  public static @Nullable LocalDate day(YamlNode.Scalar scalar, String what, Problems problems) {
    try {
      if (Written.isDay(scalar.text())) {
        return LocalDate.parse(scalar.text());
      }
    } catch (DateTimeException e) {
      problems.error(KEY_WITHOUT_SUCH_A_DAY, scalar.span(), what, scalar.text());
      return null;
    }
    problems.error(
        KEY_WITHOUT_A_DAY, scalar.span(), what, scalar.text(), Spelling.ofDay(scalar.text()));
    return null;
  }

  /** The figure of a scalar, or {@code null} with a problem. */
  public static @Nullable BigDecimal decimal(
      YamlNode.Scalar scalar, String what, Problems problems) {
    if (DECIMAL.matcher(scalar.text()).matches()) {
      return new BigDecimal(scalar.text());
    }
    problems.error(
        KEY_WITHOUT_A_NUMBER, scalar.span(), what, scalar.text(), Spelling.ofNumber(scalar.text()));
    return null;
  }

  /** The whole number of a scalar, or {@code null} with a problem. */
  public static @Nullable Integer whole(YamlNode.Scalar scalar, String what, Problems problems) {
    if (WHOLE.matcher(scalar.text()).matches()) {
      long whole = Long.parseLong(scalar.text());
      if (whole == (int) whole) {
        return (int) whole;
      }
    }
    problems.error(
        KEY_WITHOUT_A_WHOLE_NUMBER,
        scalar.span(),
        what,
        scalar.text(),
        Spelling.ofWholeNumber(scalar.text()));
    return null;
  }

  /** The answer of a scalar, or {@code null} with a problem. */
  public static @Nullable Boolean yesNo(YamlNode.Scalar scalar, String what, Problems problems) {
    return switch (scalar.text().toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> {
        problems.error(NEITHER_YES_NOR_NO, scalar.span(), what, scalar.text());
        yield null;
      }
    };
  }
}
