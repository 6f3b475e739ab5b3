package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tierwise.RuleReference;
import tierwise.internal.engine.Statement;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Kinds;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleModel.Insert;
import tierwise.internal.language.RuleModel.Rule;

/**
 * Where the statements of a rule set stand, and which rows they take figures from: all that is
 * known of them before there is a case. Immutable.
 */
final class StatementPlaces {
  /**
   * The place of a statement.
   *
   * @param order its number in the order of files and lines
   * @param reference what decisions say of it, without a row
   * @param rowsRead the types of rows of which its words read a value
   * @param rowsSummed the types of rows that its rule adds up, counts or compares
   */
  record Place(
      int order, RuleReference reference, Set<FactType> rowsRead, Set<FactType> rowsSummed) {}

  private record Written(Rule rule, Insert insert) {}

  private final IdentityHashMap<Insert, Place> places = new IdentityHashMap<>();

  StatementPlaces(RuleModel model) {
    List<Written> written = new ArrayList<>();
    for (Rule rule : model.rules()) {
      rule.then().forEach(insert -> written.add(new Written(rule, insert)));
    }
    written.sort(
        Comparator.comparing((Written each) -> each.rule().file())
            .thenComparingInt(each -> each.insert().span().start()));
    for (Written each : written) {
      Rule rule = each.rule();
      Insert insert = each.insert();
      places.put(
          insert,
          new Place(
              places.size(),
              new RuleReference(rule.name(), rule.file(), insert.span().line(), null),
              Set.copyOf(Kinds.rowsRead(rule, insert)),
              Kinds.rowsSummed(rule)));
    }
  }

  /** The place of a statement that a rule of the set made. */
  Place of(Statement<?> stated) {
    Place place = places.get(stated.words());
    if (place == null) {
      throw new IllegalArgumentException("no statement of this rule set: " + stated.rule().name());
    }
    return place;
  }

  /** By file and line of the statement. */
  Comparator<Statement<?>> byLine() {
    return Comparator.comparingInt(stated -> of(stated).order());
  }
}
