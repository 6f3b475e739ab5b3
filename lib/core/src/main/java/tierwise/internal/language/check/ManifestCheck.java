package tierwise.internal.language.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.FieldPath;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.folder.Manifest.TargetSpec;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.language.typing.NameTable;
import tierwise.internal.source.Code;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Checks the manifest, the messages and the rules against each other. */
final class ManifestCheck {
  private static final String OFFER = "offer";

  private final RuleModel model;
  private final Manifest manifest;
  private final NameTable names;
  private final Problems problems;

  ManifestCheck(RuleModel model, Manifest manifest, NameTable names, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.names = names;
    this.problems = problems;
  }

  /** What can be said without the rules, from the types and the messages alone. */
  void checkManifest() {
    manifest.lists().values().forEach(this::checkList);
    manifest.offers().values().forEach(this::checkOffer);
    manifest.measures().values().forEach(this::checkMeasure);
    manifest.values().values().forEach(this::checkClosedTexts);
    manifest.targets().values().forEach(this::checkColumns);
    manifest.provenance().values().forEach(entry -> declared(entry.type(), "provenance"));
    checkProvenanceOfTargets();
  }

  /** What can be said only if all rules are known. */
  void checkRules() {
    manifest.targets().values().forEach(this::checkRows);
    checkThatWhatIsAskedIsMeasured();
    checkWhatMayFall();
    checkNeeds();
  }

  // ---- manifest against types --------------------------------------------------------------

  /** A list whose entries are the values of a field needs a text field of a ledger. */
  private void checkList(SubjectList list) {
    Located<FieldPath> of = list.field();
    if (of == null) {
      return;
    }
    String typeName = of.value().type();
    FactType type = model.types().get(typeName);
    if (type == null || !(type.isLedger() || type.kind() == Kind.UNCLEAR)) {
      problems
          .error(
              Code.UNKNOWN_TYPE,
              of.span(),
              "there is no fact type \"" + typeName + "\" that a case lists")
          .allowed("Fact types with an id are", ledgers(), typeName);
    } else if (type.kind() != Kind.UNCLEAR) {
      textField(type, new Located<>(of.value().field(), of.span()));
    }
  }

  private void checkOffer(OfferSpec offer) {
    Located<String> per = offer.per();
    if (per == null || manifest.lists().containsKey(per.value())) {
      return;
    }
    FactType type = model.types().get(per.value());
    if (type == null || !(type.isLedger() || type.kind() == Kind.UNCLEAR)) {
      problems
          .error(
              Code.UNKNOWN_VALUE, per.span(), "an offer cannot exist per \"" + per.value() + "\"")
          .allowed("Lists and fact types with an id are", perOffer(), per.value());
    }
  }

  private List<String> perOffer() {
    List<String> all = new ArrayList<>(manifest.lists().keySet());
    all.addAll(ledgers());
    return all;
  }

  private List<String> ledgers() {
    return model.types().values().stream().filter(FactType::isLedger).map(FactType::name).toList();
  }

  private void checkMeasure(MeasureSpec measure) {
    LedgerSpec counts = measure.counts();
    FactType ledger = null;
    if (counts != null) {
      ledger = model.types().get(counts.type().value());
      if (ledger != null && ledger.kind() == Kind.UNCLEAR) {
        return;
      }
      if (ledger == null || !ledger.isLedger()) {
        problems
            .error(
                Code.UNKNOWN_VALUE,
                counts.type().span(),
                "a measure cannot count \"" + counts.type().value() + "\"")
            .allowed("Fact types with an id are", ledgers(), counts.type().value());
        return;
      }
      for (Manifest.Condition condition : counts.where().values()) {
        textField(ledger, condition.field());
      }
    }
    Located<String> split = measure.split();
    if (split != null && ledger != null) {
      textField(ledger, split);
    }
    Located<String> per = measure.per();
    if (per != null) {
      List<String> allowed = new ArrayList<>();
      if (split != null) {
        allowed.add(split.value());
      }
      allowed.add(OFFER);
      allowed.addAll(perOffer());
      if (!allowed.contains(per.value())) {
        problems
            .error(
                Code.UNKNOWN_VALUE,
                per.span(),
                "a measure cannot be taken per \"" + per.value() + "\"")
            .allowed("It can be taken per", allowed, per.value());
      }
    }
  }

