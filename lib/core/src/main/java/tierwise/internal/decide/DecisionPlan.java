package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.FieldPath;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Located;

/**
 * What is known of the decisions of a rule set before there is a case: closed lists as sets, fields
 * as readers, offers in their order. Immutable.
 */
final class DecisionPlan {
  /**
   * How to read a ledger.
   *
   * @param id the field that names its lines; {@code null} if they have none
   * @param held the field that names an offer or another membership; {@code null} if none does
   * @param of the field that says what that is about
   * @param isRead whether some rule reads its facts
   */
  record LedgerPlan(
      FactType type,
      @Nullable Field id,
      List<ClosedColumn> closed,
      @Nullable Field held,
      @Nullable Field of,
      boolean isRead) {}

  /** A field whose texts are a closed list. */
  record ClosedColumn(Field column, ClosedTexts texts, Set<String> allowed) {}

  /**
   * A list of subjects.
   *
   * @param names its entries
   * @param ledger the ledger whose values are the entries; {@code null} if they are listed
   * @param field the field of the ledger that has them
   */
  record SubjectPlan(
      SubjectList list, Set<String> names, @Nullable String ledger, @Nullable Field field) {
    boolean has(String name) {
      return field != null || names.contains(name);
    }
  }

  /**
   * Something that can be granted.
   *
   * @param rung its place on the ladder, 0 for the highest; -1 if it is not on it
   * @param per what it exists once for each of; {@code null} if it exists once
   */
  record OfferPlan(OfferSpec spec, int rung, @Nullable String per) {}

  /**
   * A measure.
   *
   * @param ledger the fact type that it counts; {@code null} if it counts none
   * @param where what the lines that it counts have in some fields
   * @param split the field by which the lines belong to measurements; {@code null} if all lines
   *     belong to each
   */
  record MeasurePlan(
      MeasureSpec spec, @Nullable String ledger, List<Wanted> where, @Nullable Field split) {}

  /** A field that must have a text. */
  record Wanted(Field column, String text) {}

  private final Manifest manifest;
  private final RuleModel model;
  private final Set<String> typesRead;
  private final Map<String, LedgerPlan> ledgers = new HashMap<>();
  private final Map<String, SubjectPlan> subjects = new LinkedHashMap<>();
  private final Map<String, OfferPlan> offers = new LinkedHashMap<>();
  private final Set<String> holdable;
  private final Map<String, MeasurePlan> measures = new HashMap<>();

  DecisionPlan(Manifest manifest, RuleModel model) {
    this.manifest = manifest;
    this.model = model;
    this.typesRead = FactKinds.typesRead(model);
    this.holdable = new LinkedHashSet<>(manifest.holdable());
    model.types().values().stream()
        .filter(type -> type.isLedger() || type.kind() == FactType.Kind.DECLARED_INPUT)
        .forEach(type -> ledgers.put(type.name(), ledger(type)));
    manifest.lists().forEach((name, list) -> subjects.put(name, subject(list)));
    List<OfferPlan> inOrder = new ArrayList<>();
    for (OfferSpec spec : manifest.offers().values()) {
      Located<String> per = spec.per();
      inOrder.add(
          new OfferPlan(spec, manifest.rung(spec.name()), per == null ? null : per.value()));
    }
    // Tiers first, the highest first; the others as the manifest lists them.
    inOrder.sort(
        Comparator.comparingInt(offer -> offer.rung() < 0 ? Integer.MAX_VALUE : offer.rung()));
    inOrder.forEach(offer -> offers.put(offer.spec().name(), offer));
    manifest.measures().forEach((name, spec) -> measures.put(name, measure(spec)));
  }

  private LedgerPlan ledger(FactType type) {
    List<ClosedColumn> closed = new ArrayList<>();
    for (ClosedTexts texts : manifest.values().values()) {
      FieldPath path = texts.field().value();
      if (path.type().equals(type.name())) {
        closed.add(new ClosedColumn(column(path), texts, new LinkedHashSet<>(texts.texts())));
      }
    }
    return new LedgerPlan(
        type,
        type.fieldOf(Role.ID),
        List.copyOf(closed),
        type.fieldOf(Role.HOLDABLE),
        type.fieldOf(Role.SUBJECT),
        typesRead.contains(type.name()));
  }

  private Field column(FieldPath path) {
    return type(path.type()).requireField(path.field());
  }

  private FactType type(String name) {
    return Objects.requireNonNull(model.types().get(name), name);
  }

  private SubjectPlan subject(SubjectList list) {
    return new SubjectPlan(
        list,
        new LinkedHashSet<>(list.names()),
        list.field() == null ? null : list.field().value().type(),
        list.field() == null ? null : column(list.field().value()));
  }

  private MeasurePlan measure(MeasureSpec spec) {
    LedgerSpec counts = spec.counts();
    if (counts == null) {
      return new MeasurePlan(spec, null, List.of(), null);
    }
    FactType type = type(counts.type().value());
    List<Wanted> where = new ArrayList<>();
    counts
        .where()
        .values()
        .forEach(
            condition ->
                where.add(
                    new Wanted(
                        type.requireField(condition.field().value()), condition.text().value())));
    Located<String> split = spec.split();
    return new MeasurePlan(
        spec,
        type.name(),
        List.copyOf(where),
        split == null ? null : type.requireField(split.value()));
  }

  Manifest manifest() {
    return manifest;
  }

  RuleModel model() {
    return model;
  }

  /** Whether some rule reads facts of the type. */
  boolean reads(String type) {
    return typesRead.contains(type);
  }

  /** How to read the ledger of the type; {@code null} if no case can give it. */
  @Nullable LedgerPlan ledger(String type) {
    return ledgers.get(type);
  }

  /** The lists of subjects in the order of the manifest. */
  Map<String, SubjectPlan> subjects() {
    return subjects;
  }

  /** What can be granted, in the order in which decisions list it. */
  Map<String, OfferPlan> offers() {
    return offers;
  }

  /** The names that a membership can have. */
  Set<String> holdable() {
    return holdable;
  }

  @Nullable MeasurePlan measure(String name) {
    return measures.get(name);
  }
}
