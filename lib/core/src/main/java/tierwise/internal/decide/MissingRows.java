package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Offer;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.engine.Statement;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType;

/**
 * Finds why nothing was measured of an offer or a subject: a row of a table that is not there. The
 * partner could not have reported that. Immutable, worked out once for a rule set.
 */
final class MissingRows {
  /** What a cell must be. */
  private enum Wanted {
    /** The name of the offer. */
    OFFER,
    /** What the measure is taken of. */
    SUBJECT
  }

  /**
   * A row without which a rule measures nothing.
   *
   * @param cells what must stand in its columns, by their numbers
   */
  private record Needed(FactType type, Map<Integer, Wanted> cells) {}

  /**
   * A rule that states a measure.
   *
   * @param rows the rows that it needs
   * @param measures the measures that it makes it from
   */
  private record Way(List<Needed> rows, Set<String> measures) {}

  private final Map<String, List<Way>> ways = new HashMap<>();

  MissingRows(RuleModel model) {
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        FactKinds.Kind kind = FactKinds.stated(insert);
        if (kind != null && kind.name() != null && kind.type().name().equals("Measurement")) {
          ways.computeIfAbsent(kind.name(), name -> new ArrayList<>()).add(way(rule, insert));
        }
      }
    }
  }

  private static Way way(Rule rule, Insert insert) {
    Map<String, Wanted> known = new HashMap<>();
    if (insert.statement() instanceof Call call
        && call.argument(Role.SUBJECT) instanceof Read of
        && !(of.type() instanceof ValueType.Fact)) {
      known.put(of.variable().name(), Wanted.SUBJECT);
    }
    Set<String> measures = new HashSet<>();
    for (Condition condition : rule.when()) {
      if (condition instanceof FactPattern pattern) {
        String type = pattern.type().name();
        for (Constraint constraint : pattern.constraints()) {
          if (constraint instanceof Binding binding && type.equals("Offer")) {
            if (FactKinds.isField("name", binding.value())) {
              known.put(binding.variable().name(), Wanted.OFFER);
            } else if (FactKinds.isField("of", binding.value())) {
              known.put(binding.variable().name(), Wanted.SUBJECT);
            }
          }
        }
        FactKinds.Kind kind = FactKinds.kind(pattern);
        if (type.equals("Measurement") && kind.name() != null) {
          measures.add(kind.name());
        }
      }
    }
    List<Needed> rows = new ArrayList<>();
    for (Condition condition : rule.when()) {
      if (condition instanceof FactPattern pattern
          && pattern.type().kind() == FactType.Kind.DECLARED_ROW) {
        Map<Integer, Wanted> cells = cells(pattern, known);
        if (!cells.isEmpty()) {
          rows.add(new Needed(pattern.type(), cells));
        }
      }
    }
    return new Way(rows, measures);
  }

  private static Map<Integer, Wanted> cells(FactPattern pattern, Map<String, Wanted> known) {
    Map<Integer, Wanted> cells = new HashMap<>();
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        put(pattern.type(), binding.value(), known.get(binding.variable().name()), cells);
      } else {
        for (Expression each : FactKinds.conditions(((Holds) constraint).condition())) {
          if (each instanceof Compare compare && compare.comparison() == Comparison.EQUAL) {
            put(pattern.type(), compare.left(), wanted(compare.right(), known), cells);
            put(pattern.type(), compare.right(), wanted(compare.left(), known), cells);
          }
        }
      }
    }
    return cells;
  }

  private static @Nullable Wanted wanted(Expression value, Map<String, Wanted> known) {
    return value instanceof Read read ? known.get(read.variable().name()) : null;
  }

  private static void put(
      FactType type, Expression field, @Nullable Wanted wanted, Map<Integer, Wanted> cells) {
    if (wanted != null && field instanceof FieldRead read && read.target() == null) {
      cells.put(type.position(read.field().name()), wanted);
    }
  }

  /**
   * A row that is not there.
   *
   * @param table the declared type of its rows
   * @param of what would stand in it
   */
  record Missing(String table, String of) {}

  /**
   * The row without which no rule measures it; {@code null} if that is not why.
   *
   * @param of what the measure must be taken of; {@code null} for the offer's own subject
   */
  @Nullable Missing find(
      String measure, Offer offer, @Nullable String of, StatementIndex statements) {
    String subject = of == null ? offer.of() : of;
    return isMeasured(measure, offer, subject, statements)
        ? null
        : find(measure, offer, subject, statements, new HashSet<>());
  }

  private static boolean isMeasured(
      String measure, Offer offer, @Nullable String subject, StatementIndex statements) {
    return statements.measurement(measure, offer) != null
        || statements.measurement(measure, subject) != null
        || statements.measurement(measure, null) != null;
  }

  private @Nullable Missing find(
      String measure,
      Offer offer,
      @Nullable String subject,
      StatementIndex statements,
      Set<String> seen) {
    Missing first = null;
    if (seen.add(measure)) {
      for (Way way : ways.getOrDefault(measure, List.of())) {
        Missing missing = find(way, offer, subject, statements, seen);
        if (missing == null) {
          return null;
        }
        first = first == null ? missing : first;
      }
    }
    return first;
  }

  private @Nullable Missing find(
      Way way, Offer offer, @Nullable String subject, StatementIndex statements, Set<String> seen) {
    for (Needed needed : way.rows()) {
      if (statements.rows().stream().noneMatch(row -> fits(row, needed, offer, subject))) {
        return new Missing(
            needed.type().name(),
            needed.cells().keySet().stream()
                .sorted()
                .map(cell -> wanted(needed, cell, offer, subject))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", ")));
      }
    }
    for (String part : way.measures().stream().sorted().toList()) {
      Missing missing =
          isMeasured(part, offer, subject, statements)
              ? null
              : find(part, offer, subject, statements, seen);
      if (missing != null) {
        return missing;
      }
    }
    return null;
  }

  private static boolean fits(
      Statement<?> stated, Needed needed, Offer offer, @Nullable String subject) {
    return stated.fact() instanceof Row row
        && row.type().equals(needed.type())
        && needed.cells().keySet().stream()
            .allMatch(
                cell -> Objects.equals(row.value(cell), wanted(needed, cell, offer, subject)));
  }

  private static @Nullable String wanted(
      Needed needed, int cell, Offer offer, @Nullable String subject) {
    return needed.cells().get(cell) == Wanted.OFFER ? offer.name() : subject;
  }
}