  private void textField(FactType type, Located<String> name) {
    Field field = type.field(name.value());
    if (field == null || field.type() != Plain.TEXT) {
      problems
          .error(
              Code.UNKNOWN_FIELD,
              name.span(),
              "\"" + name.value() + "\" is no text field of " + type.name())
          .allowed(
              type.name() + " has",
              type.fields().values().stream()
                  .filter(each -> each.type() == Plain.TEXT)
                  .map(Field::name)
                  .toList(),
              name.value());
    }
  }

  private void checkClosedTexts(ClosedTexts closed) {
    String typeName = closed.field().value().type();
    FactType type = model.types().get(typeName);
    if (type != null && type.kind() == Kind.UNCLEAR) {
      return;
    }
    if (type == null || type.kind() == Kind.STATEMENT || type.kind() == Kind.LIBRARY) {
      problems
          .error(
              Code.UNKNOWN_TYPE,
              closed.field().span(),
              "there is no fact type \"" + typeName + "\" that a case gives")
          .allowed("There are", ledgers(), typeName);
    } else {
      textField(type, new Located<>(closed.field().value().field(), closed.field().span()));
    }
  }

  private @Nullable FactType declared(Located<String> name, String what) {
    FactType type = model.types().get(name.value());
    if (type != null && type.kind() == Kind.UNCLEAR) {
      return null;
    }
    if (type == null) {
      names.useType(name.value(), name.span());
      return null;
    }
    if (!type.isDeclared()) {
      List<String> declared =
          model.types().values().stream().filter(FactType::isDeclared).map(FactType::name).toList();
      problems
          .error(
              Code.UNKNOWN_TYPE,
              name.span(),
              "\"" + what + "\" names the type \"" + name.value() + "\", which is not declared")
          .allowed("The rules declare", declared, name.value());
      return null;
    }
    return type;
  }

  // ---- targets -----------------------------------------------------------------------------

  private void checkColumns(TargetSpec target) {
    FactType type = declared(target.type(), "targets");
    if (type != null) {
      checkColumn(type, target.offer(), false);
      if (target.of() != null) {
        checkColumn(type, target.of(), false);
      }
      target.figures().keySet().forEach(figure -> checkColumn(type, figure, true));
    }
  }

