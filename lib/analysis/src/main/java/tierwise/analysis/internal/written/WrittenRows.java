package tierwise.analysis.internal.written;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.diff.Change;
import tierwise.analysis.diff.Change.Kind;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.diff.Change.Place;
import tierwise.analysis.internal.words.RuleWords;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.opened.OpenedRules;

/** Compares the rows of tables by what tells them apart. */
public final class WrittenRows {
  private final OpenedRules before;
  private final OpenedRules after;
  private final List<Change> changes = new ArrayList<>();
  private final Map<List<String>, List<String>> changedTexts = new LinkedHashMap<>();
  private int same;

  public WrittenRows(OpenedRules before, OpenedRules after) {
    this.before = before;
    this.after = after;
    Map<String, List<Row>> rowsBefore = rows(before);
    Map<String, List<Row>> rowsAfter = rows(after);
    Set<String> tables = new TreeSet<>(rowsBefore.keySet());
    tables.addAll(rowsAfter.keySet());
    for (String table : tables) {
      compare(
          table,
          rowsBefore.getOrDefault(table, List.of()),
          rowsAfter.getOrDefault(table, List.of()));
    }
  }

  public List<Change> changes() {
    return changes;
  }

  /** How many rows both years have, alike in all but their sources. */
  public int same() {
    return same;
  }

  /** The texts of each column of both years, each with those that only one of them has. */
  public Map<List<String>, List<String>> changedTexts() {
    return changedTexts;
  }

  /** A row, with the cells of its columns as texts. */
  private record Row(FactType type, Map<String, String> cells, Map<String, Place> places) {
    String key(List<String> columns) {
      return columns.stream()
          .map(column -> cells.getOrDefault(column, ""))
          .collect(Collectors.joining(", "));
    }

    Map<String, String> told() {
      Map<String, String> told = new LinkedHashMap<>(cells);
      told.keySet().removeAll(FactType.SOURCE_COLUMNS);
      return told;
    }

    Place place() {
      return places.values().iterator().next();
    }
  }

  /** Whether the rule states rows and nothing else. */
  static boolean isOfRows(Rule rule) {
    return rule.when().isEmpty()
        && rule.then().stream().allMatch(each -> each.statement() instanceof Make);
  }

  private static Map<String, List<Row>> rows(OpenedRules rules) {
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (Rule rule : rules.model().rules()) {
      if (isOfRows(rule)) {
        RuleWords words = new RuleWords(rule);
        for (Insert insert : rule.then()) {
          Make make = (Make) insert.statement();
          rows.computeIfAbsent(make.made().name(), type -> new ArrayList<>()).add(row(make, words));
        }
      }
    }
    return rows;
  }

  private static Row row(Make make, RuleWords words) {
    Map<String, String> cells = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    int i = 0;
    for (String field : make.made().fields().keySet()) {
      Expression value = make.arguments().get(i++);
      Object written = FactKinds.written(value);
      cells.put(field, written instanceof String text ? text : words.of(value));
      places.put(field, RuleShape.place(value.span()));
    }
    return new Row(make.made(), cells, places);
  }

  private void compare(String table, List<Row> rowsBefore, List<Row> rowsAfter) {
    texts(rowsBefore, rowsAfter);
    List<Row> left = new ArrayList<>(rowsBefore);
    List<Row> added = new ArrayList<>();
    List<String> key = key(table, rowsBefore, rowsAfter);
    for (Row row : rowsAfter) {
      // A row that is there as it was is the same, whatever tells rows apart.
      Row twin = taken(left, each -> each.told().equals(row.told()));
      if (twin == null) {
        added.add(row);
      } else {
        same++;
        sources(table, key, twin, row);
      }
    }
    List<Row> fresh = new ArrayList<>();
    for (Row row : added) {
      Row old = taken(left, each -> each.key(key).equals(row.key(key)));
      if (old == null) {
        fresh.add(row);
      } else {
        cells(table, key, old, row);
      }
    }
    left.forEach(row -> whole(table, row, Kind.GONE));
    fresh.forEach(row -> whole(table, row, Kind.NEW));
  }

  private static @Nullable Row taken(List<Row> rows, Predicate<Row> which) {
    for (int i = 0; i < rows.size(); i++) {
      if (which.test(rows.get(i))) {
        return rows.remove(i);
      }
    }
    return null;
  }

  private void texts(List<Row> rowsBefore, List<Row> rowsAfter) {
    FactType type = (rowsAfter.isEmpty() ? rowsBefore : rowsAfter).get(0).type();
    for (FactType.Field field : type.fields().values()) {
      if (field.type() == Plain.TEXT && !FactType.SOURCE_COLUMNS.contains(field.name())) {
        Set<String> was = texts(rowsBefore, field);
        Set<String> is = texts(rowsAfter, field);
        Set<String> all = new TreeSet<>(was);
        all.addAll(is);
        List<String> changed =
            all.stream().filter(text -> !was.contains(text) || !is.contains(text)).toList();
        if (!changed.isEmpty()) {
          changedTexts.put(List.copyOf(all), changed);
        }
      }
    }
  }

