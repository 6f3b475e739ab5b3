package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.KeyColumn;
import tierwise.internal.folder.Manifest.TableSpec;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Checks the rows of tables that rules look figures up in: by what the manifest says of them, each
 * row must be there, on each day, once, and figures that rise must not fall.
 */
final class TableCheck {
  /**
   * More rows than a table of a rule set has; beyond, one that is missing was found long before.
   */
  private static final int MOST_ROWS = 10_000;

  private final RuleModel model;
  private final Manifest manifest;
  private final Problems problems;

  TableCheck(RuleModel model, Manifest manifest, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.problems = problems;
  }

  /** What can be said only if all rules are known. */
  static void tell(RuleModel model, Manifest manifest, Problems problems) {
    new TableCheck(model, manifest, problems).checkRows();
  }

  /** What can be said without the rules, from the types alone. */
  void checkColumns(TargetCheck types) {
    for (TableSpec table : manifest.tables().values()) {
      FactType type = types.declared(table.type(), "tables");
      if (type != null) {
        for (KeyColumn key : table.by()) {
          if (key.values() == null) {
            types.checkColumn(type, key.column(), NO_COLUMN, each -> true);
          } else {
            types.checkColumn(type, key.column(), NO_COLUMN_OF_TEXTS, TargetCheck.TEXT);
          }
        }
        for (Located<String> day : table.days()) {
          types.checkColumn(type, day, NO_COLUMN_OF_DAYS, each -> each.type() == Plain.DATE);
        }
        for (Located<String> figure : table.rising()) {
          types.checkColumn(type, figure, NO_COLUMN_OF_FIGURES, TargetCheck.FIGURE);
        }
      }
    }
  }

  private void checkRows() {
    for (TableSpec table : manifest.tables().values()) {
      FactType type = model.types().get(table.type().value());
      if (type != null && areThere(table, type)) {
        List<Row> rows = rows(table, type);
        if (rows != null) {
          check(table, rows);
        }
      }
    }
  }

  private static boolean areThere(TableSpec table, FactType type) {
    return table.by().stream().allMatch(key -> type.field(key.column().value()) != null)
        && table.days().stream().allMatch(day -> type.field(day.value()) != null)
        && table.rising().stream().allMatch(figure -> type.field(figure.value()) != null);
  }

  // ---- the rows ----------------------------------------------------------------------------

  /**
   * A row.
   *
   * @param key what stands in the columns that tell rows apart
   * @param from the first day on which it holds
   * @param until the first day on which it no longer does; {@code null} if it has none
   */
  private record Row(
      Make made, Span span, List<String> key, LocalDate from, @Nullable LocalDate until) {}

