package tierwise.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tierwise.ProgramYear;
import tierwise.analysis.YearDescription.Kind;
import tierwise.analysis.YearDescription.Told;
import tierwise.analysis.internal.words.RuleWords;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.opened.OpenedRules;

/** Goes through the rules of a year once and puts each statement where people look for it. */
final class Describer {
  private final OpenedRules rules;
  private final Manifest manifest;
  private final StatementWords statements;
  private final Map<String, List<Told>> ofOffers = new LinkedHashMap<>();
  private final Map<String, List<Told>> ofMeasures = new LinkedHashMap<>();
  private final List<Told> ofEveryOffer = new ArrayList<>();
  private final List<Told> windows = new ArrayList<>();
  private final List<Told> notices = new ArrayList<>();
  private final List<Told> workedOut = new ArrayList<>();
  private final Map<FactType, List<YearDescription.Row>> rows = new LinkedHashMap<>();

  Describer(OpenedRules rules) {
    this.rules = rules;
    this.manifest = rules.manifest();
    this.statements = new StatementWords(manifest, rules.messages());
    manifest.offers().keySet().forEach(offer -> ofOffers.put(offer, new ArrayList<>()));
    manifest.measures().keySet().forEach(measure -> ofMeasures.put(measure, new ArrayList<>()));
  }

  YearDescription describe(ProgramYear year, String fingerprint) {
    // Rows first: whether a statement rests on an invented one is known by them.
    rules.model().rules().stream().filter(rule -> rule.when().isEmpty()).forEach(this::rows);
    rules.model().rules().forEach(this::statements);
    return new YearDescription(
        year,
        fingerprint,
        manifest.guide().name(),
        manifest.guide().address(),
        manifest.lists().values().stream().map(Describer::list).toList(),
        manifest.offers().values().stream().map(this::offer).toList(),
        ofEveryOffer,
        manifest.measures().values().stream().map(this::measure).toList(),
        rows.entrySet().stream().map(each -> table(each.getKey(), each.getValue())).toList(),
        windows,
        notices,
        workedOut);
  }

  // ---- statements ------------------------------------------------------------------------------

  private void statements(Rule rule) {
    RuleWords words =
        new RuleWords(rule, measure -> statements.message(Messages.Section.MEASURES, measure));
    List<String> when = rule.when().stream().map(words::of).toList();
    for (Insert insert : rule.then()) {
      if (insert.statement() instanceof Make && rule.when().isEmpty()) {
        continue;
      }
      Kind kind = StatementWords.kind(insert.statement());
      Told told =
          new Told(
              kind,
              rule.name(),
              statements.of(insert.statement(), words),
              when,
              restsOnInvented(rule),
              rule.file(),
              insert.span().line());
      places(kind, rule, insert.statement()).forEach(place -> place.add(told));
    }
  }

  private Collection<List<Told>> places(Kind kind, Rule rule, Expression statement) {
    return switch (kind) {
      case ASKS, OPEN, WAIVED, CLOSED -> offersOf(rule, StatementWords.first((Call) statement));
      case COUNTED, LEFT_OUT -> List.of(ofMeasure(StatementWords.first((Call) statement)));
      case WINDOW -> List.of(windows);
      case NOTICE -> List.of(notices);
      case WORKED_OUT -> List.of(workedOut);
    };
  }

  private List<Told> ofMeasure(Call call) {
    Expression measure = call.argument(Role.MEASURE);
    List<Told> told = measure == null ? null : ofMeasures.get(FactKinds.text(measure));
    return told == null ? workedOut : told;
  }

  /** The offers that the conditions name; where they name none, all of them. */
  private Collection<List<Told>> offersOf(Rule rule, Call call) {
    List<List<Told>> named =
        FactKinds.offersNamed(rule, call).stream()
            .map(ofOffers::get)
            .filter(told -> told != null)
            .toList();
    return named.isEmpty() ? List.of(ofEveryOffer) : named;
  }

  private boolean restsOnInvented(Rule rule) {
    return rule.when().stream()
        .flatMap(condition -> condition.patterns().stream())
        .anyMatch(
            pattern ->
                rows.getOrDefault(pattern.type(), List.of()).stream()
                    .anyMatch(YearDescription.Row::synthetic));
  }

  // ---- what the manifest lists -----------------------------------------------------------------

  private static YearDescription.NamedList list(Manifest.SubjectList list) {
    return new YearDescription.NamedList(
        list.name(),
        List.copyOf(list.names()),
        list.field() == null ? "" : "the values of " + list.field().value());
  }

  private YearDescription.Offer offer(Manifest.OfferSpec offer) {
    return new YearDescription.Offer(
        offer.name(),
        statements.message(Messages.Section.OFFERS, offer.name()),
        offer.per() == null ? null : offer.per().value(),
        offer.renewable(),
        manifest.rung(offer.name()) + 1,
        ofOffers.getOrDefault(offer.name(), List.of()),
        manifest.targets().values().stream()
            .map(target -> figures(target, offer.name()))
            .filter(table -> !table.rows().isEmpty())
            .toList());
  }

