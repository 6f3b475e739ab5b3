package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.KeyColumn;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.folder.Manifest.TableSpec;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/** Reads {@code tables} of a manifest: what tells the rows of a table apart. */
final class TablesReader {
  private static final String ANY = "any";
  private static final String LADDER = "ladder";

  private final List<Located<String>> ladder;
  private final Map<String, SubjectList> lists;
  private final Map<FieldPath, ClosedTexts> values;
  private final Problems problems;

  TablesReader(
      List<Located<String>> ladder,
      Map<String, SubjectList> lists,
      Map<FieldPath, ClosedTexts> values,
      Problems problems) {
    this.ladder = ladder;
    this.lists = lists;
    this.values = values;
    this.problems = problems;
  }

  Map<String, TableSpec> tables(MappingReader manifest) {
    Map<String, TableSpec> tables = new LinkedHashMap<>();
    YamlNode.Mapping mapping =
        MappingReader.mapping(manifest.node("tables"), "\"tables\"", problems);
    if (mapping != null) {
      mapping
          .entries()
          .forEach(
              (type, entry) -> {
                TableSpec table = table(new Located<>(type, entry.key()), entry.value());
                if (table != null) {
                  tables.put(type, table);
                }
              });
    }
    return tables;
  }

  private @Nullable TableSpec table(Located<String> type, YamlNode node) {
    MappingReader keys =
        MappingReader.of(node, "the table \"" + type.value() + "\"", ManifestKeys.TABLE, problems);
    if (keys == null) {
      return null;
    }
    List<KeyColumn> by = new ArrayList<>();
    YamlNode.Mapping columns = MappingReader.mapping(keys.required("by"), "\"by\"", problems);
    if (columns != null) {
      columns
          .entries()
          .forEach(
              (column, entry) ->
                  by.add(
                      new KeyColumn(
                          new Located<>(column, entry.key()), values(column, entry.value()))));
    }
    List<Located<String>> days = keys.texts("days");
    if (!days.isEmpty() && days.size() != 2) {
      problems.error(NO_TWO_COLUMNS_OF_DAYS, days.get(0).span());
      days = List.of();
    }
    return new TableSpec(type, List.copyOf(by), days, keys.texts("rising"));
  }

  /** The values of which there must be a row, the least first; {@code null} for any. */
  private @Nullable List<String> values(String column, YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return MappingReader.texts(node, column, problems).stream().map(Located::value).toList();
    }
    String name = scalar.text();
    SubjectList list = lists.get(name);
    FieldPath path = FieldPath.of(name);
    ClosedTexts closed = path == null ? null : values.get(path);
    if (list != null && list.field() == null) {
      return List.copyOf(list.names());
    }
    if (closed != null) {
      return List.copyOf(closed.texts());
    }
    if (name.equals(LADDER)) {
      List<String> upwards = new ArrayList<>(ladder.stream().map(Located::value).toList());
      Collections.reverse(upwards);
      return upwards;
    }
    // The entries of a list that the case fills are known with the case only.
    if (!name.equals(ANY) && list == null) {
      Set<String> allowed = new LinkedHashSet<>(lists.keySet());
      allowed.add(LADDER);
      values.keySet().forEach(each -> allowed.add(each.toString()));
      allowed.add(ANY);
      problems.error(NO_VALUES_OF_A_COLUMN, scalar.span(), column, name).allowed(allowed, name);
    }
    return null;
  }
}