  /** The rows; {@code null} if some rule states rows that depend on the case. */
  private @Nullable List<Row> rows(TableSpec table, FactType type) {
    List<Row> rows = new ArrayList<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (insert.statement() instanceof Make make && make.made().equals(type)) {
          if (!rule.when().isEmpty()) {
            return null;
          }
          List<String> key = new ArrayList<>();
          for (KeyColumn column : table.by()) {
            key.add(String.valueOf(value(make, column.column())));
          }
          boolean always = table.days().isEmpty();
          Object from = always ? null : value(make, table.days().get(0));
          Object until = always ? null : value(make, table.days().get(1));
          rows.add(
              new Row(
                  make,
                  insert.span(),
                  List.copyOf(key),
                  from instanceof String day ? LocalDate.parse(day) : manifest.from(),
                  until instanceof String day ? LocalDate.parse(day) : manifest.until()));
        }
      }
    }
    return rows;
  }

  private static @Nullable Object value(Make row, Located<String> column) {
    return FactKinds.written(cell(row, column.value()));
  }

  private static Expression cell(Make row, String column) {
    return row.arguments().get(row.made().position(column));
  }

  // ---- each row once, on each day ----------------------------------------------------------

  private void check(TableSpec table, List<Row> rows) {
    Map<List<String>, List<Row>> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row));
    checkValues(table, rows);
    byKey.values().forEach(each -> checkDays(table, each));
    checkThatRowsAreThere(table, rows);
    table.rising().forEach(figure -> checkRising(table, figure.value(), rows));
  }

  private void checkValues(TableSpec table, List<Row> rows) {
    for (int i = 0; i < table.by().size(); i++) {
      KeyColumn column = table.by().get(i);
      for (Row row : rows) {
        String value = row.key().get(i);
        if (column.values() != null && !column.values().contains(value)) {
          problems
              .error(
                  VALUE_NOT_OF_THE_TABLE,
                  cell(row.made(), column.column().value()).span(),
                  table.type().value(),
                  column.column().value(),
                  value)
              .place(column.column().span())
              .allowed(column.values(), value);
        }
      }
    }
  }

  /** Of several rows with one key each holds on other days, and the days have no gap. */
  private void checkDays(TableSpec table, List<Row> ofOneKey) {
    List<Row> inTime = new ArrayList<>(ofOneKey);
    inTime.sort(Comparator.comparing(Row::from));
    LocalDate next = manifest.from();
    Row before = null;
    for (Row row : inTime) {
      if (before != null && (before.until() == null || row.from().isBefore(before.until()))) {
        (table.days().isEmpty()
                ? problems.error(TWO_ROWS, row.span(), shown(row))
                : problems.error(
                    ROWS_OF_THE_SAME_DAYS, row.span(), table.type().value(), shown(row)))
            .place(before.span());
      } else if (next != null && next.isBefore(row.from())) {
        gap(table, row, next, row.from());
      }
      next = row.until();
      before = row;
    }
    LocalDate end = manifest.until();
    if (before != null && next != null && (end == null || next.isBefore(end))) {
      gap(table, before, next, end);
    }
  }

  private void gap(TableSpec table, Row row, LocalDate from, @Nullable LocalDate until) {
    problems
        .error(
            NO_ROW_ON_THESE_DAYS,
            row.span(),
            table.type().value(),
            shown(row),
            from,
            until == null ? null : until.minusDays(1))
        .place(manifest.effective());
  }

  private static String shown(Row row) {
    return row.key().isEmpty() ? "everything" : String.join(", ", row.key());
  }

  /** There is a row for each value of each list, in all combinations. */
  private void checkThatRowsAreThere(TableSpec table, List<Row> rows) {
    List<List<String>> wanted = List.of(List.of());
    for (KeyColumn column : table.by()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> key : wanted) {
        for (String value : column.values() == null ? List.of("") : column.values()) {
          List<String> more = new ArrayList<>(key);
          more.add(value);
          longer.add(more);
          if (longer.size() == MOST_ROWS) {
            break;
          }
        }
      }
      wanted = longer.subList(0, Math.min(MOST_ROWS, longer.size()));
    }
    for (List<String> key : wanted) {
      if (rows.stream().noneMatch(row -> isFor(table, key, row))) {
        problems.error(
            NO_ROW,
            table.type().span(),
            table.type().value(),
            String.join(", ", key.stream().filter(value -> !value.isEmpty()).toList()));
      }
    }
  }

  private static boolean isFor(TableSpec table, List<String> key, Row row) {
    for (int i = 0; i < key.size(); i++) {
      if (table.by().get(i).values() != null && !key.get(i).equals(row.key().get(i))) {
        return false;
      }
    }
    return true;
  }

  // ---- figures that rise -------------------------------------------------------------------

  private void checkRising(TableSpec table, String figure, List<Row> rows) {
    int last = table.by().size() - 1;
    if (last < 0) {
      return;
    }
    Map<Object, List<Row>> alike = new LinkedHashMap<>();
    for (Row row : rows) {
      List<String> others = row.key().subList(0, last);
      alike.computeIfAbsent(List.of(others, row.from()), key -> new ArrayList<>()).add(row);
    }
    for (List<Row> rising : alike.values()) {
      rising.sort(inOrder(table.by().get(last), last));
      for (int i = 1; i < rising.size(); i++) {
        checkRising(figure, rising.get(i - 1), rising.get(i));
      }
    }
  }

  private static Comparator<Row> inOrder(KeyColumn column, int place) {
    List<String> values = column.values();
    if (values != null) {
      return Comparator.comparingInt(row -> values.indexOf(row.key().get(place)));
    }
    return Comparator.comparing(row -> row.key().get(place), TableCheck::compare);
  }

  /** Figures by what they are worth, anything else as a text; days are in order as texts. */
  private static int compare(String one, String other) {
    BigDecimal first = figure(one);
    BigDecimal second = figure(other);
    return first == null || second == null ? one.compareTo(other) : first.compareTo(second);
  }

  private static @Nullable BigDecimal figure(@Nullable Object written) {
    try {
      return written == null ? null : new BigDecimal(written.toString());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void checkRising(String column, Row before, Row row) {
    Expression cell = cell(row.made(), column);
    Located<String> named = new Located<>(column, cell.span());
    BigDecimal less = figure(value(before.made(), named));
    BigDecimal more = figure(value(row.made(), named));
    if (less != null && more != null && more.compareTo(less) < 0) {
      problems
          .error(
              FIGURE_BELOW_THE_ONE_BEFORE,
              cell.span(),
              column,
              more.toPlainString(),
              shown(row),
              less.toPlainString(),
              shown(before))
          .place(cell(before.made(), column).span());
    }
  }
}