  private static Set<String> texts(List<Row> rows, FactType.Field field) {
    return rows.stream()
        .map(row -> row.cells().getOrDefault(field.name(), ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void cells(String table, List<String> key, Row old, Row row) {
    Set<String> columns = new LinkedHashSet<>(old.cells().keySet());
    columns.addAll(row.cells().keySet());
    columns.removeAll(FactType.SOURCE_COLUMNS);
    for (String column : columns) {
      String was = old.cells().get(column);
      String is = row.cells().get(column);
      if (was == null ? is != null : !was.equals(is)) {
        changes.add(
            new Change(
                part(is == null ? old.type() : row.type(), column),
                Kind.CHANGED,
                table,
                row.key(key) + ": " + RuleWords.words(column),
                was,
                is,
                old.places().get(column),
                row.places().get(column)));
      }
    }
    sources(table, key, old, row);
  }

  private void sources(String table, List<String> key, Row old, Row row) {
    for (String column : FactType.SOURCE_COLUMNS) {
      String was = old.cells().get(column);
      String is = row.cells().get(column);
      if (was != null && is != null && !was.equals(is)) {
        changes.add(
            new Change(
                Part.WORDS,
                Kind.CHANGED,
                table,
                row.key(key) + ": " + column,
                was,
                is,
                old.places().get(column),
                row.places().get(column)));
      }
    }
  }

  private void whole(String table, Row row, Kind kind) {
    String cells =
        row.told().entrySet().stream()
            .map(cell -> RuleWords.words(cell.getKey()) + " " + cell.getValue())
            .collect(Collectors.joining(", "));
    boolean gone = kind == Kind.GONE;
    changes.add(
        new Change(
            part(row.type()),
            kind,
            table,
            "",
            gone ? cells : null,
            gone ? null : cells,
            gone ? row.place() : null,
            gone ? null : row.place()));
  }

  private static Part part(FactType type, String column) {
    return switch (kindOf(type, column)) {
      case 0 -> Part.FIGURES;
      case 1 -> Part.DAYS;
      default -> Part.ENTRIES;
    };
  }

  private static int kindOf(FactType type, String column) {
    FactType.Field field = type.field(column);
    return field == null || field.type() == Plain.TEXT || field.type() == Plain.YES_NO
        ? 2
        : field.type() == Plain.DATE ? 1 : 0;
  }

  /** A row of numbers is a figure, one of days tells of days, one of names is an entry. */
  private static Part part(FactType type) {
    int least =
        type.fields().keySet().stream()
            .filter(column -> !FactType.SOURCE_COLUMNS.contains(column))
            .mapToInt(column -> kindOf(type, column))
            .min()
            .orElse(2);
    return least == 0 ? Part.FIGURES : least == 1 ? Part.DAYS : Part.ENTRIES;
  }

  // ---- what tells rows apart -------------------------------------------------------------------

  /**
   * What the manifest says, else the first columns of texts and days that tell the rows of each
   * year apart.
   */
  private List<String> key(String table, List<Row> rowsBefore, List<Row> rowsAfter) {
    List<String> said = key(after.manifest(), table);
    if (said.isEmpty()) {
      said = key(before.manifest(), table);
    }
    if (!said.isEmpty()) {
      return said;
    }
    FactType type = (rowsAfter.isEmpty() ? rowsBefore : rowsAfter).get(0).type();
    List<String> names =
        type.fields().keySet().stream()
            .filter(column -> !FactType.SOURCE_COLUMNS.contains(column))
            .filter(column -> kindOf(type, column) > 0)
            .toList();
    return IntStream.rangeClosed(1, names.size())
        .mapToObj(number -> names.subList(0, number))
        .filter(columns -> tellsApart(columns, rowsBefore) && tellsApart(columns, rowsAfter))
        .findFirst()
        .orElse(names);
  }

  private static boolean tellsApart(List<String> columns, List<Row> rows) {
    return rows.stream().map(row -> row.key(columns)).distinct().count() == rows.size();
  }

  private static List<String> key(Manifest manifest, String table) {
    Manifest.TargetSpec target = manifest.targets().get(table);
    if (target != null) {
      List<String> columns = new ArrayList<>(List.of(target.offer().value()));
      if (target.of() != null) {
        columns.add(target.of().value());
      }
      return columns;
    }
    Manifest.TableSpec spec = manifest.tables().get(table);
    return spec == null
        ? List.of()
        : spec.by().stream().map(column -> column.column().value()).toList();
  }
}
