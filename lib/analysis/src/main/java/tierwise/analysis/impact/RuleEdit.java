package tierwise.analysis.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.opened.OpenedRules;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/**
 * A change from old rules to new ones, as the edits of the new files that undo it.
 *
 * @param words what was changed
 * @param edits what to write in the new files to undo it
 */
record RuleEdit(String words, List<Edit> edits) {
  /** Longer texts of rows are cut in what is told. */
  private static final int LONGEST = 90;

  /** Another text in the place of some words. */
  record Edit(Span place, String text) {}

  /** Every rule and every row of figures that is not as it was. */
  static List<RuleEdit> between(OpenedRules before, OpenedRules after) {
    List<RuleEdit> all = new ArrayList<>();
    Map<String, Rule> gone = byName(before);
    List<Rule> fresh = new ArrayList<>();
    for (Rule rule : after.model().rules()) {
      Rule was = gone.remove(rule.name());
      if (was == null) {
        fresh.add(rule);
      } else {
        changed(was, rule, "changed rule \"" + rule.name() + "\"", all);
      }
    }
    for (Rule rule : fresh) {
      Rule was = renamed(rule, gone);
      if (was == null) {
        all.add(
            new RuleEdit(
                "new rule \"" + rule.name() + "\" [" + place(rule.span()) + "]",
                List.of(new Edit(rule.span(), ""))));
      } else {
        String words = "rule \"" + rule.name() + "\" in the place of \"" + was.name() + "\"";
        gone.remove(was.name());
        changed(was, rule, words, all);
      }
    }
    for (Rule rule : gone.values()) {
      SourceText file = fileFor(rule, after);
      if (file != null) {
        all.add(
            new RuleEdit(
                "rule \"" + rule.name() + "\" is gone [" + place(rule.span()) + " before]",
                List.of(
                    new Edit(
                        file.span(file.length(), file.length()),
                        "\n" + rule.span().text() + "\n"))));
      }
    }
    return all;
  }

  private static void changed(Rule was, Rule rule, String words, List<RuleEdit> all) {
    if (isOfRows(rule) && isOfRows(was)) {
      rows(was, rule, all);
    } else if (!plain(was.span()).equals(plain(rule.span()))) {
      all.add(
          new RuleEdit(
              words + " [" + place(rule.span()) + "]",
              List.of(new Edit(rule.span(), was.span().text()))));
    }
  }

  /** A rule that is gone and spoke of the very same; {@code null} if there is none. */
  private static @Nullable Rule renamed(Rule rule, Map<String, Rule> gone) {
    return gone.values().stream()
        .filter(each -> isOfRows(each) == isOfRows(rule))
        .filter(each -> when(each).equals(when(rule)) && each.file().equals(rule.file()))
        .findFirst()
        .orElse(null);
  }

  private static List<String> when(Rule rule) {
    return isOfRows(rule)
        ? rule.then().stream()
            .map(each -> ((Make) each.statement()).made().name())
            .distinct()
            .toList()
        : rule.when().stream().map(each -> plain(each.span())).toList();
  }

  /** Several changes as one. */
  static RuleEdit together(List<RuleEdit> changes) {
    return new RuleEdit(
        changes.stream().map(RuleEdit::words).collect(Collectors.joining("; ", "together: ", "")),
        changes.stream().flatMap(each -> each.edits().stream()).toList());
  }

  /** The files with all of it undone. */
  List<SourceText> undoneIn(List<SourceText> files) {
    return files.stream().map(this::undoneIn).toList();
  }

  private SourceText undoneIn(SourceText file) {
    StringBuilder text = new StringBuilder(file.text());
    edits.stream()
        .filter(each -> each.place().source().name().equals(file.name()))
        .sorted(Comparator.comparingInt((Edit each) -> each.place().start()).reversed())
        .forEach(each -> text.replace(each.place().start(), each.place().end(), each.text()));
    return new SourceText(file.name(), text.toString());
  }

  private static Map<String, Rule> byName(OpenedRules rules) {
    Map<String, Rule> byName = new LinkedHashMap<>();
    rules.model().rules().forEach(rule -> byName.put(rule.name(), rule));
    return byName;
  }

  private static @Nullable SourceText fileFor(Rule rule, OpenedRules after) {
    return after.drl().stream()
        .filter(each -> name(each).equals(rule.file()))
        .findFirst()
        .orElse(after.drl().isEmpty() ? null : after.drl().get(after.drl().size() - 1));
  }

  // ---- rows --------------------------------------------------------------------------------

  private static boolean isOfRows(Rule rule) {
    return rule.when().isEmpty()
        && rule.then().stream().allMatch(each -> each.statement() instanceof Make);
  }

  private static void rows(Rule was, Rule rule, List<RuleEdit> all) {
    Map<List<String>, List<Insert>> old = byKey(was);
    Map<List<String>, List<Insert>> now = byKey(rule);
    now.forEach(
        (key, rows) -> {
          List<Insert> earlier = old.getOrDefault(key, List.of());
          IntStream.range(0, rows.size())
              .forEach(i -> row(i < earlier.size() ? earlier.get(i) : null, rows.get(i), all));
        });
    Insert last = rule.then().get(rule.then().size() - 1);
    old.forEach(
        (key, rows) ->
            rows.stream()
                .skip(now.getOrDefault(key, List.of()).size())
                .forEach(
                    row ->
                        all.add(
                            new RuleEdit(
                                "row is gone: "
                                    + shown(row)
                                    + " ["
                                    + place(row.span())
                                    + " before]",
                                List.of(
                                    new Edit(
                                        last.span().behind(), "\n    " + row.span().text()))))));
  }

  private static void row(@Nullable Insert was, Insert now, List<RuleEdit> all) {
    String place = " [" + place(now.span()) + "]";
    if (was == null) {
      all.add(new RuleEdit("new row: " + shown(now) + place, List.of(new Edit(now.span(), ""))));
    } else if (!plain(was.span()).equals(plain(now.span()))) {
      all.add(
          new RuleEdit(
              shown(was) + " → " + shown(now) + place,
              List.of(new Edit(now.span(), was.span().text()))));
    }
  }

  /** The type and the texts of a row: what it is about; the rest are its figures. */
  private static Map<List<String>, List<Insert>> byKey(Rule rule) {
    Map<List<String>, List<Insert>> byKey = new LinkedHashMap<>();
    for (Insert insert : rule.then()) {
      Make row = (Make) insert.statement();
      List<String> key = new ArrayList<>(List.of(row.made().name()));
      row.arguments().stream()
          .filter(each -> each instanceof Literal literal && literal.value() instanceof String)
          .forEach(each -> key.add(Objects.toString(((Literal) each).value())));
      byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(insert);
    }
    return byKey;
  }

  private static String shown(Insert row) {
    String text = plain(((Make) row.statement()).span());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** However it is laid out. */
  private static String plain(Span span) {
    return span.text().replaceAll("//[^\n]*", "").replaceAll("\\s+", " ").strip();
  }

  private static String place(Span span) {
    return name(span.source()) + ":" + span.line();
  }

  private static String name(SourceText file) {
    return file.name().substring(file.name().lastIndexOf('/') + 1);
  }
}