  /** The rows of the offer, without the column that names it. */
  private YearDescription.Table figures(Manifest.TargetSpec target, String offer) {
    FactType type = rules.model().types().get(target.type().value());
    YearDescription.Table all =
        type == null
            ? new YearDescription.Table("", List.of(), List.of(), List.of())
            : table(type, rows.getOrDefault(type, List.of()));
    int column = all.columns().indexOf(RuleWords.words(target.offer().value()));
    return new YearDescription.Table(
        all.name(),
        all.says(),
        without(all.columns(), column),
        all.rows().stream()
            .filter(row -> row.cells().get(column).equals(offer))
            .map(
                row ->
                    new YearDescription.Row(
                        row.rule(),
                        without(row.cells(), column),
                        row.source(),
                        row.synthetic(),
                        row.file(),
                        row.line()))
            .toList());
  }

  private static List<String> without(List<String> texts, int column) {
    List<String> others = new ArrayList<>(texts);
    if (column >= 0) {
      others.remove(column);
    }
    return others;
  }

  private YearDescription.Measure measure(Manifest.MeasureSpec measure) {
    return new YearDescription.Measure(
        measure.name(),
        statements.message(Messages.Section.MEASURES, measure.name()),
        measure.unit(),
        measure.per() == null ? null : measure.per().value(),
        measure.counts() == null ? null : ledger(measure.counts()),
        measure.mayFall(),
        ofMeasures.getOrDefault(measure.name(), List.of()));
  }

  private static String ledger(Manifest.LedgerSpec ledger) {
    StringBuilder text = new StringBuilder(RuleWords.words(ledger.type().value()));
    ledger
        .where()
        .forEach(
            (field, condition) ->
                text.append(" where ")
                    .append(field)
                    .append(" is ")
                    .append(condition.text().value()));
    return text.toString();
  }

  // ---- tables ----------------------------------------------------------------------------------

  private void rows(Rule rule) {
    RuleWords words = new RuleWords(rule);
    for (Insert insert : rule.then()) {
      if (insert.statement() instanceof Make make) {
        rows.computeIfAbsent(make.made(), type -> new ArrayList<>())
            .add(row(rule, insert, make, words));
      }
    }
  }

  private YearDescription.Row row(Rule rule, Insert insert, Make make, RuleWords words) {
    Manifest.Provenance provenance = manifest.provenance().get(make.made().name());
    String source = provenance == null ? null : provenance.source();
    boolean synthetic = provenance != null && provenance.synthetic();
    List<String> cells = new ArrayList<>();
    int i = 0;
    for (String field : make.made().fields().keySet()) {
      Expression value = make.arguments().get(i++);
      if (field.equals(FactType.SOURCE)) {
        source = words.of(value);
      } else if (field.equals(FactType.SYNTHETIC)) {
        synthetic =
            value instanceof Expression.Literal literal && Boolean.TRUE.equals(literal.value());
      } else {
        cells.add(words.of(value));
      }
    }
    return new YearDescription.Row(
        rule.name(), cells, source, synthetic, rule.file(), insert.span().line());
  }

  private YearDescription.Table table(FactType type, List<YearDescription.Row> rows) {
    return new YearDescription.Table(
        type.name(),
        lookedUp(type, rows),
        type.fields().keySet().stream()
            .filter(field -> !FactType.SOURCE_COLUMNS.contains(field))
            .map(RuleWords::words)
            .toList(),
        rows);
  }

  /** By what rows are told apart, and which of their figures change within the year. */
  private List<String> lookedUp(FactType type, List<YearDescription.Row> rows) {
    Manifest.TableSpec spec = manifest.tables().get(type.name());
    if (spec == null) {
      return List.of();
    }
    List<String> by = spec.by().stream().map(key -> RuleWords.words(key.column().value())).toList();
    List<String> says = new ArrayList<>();
    if (!by.isEmpty()) {
      says.add("There is a row for each " + String.join(" and ", by) + ".");
    }
    if (spec.days().size() == 2) {
      String from = spec.days().get(0).value();
      says.add(
          "A row holds from the day under \""
              + RuleWords.words(from)
              + "\" on, up to the day before that under \""
              + RuleWords.words(spec.days().get(1).value())
              + "\".");
      changes(type, spec, from, rows)
          .forEach(
              (key, days) ->
                  says.add(
                      "The figures of "
                          + key
                          + " change within the year: on "
                          + String.join(" and on ", days)
                          + "."));
    }
    return says;
  }

  /** The days on which later rows of the same key begin, by the key. */
  private static Map<String, List<String>> changes(
      FactType type, Manifest.TableSpec spec, String from, List<YearDescription.Row> rows) {
    List<String> columns =
        type.fields().keySet().stream()
            .filter(field -> !FactType.SOURCE_COLUMNS.contains(field))
            .toList();
    Map<String, List<String>> days = new TreeMap<>();
    for (YearDescription.Row row : rows) {
      String key =
          spec.by().stream()
              .map(column -> row.cells().get(columns.indexOf(column.column().value())))
              .collect(Collectors.joining(", "));
      days.computeIfAbsent(key, name -> new ArrayList<>())
          .add(row.cells().get(columns.indexOf(from)));
    }
    days.values().forEach(Collections::sort);
    days.values().removeIf(each -> each.size() < 2);
    days.replaceAll((key, each) -> each.subList(1, each.size()));
    return days;
  }
}
