package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.TargetSpec;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Checks the tables of figures against the manifest: their columns, rows, order and sources. */
final class TargetCheck {
  private final RuleModel model;
  private final Manifest manifest;
  private final NameTable names;
  private final Problems problems;

  TargetCheck(RuleModel model, Manifest manifest, NameTable names, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.names = names;
    this.problems = problems;
  }

  /** What can be said without the rules, from the types alone. */
  void checkTables() {
    manifest.targets().values().forEach(this::checkColumns);
    manifest.provenance().values().forEach(entry -> declared(entry.type(), "provenance"));
    checkSources();
  }

  /** What can be said only if all rules are known. */
  void checkRows() {
    manifest.targets().values().stream()
        .filter(target -> target.rows().keySet().stream().allMatch(this::isOfSomething))
        .forEach(this::checkRows);
  }

  /** The declared type of that name; {@code null}, mostly with a problem, if there is none. */
  @Nullable FactType declared(Located<String> name, String what) {
    FactType type = model.types().get(name.value());
    if (type != null && type.kind() == Kind.UNCLEAR) {
      return null;
    }
    // Nobody declares it: told once for all places that name it, with what looks like it.
    if (type == null) {
      names.useType(name.value(), name.span());
      return null;
    }
    if (!type.isDeclared()) {
      List<String> declared =
          model.types().values().stream().filter(FactType::isDeclared).map(FactType::name).toList();
      problems
          .error(TYPE_NOT_DECLARED, name.span(), what, name.value())
          .allowed(declared, name.value());
      return null;
    }
    return type;
  }

  private void checkColumns(TargetSpec target) {
    FactType type = declared(target.type(), "targets");
    if (type != null) {
      checkColumn(type, target.offer(), NO_COLUMN_OF_TEXTS, TEXT);
      if (target.of() != null) {
        checkColumn(type, target.of(), NO_COLUMN_OF_TEXTS, TEXT);
      }
      target
          .figures()
          .keySet()
          .forEach(figure -> checkColumn(type, figure, NO_COLUMN_OF_FIGURES, FIGURE));
    }
  }

  static final Predicate<Field> TEXT = field -> field.type() == Plain.TEXT;
  static final Predicate<Field> FIGURE = field -> field.type().isNumber();

  /** The type has a column of the name that fits; else the sentence says that it must. */
  void checkColumn(
      FactType type, Located<String> name, CheckProblem sentence, Predicate<Field> fits) {
    List<String> fitting = type.fields().values().stream().filter(fits).map(Field::name).toList();
    if (!fitting.contains(name.value())) {
      problems
          .error(sentence, name.span(), name.value(), type.name())
          .place(type.declared())
          .allowed(fitting, name.value());
    }
  }

  /** The key of a row: the offer and the subject that it is for. */
  private record RowKey(String offer, @Nullable String of) implements Comparable<RowKey> {
    private static final Comparator<RowKey> ORDER =
        Comparator.comparing(RowKey::offer)
            .thenComparing(RowKey::of, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** So that names chosen to share a hash are found as fast as others. */
    @Override
    public int compareTo(RowKey other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return offer + (of == null ? "" : " in " + of);
    }
  }

  /**
   * Whether it is known what the offer exists for; if not, that is told, and no row can be missed.
   */
  private boolean isOfSomething(Located<String> name) {
    Manifest.OfferSpec offer = manifest.offers().get(name.value());
    Located<String> per = offer == null ? null : offer.per();
    return per == null
        || manifest.lists().containsKey(per.value())
        || model.types().containsKey(per.value());
  }

  private void checkRows(TargetSpec target) {
    FactType type = model.types().get(target.type().value());
    int offerColumn = type == null ? -1 : index(type, target.offer());
    if (type == null || offerColumn < 0) {
      return;
    }
    Map<RowKey, Span> places = new LinkedHashMap<>();
    Map<RowKey, Make> rows = rows(type, offerColumn, index(type, target.of()), places);
    Map<String, Set<String>> listed = checkThatListedRowsAreThere(target, type, rows.keySet());
    if (!target.rows().isEmpty()) {
      checkThatRowsAreListed(target, type, places, listed);
    }
    checkOrder(target, type, rows);
  }

