package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.internal.engine.Statement;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.Provenance;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Template;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Where the statements of a rule set stand, and which rows they take figures from: all that is
 * known of them before there is a case. What decisions say of a place is made once and shared by
 * all of them. Safe for use by several threads.
 */
final class StatementPlaces {
  private final IdentityHashMap<Insert, Place> places = new IdentityHashMap<>();

  private final MissingRows missingRows;

  private record Written(Rule rule, Insert insert) {}

  StatementPlaces(RuleModel model, Manifest manifest, Messages messages) {
    missingRows = new MissingRows(model);
    List<Written> written = new ArrayList<>();
    for (Rule rule : model.rules()) {
      rule.then().forEach(insert -> written.add(new Written(rule, insert)));
    }
    written.sort(
        Comparator.comparing((Written each) -> each.rule().file())
            .thenComparingInt(each -> each.insert().span().start()));
    for (Written each : written) {
      places.put(
          each.insert(), new Place(places.size(), each.rule(), each.insert(), manifest, messages));
    }
  }

  /** Tells which row is missing where nothing was measured. */
  MissingRows missingRows() {
    return missingRows;
  }

  /** The place of a statement that a rule of the set made. */
  Place of(Statement<?> stated) {
    Place place = places.get(stated.words());
    if (place == null) {
      throw new IllegalArgumentException("no statement of this rule set: " + stated.rule().name());
    }
    return place;
  }

  /** Puts statements in the order of file and line, if they are not. */
  <T> void inOrderOfLines(List<Statement<T>> stated) {
    if (stated.size() < 2) {
      return;
    }
    int before = -1;
    for (Statement<T> each : stated) {
      int order = of(each).order;
      if (order < before) {
        stated.sort(Comparator.comparingInt(one -> of(one).order));
        return;
      }
      before = order;
    }
  }

  /** The place of a statement. Compared by identity. */
  static final class Place {

    /** More than the different codes that a rule writes; what else comes is not kept. */
    private static final int MOST_KEPT = 100;

    private final int order;
    private final RuleReference reference;
    private final List<RuleReference> alone;
    private final Set<FactType> rowsRead;
    private final Set<FactType> rowsSummed;
    private final Messages messages;

    /** The type of the row that it states; {@code null} if it states something else. */
    private final @Nullable FactType made;

    private final @Nullable Provenance provenance;
    private final @Nullable Field source;
    private final @Nullable Field synthetic;

    /** Whether it states the same in every decision. */
    private final boolean isConstant;

    private final Map<Place, List<RuleReference>> withRows = new ConcurrentHashMap<>(0);
    private final Map<String, List<Reason>> reasons = new ConcurrentHashMap<>(0);
    private volatile RuleReference.@Nullable Row row;

    Place(int order, Rule rule, Insert insert, Manifest manifest, Messages messages) {
      this.order = order;
      this.reference = new RuleReference(rule.name(), rule.file(), insert.span().line(), null);
      this.alone = List.of(reference);
      this.rowsRead = Set.copyOf(FactKinds.rowsRead(rule, insert));
      this.rowsSummed = FactKinds.rowsSummed(rule);
      this.messages = messages;
      this.made = insert.statement() instanceof Make make ? make.made() : null;
      this.provenance = made == null ? null : manifest.provenance().get(made.name());
      this.source = column(FactType.SOURCE);
      this.synthetic = column(FactType.SYNTHETIC);
      this.isConstant = rule.when().isEmpty();
    }

    private @Nullable Field column(String field) {
      return made == null ? null : made.field(field);
    }

    /** The types of rows of which its words read a value. */
    Set<FactType> rowsRead() {
      return rowsRead;
    }

    /** The types of rows that its rule adds up, counts or compares. */
    Set<FactType> rowsSummed() {
      return rowsSummed;
    }

    /** The type of the row that it states; {@code null} if it states something else. */
    @Nullable FactType made() {
      return made;
    }

    /** What decisions say of the row that was stated here. */
    RuleReference.Row row(Object fact) {
      RuleReference.Row known = row;
      if (known != null) {
        return known;
      }
      String from = provenance == null ? null : provenance.source();
      boolean invented = provenance != null && provenance.synthetic();
      if (source != null) {
        from = String.valueOf(source.read(fact));
      }
      if (synthetic != null) {
        invented = Boolean.TRUE.equals(synthetic.read(fact));
      }
      RuleReference.Row told =
          new RuleReference.Row(reference.file(), reference.line(), from, invented);
      if (isConstant) {
        row = told;
      }
      return told;
    }

    /** What decisions say of a statement here that takes no figure from a row. */
    List<RuleReference> reference() {
      return alone;
    }

    /** What decisions say of a statement here that takes a figure from a row. */
    List<RuleReference> reference(Place ofRow, RuleReference.Row row) {
      return ofRow.isConstant
          ? withRows.computeIfAbsent(ofRow, each -> List.of(with(row)))
          : List.of(with(row));
    }

    private RuleReference with(RuleReference.Row row) {
      return new RuleReference(reference.rule(), reference.file(), reference.line(), row);
    }

    /** The reason that is given here, by a statement that decisions tell of by the reference. */
    List<Reason> reason(String code, RuleReference by) {
      if (by.row() != null) {
        return List.of(new Reason(code, text(code), by));
      }
      List<Reason> known = reasons.get(code);
      if (known == null) {
        known = List.of(new Reason(code, text(code), by));
        if (reasons.size() < MOST_KEPT) {
          reasons.put(code, known);
        }
      }
      return known;
    }

    private String text(String code) {
      Template template = messages.find(Messages.Section.REASONS, code);
      return template == null ? code : template.fill(name -> "{" + name + "}");
    }
  }
}
