package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/**
 * Puts the values of one row of a table into the words of its case: {@code $kpis} stands for the
 * value of the column {@code kpis}. For use by one thread.
 */
final class RowSubstitution {
  /** The column that names the row in words of its own. */
  static final String NAME = "row";

  private static final Pattern COLUMN = Pattern.compile("\\$([A-Za-z][A-Za-z0-9]*)");

  private final YamlNode.Mapping row;
  private final ExpansionLimit growth;
  private final Problems problems;
  private final Set<String> used = new LinkedHashSet<>();

  RowSubstitution(YamlNode.Mapping row, ExpansionLimit growth, Problems problems) {
    this.row = row;
    this.growth = growth;
    this.problems = problems;
  }

  /** Whether the text has a column in it. */
  static boolean hasColumn(String text) {
    return COLUMN.matcher(text).find();
  }

  /** The sentence that names the row's case. */
  String name(String sentence) {
    String own = row.get(NAME) instanceof YamlNode.Scalar scalar ? scalar.text() : null;
    String filled = text(sentence, null);
    if (own != null) {
      return filled + ": " + own;
    }
    return hasColumn(sentence)
        ? filled
        : filled
            + ": "
            + row.entries().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().value().span().text())
                .collect(Collectors.joining(", "));
  }

  /** The node with the values of the row. */
  YamlNode fill(YamlNode node) {
    growth.add(1, row.span().firstLine());
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar(scalar);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<YamlNode> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(fill(item)));
      return new YamlNode.Sequence(items, sequence.span());
    }
    return fill((YamlNode.Mapping) node);
  }

  YamlNode.Mapping fill(YamlNode.Mapping mapping) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> entries.put(key, new YamlNode.Entry(entry.key(), fill(entry.value()))));
    return new YamlNode.Mapping(entries, mapping.span());
  }

  private YamlNode scalar(YamlNode.Scalar scalar) {
    Matcher whole = COLUMN.matcher(scalar.text());
    if (whole.matches()) {
      YamlNode value = value(whole.group(1), scalar);
      return value == null ? scalar : value;
    }
    return hasColumn(scalar.text())
        ? new YamlNode.Scalar(text(scalar.text(), scalar), scalar.form(), scalar.span())
        : scalar;
  }

  private String text(String text, YamlNode.@Nullable Scalar place) {
    return COLUMN
        .matcher(text)
        .replaceAll(
            match -> {
              YamlNode value = value(match.group(1), place);
              String written =
                  value instanceof YamlNode.Scalar scalar
                      ? scalar.text()
                      : value == null ? match.group() : value.span().text();
              growth.add(written.length(), row.span().firstLine());
              return Matcher.quoteReplacement(written);
            });
  }

  private @Nullable YamlNode value(String column, YamlNode.@Nullable Scalar place) {
    YamlNode.Entry entry = row.entries().get(column);
    if (entry == null) {
      problems
          .error(NO_VALUE_IN_THE_ROW, row.span().firstLine(), column)
          .place(place == null ? null : place.span())
          .allowed(row.entries().keySet(), column);
      return null;
    }
    used.add(column);
    growth.add(entry.value(), row.span().firstLine());
    return entry.value();
  }

  /** Says so if a value of the row stands nowhere: then it tests nothing. */
  void refuseUnused() {
    row.entries()
        .forEach(
            (column, entry) -> {
              if (!used.contains(column) && !column.equals(NAME)) {
                problems.error(COLUMN_NOT_USED, entry.key(), column);
              }
            });
  }
}