  /**
   * The rows that rules state whatever the case, by their keys.
   *
   * @param places takes the places of the rows
   */
  private Map<RowKey, Make> rows(
      FactType type, int offerColumn, int ofColumn, Map<RowKey, Span> places) {
    Map<RowKey, Make> rows = new LinkedHashMap<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        // A row that rests on something is there for some cases only, and promises nothing.
        if (rule.when().isEmpty()
            && insert.statement() instanceof Make make
            && make.made().equals(type)) {
          String offer = FactKinds.text(make.arguments().get(offerColumn));
          String of = ofColumn < 0 ? null : FactKinds.text(make.arguments().get(ofColumn));
          if (offer != null) {
            RowKey key = new RowKey(offer, of);
            rows.putIfAbsent(key, make);
            checkSource(type, make);
            Span earlier = places.putIfAbsent(key, insert.span());
            if (earlier != null) {
              problems.error(TWO_ROWS, insert.span(), key).place(earlier);
            }
          }
        }
      }
    }
    return rows;
  }

  /**
   * Each row that the manifest lists must be there.
   *
   * @return the subjects that are listed of each offer, the empty text for none; {@code null} of
   *     offers of which some entry is misspelt, so that nothing can be said of the others
   */
  private Map<String, @Nullable Set<String>> checkThatListedRowsAreThere(
      TargetSpec target, FactType type, Set<RowKey> rows) {
    Set<String> entries = new HashSet<>();
    manifest.lists().values().forEach(list -> entries.addAll(list.names()));
    Map<String, @Nullable Set<String>> listedOf = new HashMap<>();
    target
        .rows()
        .forEach(
            (offer, subjects) -> {
              Map<String, Span> places = new HashMap<>();
              subjects.forEach(each -> places.putIfAbsent(each.value(), each.span()));
              Collection<String> wanted = wanted(offer.value(), subjects);
              for (String subject : wanted) {
                RowKey key = new RowKey(offer.value(), subject.isEmpty() ? null : subject);
                boolean known = subject.isEmpty() || entries.contains(subject);
                if (known && !rows.contains(key)) {
                  problems.error(
                      NO_ROW, places.getOrDefault(subject, offer.span()), type.name(), key);
                }
              }
              listedOf.put(
                  offer.value(),
                  entries.containsAll(places.keySet()) ? new HashSet<>(wanted) : null);
            });
    return listedOf;
  }

  private void checkThatRowsAreListed(
      TargetSpec target,
      FactType type,
      Map<RowKey, Span> rows,
      Map<String, @Nullable Set<String>> listedOf) {
    rows.forEach(
        (key, span) -> {
          Set<String> listed = listedOf.getOrDefault(key.offer(), Set.of());
          boolean isListed =
              listed == null
                  || (listedOf.containsKey(key.offer()) && key.of() == null)
                  || (key.of() != null && listed.contains(key.of()));
          if (!isListed) {
            problems.error(ROW_NOT_LISTED, span, type.name(), key).place(target.type().span());
          }
        });
  }

  /**
   * What a higher tier asks at least is not less than what the tier below it asks, unless the
   * manifest says of the measure that it may be.
   */
  private void checkOrder(TargetSpec target, FactType type, Map<RowKey, Make> rows) {
    target
        .figures()
        .forEach(
            (column, measure) -> {
              int index = index(type, column);
              boolean mayBeUneven = manifest.uneven().containsKey(measure.value());
              // Where less is better a higher tier may well ask for less.
              if (index < 0 || mayBeUneven || MeasureCheck.isAskedAtMost(measure.value(), model)) {
                return;
              }
              rows.forEach(
                  (key, row) -> {
                    RowKey below = below(key, rows.keySet());
                    Make other = below == null ? null : rows.get(below);
                    if (below == null || other == null) {
                      return;
                    }
                    BigDecimal more = figure(row, index);
                    BigDecimal less = figure(other, index);
                    if (more != null && less != null && more.compareTo(less) < 0) {
                      problems
                          .error(
                              FIGURE_BELOW_A_LOWER_TIER,
                              row.arguments().get(index).span(),
                              key.offer(),
                              more.toPlainString(),
                              measure.value(),
                              less.toPlainString(),
                              below.offer())
                          .place(other.arguments().get(index).span());
                    }
                  });
            });
  }

  /** The row of the same subject on the next lower rung of the ladder that has one. */
  private @Nullable RowKey below(RowKey key, Collection<RowKey> rows) {
    // Rungs count from the highest, 0. A tier without a row of the subject is passed over: it does
    // not exist there, and the one below it is what a partner comes from.
    int rung = manifest.rung(key.offer());
    for (int lower = rung + 1; rung >= 0 && lower < manifest.ladder().size(); lower++) {
      RowKey below = new RowKey(manifest.ladder().get(lower).value(), key.of());
      if (rows.contains(below)) {
        return below;
      }
    }
    return null;
  }

  private static @Nullable BigDecimal figure(Make row, int column) {
    // number( "4.25" ) is a figure as much as 4 is; what is worked out otherwise is not known here.
    Object written = FactKinds.written(row.arguments().get(column));
    return written == null ? null : new BigDecimal(written.toString());
  }

  private static int index(FactType type, @Nullable Located<String> column) {
    return column == null ? -1 : type.position(column.value());
  }

  /** The subjects that an offer must have rows of; the empty text stands for none. */
  private Collection<String> wanted(String offer, List<Located<String>> listed) {
    if (!listed.isEmpty()) {
      return listed.stream().map(Located::value).toList();
    }
    OfferSpec spec = manifest.offers().get(offer);
    Located<String> per = spec == null ? null : spec.per();
    Manifest.SubjectList list = per == null ? null : manifest.lists().get(per.value());
    return list == null ? List.of("") : list.names();
  }

  private void checkSource(FactType type, Make row) {
    int column = type.position(FactType.SOURCE);
    String source = column < 0 ? null : FactKinds.text(row.arguments().get(column));
    if (source != null && source.isBlank()) {
      problems.error(NO_SOURCE_OF_A_ROW, row.arguments().get(column).span());
    }
  }

  /** Every figure says where it comes from: in its row, or for the whole table. */
  private void checkSources() {
    for (TargetSpec target : manifest.targets().values()) {
      FactType type = model.types().get(target.type().value());
      boolean inRow = type != null && type.field(FactType.SOURCE) != null;
      if (!inRow && !manifest.provenance().containsKey(target.type().value())) {
        problems.error(NO_SOURCE_OF_A_TABLE, target.type().span(), target.type().value());
      }
    }
  }
}