  private void checkColumn(FactType type, Located<String> name, boolean figure) {
    Field field = type.field(name.value());
    boolean fits = field != null && (figure ? field.type().isNumber() : field.type() == Plain.TEXT);
    if (!fits) {
      problems
          .error(
              Code.UNKNOWN_FIELD,
              name.span(),
              "\""
                  + name.value()
                  + "\" is no column of "
                  + (figure ? "figures" : "texts")
                  + " of "
                  + type.name())
          .related("it is declared here", type.declared())
          .allowed(type.name() + " has", type.fields().keySet(), name.value());
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

  private void checkRows(TargetSpec target) {
    FactType type = model.types().get(target.type().value());
    int offerColumn = type == null ? -1 : index(type, target.offer());
    if (type == null || offerColumn < 0) {
      return;
    }
    Map<RowKey, Make> figures = new LinkedHashMap<>();
    Map<RowKey, Span> rows = new LinkedHashMap<>();
    int ofColumn = index(type, target.of());
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (rule.when().isEmpty()
            && insert.statement() instanceof Make make
            && make.made().equals(type)) {
          String offer = FactKinds.text(make.arguments().get(offerColumn));
          String of = ofColumn < 0 ? null : FactKinds.text(make.arguments().get(ofColumn));
          if (offer != null) {
            RowKey key = new RowKey(offer, of);
            figures.putIfAbsent(key, make);
            checkSource(type, make);
            Span earlier = rows.putIfAbsent(key, insert.span());
            if (earlier != null) {
              problems
                  .error(Code.NAME_TAKEN, insert.span(), "there are two rows for " + key)
                  .related("the other one", earlier)
                  .wayOut("Delete one of the two.");
            }
          }
        }
      }
    }
    Set<String> entries = new HashSet<>();
    manifest.lists().values().forEach(list -> entries.addAll(list.names()));
    Set<String> withSlips = new HashSet<>();
    Map<String, Set<String>> listedOf = new HashMap<>();
    target
        .rows()
        .forEach(
            (offer, subjects) -> {
              Map<String, Span> places = new HashMap<>();
              subjects.forEach(each -> places.putIfAbsent(each.value(), each.span()));
              if (!entries.containsAll(places.keySet())) {
                withSlips.add(offer.value());
              }
              Set<String> listed = listedOf.computeIfAbsent(offer.value(), name -> new HashSet<>());
              for (String subject : wanted(offer.value(), subjects)) {
                RowKey key = new RowKey(offer.value(), subject.isEmpty() ? null : subject);
                boolean unknown = !subject.isEmpty() && !entries.contains(subject);
                listed.add(subject);
                if (!unknown && !rows.containsKey(key)) {
                  problems
                      .error(
                          Code.MISSING_ROW,
                          places.getOrDefault(subject, offer.span()),
                          "there is no row of " + type.name() + " for " + key)
                      .wayOut("Add it in the DRL, or take it off the list of rows.");
                }
              }
            });
    rows.forEach(
        (key, span) -> {
          Set<String> ofOffer = listedOf.get(key.offer());
          boolean listed =
              withSlips.contains(key.offer())
                  || (ofOffer != null && (key.of() == null || ofOffer.contains(key.of())));
          if (!target.rows().isEmpty() && !listed) {
            problems
                .error(
                    Code.MISSING_ROW,
                    span,
                    "the manifest lists no row of " + type.name() + " for " + key)
                .related("the rows are listed here", target.type().span())
                .wayOut("Add it there, or delete this row.");
          }
        });
    checkOrder(target, type, figures);
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
              if (index < 0 || mayBeUneven || asksAtMost(measure.value())) {
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
                              Code.FIGURES_OUT_OF_ORDER,
                              row.arguments().get(index).span(),
                              key.offer()
                                  + " asks "
                                  + more.toPlainString()
                                  + " of \""
                                  + measure.value()
                                  + "\", less than the "
                                  + less.toPlainString()
                                  + " of "
                                  + below.offer()
                                  + " below it")
                          .related("the lower tier", other.arguments().get(index).span())
                          .wayOut(
                              "Correct the figure, or the order of \"ladder\" in ruleset.yaml; if"
                                  + " a higher tier may ask less of it, say why under"
                                  + " \"uneven\".");
                    }
                  });
            });
  }

  /** The row of the same subject on the next lower rung of the ladder that has one. */
  private @Nullable RowKey below(RowKey key, Collection<RowKey> rows) {
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
    Expression written = row.arguments().get(column);
    if (written instanceof Call call && call.arguments().size() == 1) {
      written = call.arguments().get(0);
    }
    return written instanceof Expression.Literal literal && literal.value() != null
        ? new BigDecimal(literal.value().toString())
        : null;
  }

  private boolean asksAtMost(String measure) {
    return model.rules().stream()
        .flatMap(rule -> rule.then().stream())
        .anyMatch(insert -> asksAtMost(insert.statement(), measure));
  }

  /** Whether one of the ways of a requirement sets an upper bound for the measure. */
  private static boolean asksAtMost(@Nullable Expression statement, String measure) {
    return statement instanceof Call call
        && ((measure.equals(measure(call)) && hasUpperBound(call))
            || asksAtMost(call.target(), measure));
  }

  private static @Nullable String measure(Call call) {
    Expression measure = call.argument("measure");
    return measure == null ? null : FactKinds.text(measure);
  }

  private static int index(FactType type, @Nullable Located<String> column) {
    return column == null ? -1 : List.copyOf(type.fields().keySet()).indexOf(column.value());
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
    int column = List.copyOf(type.fields().keySet()).indexOf(FactType.SOURCE);
    String source = column < 0 ? null : FactKinds.text(row.arguments().get(column));
    if (source != null && source.isBlank()) {
      problems
          .error(
              Code.NO_PROVENANCE,
              row.arguments().get(column).span(),
              "nothing says where the figures of this row come from")
          .wayOut("Write the document and its page or section.");
    }
  }

  /** Every figure says where it comes from: in its row, or for the whole table. */
  private void checkProvenanceOfTargets() {
    for (TargetSpec target : manifest.targets().values()) {
      FactType type = model.types().get(target.type().value());
      boolean inRow = type != null && type.field(FactType.SOURCE) != null;
      if (!inRow && !manifest.provenance().containsKey(target.type().value())) {
        problems
            .error(
                Code.NO_PROVENANCE,
                target.type().span(),
                "nothing says where the figures of " + target.type().value() + " come from")
            .wayOut("Add them under \"provenance\", or give the rows a column \"source\".");
      }
    }
  }

  // ---- requirements ------------------------------------------------------------------------

  /** A measure that is asked must be measured by some rule. */
  private void checkThatWhatIsAskedIsMeasured() {
    Set<String> measured = new LinkedHashSet<>();
    Map<String, List<Insert>> asked = new HashMap<>();
    boolean any = false;
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        FactKinds.Kind kind = FactKinds.stated(insert);
        if (kind != null && kind.type().name().equals("Measurement")) {
          any |= kind.name() == null;
          if (kind.name() != null) {
            measured.add(kind.name());
          }
        } else if (kind != null
            && kind.type().name().equals("Requirement")
            && kind.name() != null) {
          asked.computeIfAbsent(kind.name(), name -> new ArrayList<>()).add(insert);
        }
      }
    }
    if (any) {
      return;
    }
    for (MeasureSpec measure : manifest.measures().values()) {
      if (!measured.contains(measure.name())) {
        Problems.Draft problem =
            problems
                .error(
                    Code.NOT_MEASURED,
                    measure.span(),
                    "no rule measures \"" + measure.name() + "\"")
                .allowed("Measured are", measured, measure.name())
                .wayOut("Add a rule that states measured( … ), or take the measure out.");
        asked
            .getOrDefault(measure.name(), List.of())
            .forEach(insert -> problem.related("asked here", insert.span()));
      }
    }
  }

  /**
   * More lines make an average lower, or break an upper bound. Whoever relies on it that more lines
   * do no harm has to know of which measures that is not so.
   */
  private void checkWhatMayFall() {
    Map<String, Span> mayFall = new LinkedHashMap<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        Expression statement = insert.statement();
        while (statement instanceof Call call) {
          String measure = measure(call);
          if (measure != null && (isCall(call, "averaged") || hasUpperBound(call))) {
            mayFall.putIfAbsent(measure, call.span());
          }
          statement = call.target();
        }
      }
    }
    mayFall.forEach(
        (name, span) -> {
          MeasureSpec measure = manifest.measures().get(name);
          if (measure != null && !measure.mayFall()) {
            problems
                .error(
                    Code.MAY_FALL,
                    span,
                    "lines that are added can make \""
                        + name
                        + "\" worse: it is an average, or has"
                        + " an upper bound")
                .related("the measure", measure.span())
                .wayOut("Add \"may-fall: yes\" to the measure.");
          }
        });
  }

  private static boolean hasUpperBound(Call call) {
    return call.arguments().stream()
        .anyMatch(argument -> argument instanceof Call bound && isCall(bound, "atMost"));
  }

  private static boolean isCall(Call call, String helper) {
    return call.helper().name().equals(helper);
  }

  /** Offers that need each other could never be decided. */
  private void checkNeeds() {
    OfferCircles circles = new OfferCircles(manifest.offers().keySet(), problems);
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (insert.statement() instanceof Call call && call.helper().name().equals("needs")) {
          List<Located<String>> needed = new ArrayList<>();
          for (Expression argument : call.arguments()) {
            String name = FactKinds.text(argument);
            if (name != null) {
              needed.add(new Located<>(name, argument.span()));
            }
          }
          circles.add(asking(rule, call), needed);
        }
      }
    }
    circles.tell();
  }

  /** The offers of which the rule states the requirement; {@code null} if it can be any. */
  private static @Nullable Collection<String> asking(Rule rule, Call call) {
    if (call.target() instanceof Read read) {
      for (Condition condition : rule.when()) {
        if (condition instanceof FactPattern pattern
            && pattern.variable() != null
            && pattern.variable().name().equals(read.variable().name())) {
          return named(pattern);
        }
      }
    }
    return null;
  }

  private static @Nullable Collection<String> named(FactPattern pattern) {
    for (RuleModel.Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Holds test) {
        String name = FactKinds.equalTo("name", test.condition());
        if (name != null) {
          return List.of(name);
        }
        if (test.condition() instanceof Expression.Among among
            && !among.negated()
            && FactKinds.isField("name", among.value())) {
          return among.options().stream()
              .map(FactKinds::text)
              .filter(text -> text != null)
              .toList();
        }
      }
    }
    return null;
  }
}
