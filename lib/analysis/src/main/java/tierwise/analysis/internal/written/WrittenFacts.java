package tierwise.analysis.internal.written;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.analysis.diff.Change;
import tierwise.analysis.diff.Change.Part;
import tierwise.analysis.internal.words.RuleWords;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Template;
import tierwise.internal.language.model.FactType;
import tierwise.internal.opened.OpenedRules;
import tierwise.internal.source.Located;
import tierwise.internal.source.Span;

/** Compares what manifests, declarations and messages say, each entry by its name. */
public final class WrittenFacts {
  /** What an entry belongs to, and its name. */
  private record Key(Part part, String of, String what) {}

  private record Entry(String says, @Nullable Span span) {}

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  private WrittenFacts(ProgramYear year, OpenedRules rules) {
    Manifest manifest = rules.manifest();
    year(year, manifest);
    programme(manifest);
    rules.model().types().values().stream().filter(FactType::isDeclared).forEach(this::declared);
    words(manifest, rules.messages());
  }

  public static List<Change> changes(
      ProgramYear yearBefore, OpenedRules before, ProgramYear yearAfter, OpenedRules after) {
    Map<Key, Entry> was = new WrittenFacts(yearBefore, before).entries;
    Map<Key, Entry> is = new WrittenFacts(yearAfter, after).entries;
    Set<Key> keys = new LinkedHashSet<>(was.keySet());
    keys.addAll(is.keySet());
    List<Change> changes = new ArrayList<>();
    for (Key key : keys) {
      Entry old = was.get(key);
      Entry now = is.get(key);
      if (old == null || now == null || !old.says().equals(now.says())) {
        changes.add(
            new Change(
                key.part(),
                RuleShape.kind(old, now),
                key.of(),
                key.what(),
                old == null ? null : old.says(),
                now == null ? null : now.says(),
                place(old),
                place(now)));
      }
    }
    return changes;
  }

  private static Change.@Nullable Place place(@Nullable Entry entry) {
    return entry == null || entry.span() == null ? null : RuleShape.place(entry.span());
  }

  private void add(Part part, String of, String what, String says, @Nullable Span span) {
    entries.put(new Key(part, of, what), new Entry(says, span));
  }

  private void year(ProgramYear year, Manifest manifest) {
    add(Part.DAYS, "the year", "first day", year.from().toString(), manifest.effective());
    if (year.until() != null) {
      add(
          Part.DAYS,
          "the year",
          "last day",
          year.until().minusDays(1).toString(),
          manifest.effective());
    }
    add(Part.WORDS, "the year", "title", manifest.title(), manifest.titleSpan());
    add(Part.WORDS, "the year", "guide", manifest.guide().name(), manifest.guide().span());
    add(Part.WORDS, "the year", "address", manifest.guide().address(), manifest.guide().span());
  }

  private void programme(Manifest manifest) {
    add(
        Part.PROGRAMME,
        "tiers, the highest first",
        "",
        manifest.ladder().stream().map(Located::value).collect(Collectors.joining(", ")),
        manifest.ladder().get(0).span());
    for (Manifest.SubjectList list : manifest.lists().values()) {
      String of = "list " + list.name();
      add(
          Part.PROGRAMME,
          of,
          "",
          list.field() != null
              ? "the values of " + list.field().value()
              : list.askedOrHeld() ? "those asked for or held" : "all, always",
          list.span());
      list.values()
          .forEach(each -> add(Part.PROGRAMME, of, each.value(), each.value(), each.span()));
    }
    for (Manifest.OfferSpec offer : manifest.offers().values()) {
      add(
          Part.PROGRAMME,
          "offers",
          offer.name(),
          (offer.per() == null ? "once" : "once for each " + offer.per().value())
              + (offer.renewable() ? ", can be renewed" : ", is not renewed"),
          offer.span());
    }
    manifest
        .memberships()
        .forEach(
            each -> add(Part.PROGRAMME, "memberships", each.value(), "can be held", each.span()));
    manifest.measures().values().forEach(this::measure);
    manifest
        .values()
        .forEach(
            (field, texts) ->
                texts
                    .values()
                    .forEach(
                        each ->
                            add(
                                Part.PROGRAMME,
                                "values of " + field,
                                each.value(),
                                each.value(),
                                each.span())));
  }

  private void measure(Manifest.MeasureSpec measure) {
    Manifest.LedgerSpec counts = measure.counts();
    String counted =
        counts == null
            ? "counts no ledger"
            : "counts "
                + RuleWords.words(counts.type().value())
                + counts.where().entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue().text().value())
                    .collect(
                        Collectors.joining(" and ", counts.where().isEmpty() ? "" : " of ", ""));
    add(
        Part.PROGRAMME,
        "measures",
        measure.name(),
        "in "
            + measure.unit()
            + (measure.per() == null ? ", once, " : ", for each " + measure.per().value() + ", ")
            + counted
            + (measure.split() == null ? "" : ", split by " + measure.split().value())
            + (measure.mayFall() ? ", may fall" : ""),
        measure.span());
  }

  private void declared(FactType type) {
    type.fields()
        .values()
        .forEach(
            field ->
                add(
                    Part.PROGRAMME,
                    (type.kind() == FactType.Kind.DECLARED_ROW ? "table " : "facts ") + type.name(),
                    RuleWords.words(field.name()),
                    field.type().toString(),
                    field.declared()));
  }

  private void words(Manifest manifest, Messages messages) {
    manifest
        .provenance()
        .values()
        .forEach(
            each ->
                add(
                    Part.WORDS,
                    "source of " + each.type().value(),
                    "",
                    each.source() + (each.synthetic() ? " (invented)" : ""),
                    each.type().span()));
    for (Messages.Section section : Messages.Section.values()) {
      messages
          .keys(section)
          .forEach(
              (code, span) -> {
                Template template = messages.find(section, code);
                if (template != null) {
                  add(Part.WORDS, section.key(), code, text(template), span);
                }
              });
    }
    for (Messages.Sentence sentence : Messages.Sentence.values()) {
      Template template = messages.sentences().get(sentence);
      if (template != null) {
        add(Part.WORDS, "sentences", sentence.key(), text(template), template.span());
      }
    }
    messages
        .measureSentences()
        .forEach(
            (measure, own) ->
                own.forEach(
                    (sentence, template) ->
                        add(
                            Part.WORDS,
                            "sentences of " + measure,
                            sentence.key(),
                            text(template),
                            template.span())));
    messages.plurals().forEach((one, many) -> add(Part.WORDS, "units", one, many, null));
  }

  private static String text(Template template) {
    return template.fill(name -> "{" + name + "}");
  }
}
