package tierwise.testing.internal.expect;

import static tierwise.testing.internal.expect.ExpectProblem.FINDING_WITHOUT_A_NAME;
import static tierwise.testing.internal.expect.ExpectProblem.NO_LIST_OF_WHAT_IS_EXPECTED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/** Reads what a case expects, and says what of it no decision can have. For use by one thread. */
final class ExpectedReader {
  private final PossibleNames possible;
  private final Problems problems;

  ExpectedReader(PossibleNames possible, Problems problems) {
    this.possible = possible;
    this.problems = problems;
  }

  /** The entries of a list; {@code null} if the key is not there or holds no list. */
  @Nullable List<Expected> list(MappingReader keys, String key, Form form) {
    YamlNode node = keys.node(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlNode.Sequence sequence)) {
      Problems.Draft problem =
          problems.error(NO_LIST_OF_WHAT_IS_EXPECTED, node.span(), key, node.kind());
      if (form == Form.EXCLUDED) {
        problem.way("excluded");
      }
      return null;
    }
    List<Expected> entries = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      Expected entry = entry(item, form);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** One entry; {@code null} with the reasons among the problems. */
  @Nullable Expected entry(YamlNode node, Form form) {
    MappingReader keys = MappingReader.of(node, form.owner(), form.table(), problems);
    if (keys == null) {
      return null;
    }
    Problems.Stage<Expected> read = problems.stage(() -> entry(keys, form));
    Expected entry = read.result();
    if (form == Form.FINDING && !isNamed(entry.values()) && read.isSound()) {
      problems.error(FINDING_WITHOUT_A_NAME, keys.span().firstLine());
    }
    boolean complete =
        form.keys().stream()
            .allMatch(
                key -> key.use() != Form.Use.REQUIRED || entry.values().containsKey(key.name()));
    return complete ? entry : null;
  }

  private Expected entry(MappingReader keys, Form form) {
    Map<String, Located<?>> values = new LinkedHashMap<>();
    Map<String, List<Expected>> entries = new LinkedHashMap<>();
    for (Form.Key key : form.keys()) {
      Form inner = form.entries(key);
      if (inner != null) {
        List<Expected> list = list(keys, key.name(), inner);
        if (list != null) {
          entries.put(key.name(), list);
        }
      } else {
        Located<?> value = value(keys, key);
        if (value != null) {
          values.put(key.name(), value);
        }
      }
    }
    return new Expected(form, values, entries, keys.span());
  }

  private static boolean isNamed(Map<String, Located<?>> finding) {
    return finding.containsKey("measure")
        || finding.containsKey("needs")
        || finding.containsKey("expects");
  }

  private @Nullable Located<?> value(MappingReader keys, Form.Key key) {
    String name = key.name();
    if (key.use() == Form.Use.REQUIRED) {
      return known(keys.requiredText(name), key);
    }
    return switch (key.kind()) {
      case TEXT -> known(keys.text(name), key);
      case TEXTS -> texts(keys, key);
      case FIGURE -> figure(keys, name);
      case YES_NO -> keys.yesNo(name);
      case DAY -> {
        Located<?> day = keys.day(name);
        yield day == null ? null : new Located<>(day.value().toString(), day.span());
      }
      case STATUS -> {
        Located<String> text = keys.text(name);
        yield text == null ? null : known(new Located<>(status(text.value()), text.span()), key);
      }
      case ENTRIES -> throw new IllegalArgumentException(name);
    };
  }

  /** A status may be written as {@code not-reported}. */
  private static String status(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private @Nullable Located<?> figure(MappingReader keys, String key) {
    Located<String> text = keys.text(key); // Refuses what is no single value.
    if (text == null || !(keys.node(key) instanceof YamlNode.Scalar scalar)) {
      return null;
    }
    BigDecimal value = MappingReader.decimal(scalar, key, problems);
    return value == null ? null : new Located<>(value, text.span());
  }

  private @Nullable Located<?> texts(MappingReader keys, Form.Key key) {
    YamlNode node = keys.node(key.name());
    if (node == null) {
      return null;
    }
    List<Located<String>> texts = keys.texts(key.name());
    texts.forEach(text -> known(text, key));
    return new Located<>(texts.stream().map(Located::value).toList(), node.span());
  }

  private @Nullable Located<String> known(@Nullable Located<String> text, Form.Key key) {
    if (text != null && key.names() != null) {
      possible.check(Objects.requireNonNull(key.names()), text, problems);
    }
    return text;
  }
}
