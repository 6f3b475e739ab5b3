package tierwise.internal.language.check;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.language.check.Satisfiability.Missing;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Any;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Not;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Span;

/**
 * What a rule that counts lines and those that leave them out say of one field of a line. For each
 * condition of the counting rule the values are tried by which it fails; a line with such a value
 * is lost unless some rule leaves it out.
 */
final class LineConditions {
  private static final int MOST_TRIED = 10_000;
  private static final Pattern NAME = Pattern.compile("\\$\\w+");

  /**
   * When a rule leaves a line out.
   *
   * @param conditions on the line itself
   * @param others what else must hold, each with the fields of the line that it looks at; {@code
   *     null} for all of them
   * @param symbols what the variables of the rule stand for
   */
  record Exclusions(
      List<Expression> conditions,
      Map<Condition, @Nullable Set<String>> others,
      @Nullable String subjectField,
      Map<String, String> symbols) {

    static Exclusions of(
        Rule rule, FactPattern line, Set<Condition> drivers, @Nullable Expression subject) {
      Map<String, Expression> bindings = bindings(line);
      Map<Condition, @Nullable Set<String>> others = new LinkedHashMap<>();
      for (Condition condition : rule.when()) {
        if (condition == line || alwaysHolds(condition)) {
          continue;
        }
        Set<String> fields = fieldsRead(condition, line, bindings);
        if (fields == null || !fields.isEmpty() || !drivers.contains(condition)) {
          others.put(condition, fields);
        }
      }
      String field =
          subject instanceof Read read
                  && bindings.get(read.variable().name()) instanceof FieldRead of
              ? of.field().name()
              : null;
      return new Exclusions(conditionsOf(line), others, field, meanings(rule, line));
    }
  }

  private final FactPattern lines;
  private final Map<String, String> symbols;
  private final Map<String, Object> ledger = new HashMap<>();
  private final List<Exclusions> leftOut;
  private int tried;

  LineConditions(FactPattern lines, Rule counting, LedgerSpec spec, List<Exclusions> leftOut) {
    this.lines = lines;
    this.symbols = meanings(counting, lines);
    spec.where().values().forEach(where -> ledger.put(where.field().value(), where.text().value()));
    this.leftOut = leftOut;
  }

  /**
   * What a line is like that the condition loses; {@code null} if it loses none, or none for
   * certain.
   */
  @Nullable String lostBy(Expression condition) {
    FieldRead field = onlyField(condition);
    FactType.Field declared = field == null ? null : lines.type().field(field.field().name());
    if (field == null || declared == null) {
      return null;
    }
    String symbol = comparedWith(condition, symbols);
    Set<Object> values =
        symbol == null
            ? candidates(declared, condition)
            : Satisfiability.relations(declared.mayBeMissing());
    for (Object value : values) {
      Known known = new Known(declared.name(), symbol, value, ledger);
      if (Boolean.FALSE.equals(known.holds(condition, symbols)) && !isLeftOut(known)) {
        return told(declared, value, field, condition);
      }
    }
    return null;
  }

  private String told(FactType.Field field, Object value, FieldRead read, Expression condition) {
    if (value instanceof Missing) {
      return "without \"" + field.name() + "\"";
    }
    if (value instanceof String || value instanceof BigDecimal || value instanceof LocalDate) {
      String shown =
          value instanceof BigDecimal number
              ? number.toPlainString()
              : value instanceof String ? "\"" + value + "\"" : value.toString();
      return "whose \"" + read.field().name() + "\" is " + shown;
    }
    if (value instanceof Boolean yes) {
      return "whose \"" + field.name() + "\" is " + (yes ? "yes" : "no");
    }
    return "of which \"" + condition.span().text().replaceAll("\\s+", " ") + "\" does not hold";
  }

  // ---- what is tried ---------------------------------------------------------------------------

  /** The values that the rules mention, those beside them, any other one, and none. */
  private Set<Object> candidates(FactType.Field field, Expression condition) {
    String only = (String) ledger.get(field.name());
    if (only != null) {
      return Set.of(only);
    }
    List<Expression> claims = new ArrayList<>(List.of(condition));
    for (Exclusions exclusion : leftOut) {
      exclusion.conditions().stream()
          .filter(each -> reads(each, field.name()))
          .forEach(claims::add);
    }
    return Satisfiability.values(field, field.mayBeMissing(), claims);
  }

  // ---- whether a line is left out
  // ----------------------------------------------------------------

  /**
   * Whether some rule leaves each line out that is as known, or may do so for all that can be said.
   * What a rule asks beside the field is taken not to be so, unless another rule would then hold.
   */
  private boolean isLeftOut(Known known) {
    List<List<Doubt>> doubts = new ArrayList<>();
    for (Exclusions exclusion : leftOut) {
      List<Doubt> open = new ArrayList<>();
      boolean fails = false;
      boolean unclear = known.field().equals(exclusion.subjectField());
      for (Expression condition : exclusion.conditions()) {
        Boolean holds = known.holds(condition, exclusion.symbols());
        if (holds == null) {
          unclear |= reads(condition, known.field());
          open.add(Doubt.of(condition, exclusion.symbols()));
        }
        fails |= Boolean.FALSE.equals(holds);
      }
      for (Map.Entry<Condition, @Nullable Set<String>> other : exclusion.others().entrySet()) {
        Set<String> fields = other.getValue();
        unclear |= fields == null || fields.contains(known.field());
        open.add(Doubt.of(other.getKey(), exclusion.symbols()));
      }
      if (!fails && (unclear || (open.isEmpty() && exclusion.subjectField() == null))) {
        return true;
      }
      if (!fails && exclusion.subjectField() == null) {
        doubts.add(open);
      }
    }
    tried = 0;
    return !canAllFail(doubts, 0, new ArrayList<>());
  }

  /** Whether of each rule one doubt can be taken not to hold, all at once. */
  private boolean canAllFail(List<List<Doubt>> doubts, int from, List<Doubt> failing) {
    if (from == doubts.size()) {
      return true;
    }
    for (Doubt doubt : doubts.get(from)) {
      tried++;
      if (tried > MOST_TRIED) {
        return false;
      }
      failing.add(doubt);
      boolean can = canFailTogether(failing) && canAllFail(doubts, from + 1, failing);
      failing.remove(failing.size() - 1);
      if (can) {
        return true;
      }
    }
    return false;
  }

  /**
   * Something of which it is not known whether it holds.
   *
   * @param about what tells it from others: the field with what it is compared with, or all of it
   * @param symbol what the field is compared with; {@code null} if that is written out
   * @param claim the condition on that field; {@code null} if it is not understood
   * @param denied whether it holds when that which it is about does not
   */
  private record Doubt(
      String about, @Nullable String symbol, @Nullable Expression claim, boolean denied) {

    static Doubt of(Expression condition, Map<String, String> symbols) {
      FieldRead field = onlyField(condition);
      if (field == null) {
        return new Doubt(normal(condition.span().text(), symbols), null, null, false);
      }
      String symbol = comparedWith(condition, symbols);
      return new Doubt(field.field().name() + " " + symbol, symbol, condition, false);
    }

    static Doubt of(Condition condition, Map<String, String> symbols) {
      boolean denied = condition instanceof Not;
      Span span =
          condition.patterns().size() == 1 ? condition.patterns().get(0).span() : condition.span();
      return new Doubt(normal(span.text(), symbols), null, null, denied);
    }
  }

  /** Whether the last of them can fail beside the others, which can fail together. */
  private boolean canFailTogether(List<Doubt> failing) {
    Doubt last = failing.get(failing.size() - 1);
    List<Doubt> alike = failing.stream().filter(each -> each.about().equals(last.about())).toList();
    FieldRead read = last.claim() == null ? null : onlyField(last.claim());
    FactType.Field field = read == null ? null : lines.type().field(read.field().name());
    if (field == null) {
      return alike.stream().allMatch(each -> each.denied() == last.denied());
    }
    List<Expression> claims =
        alike.stream().flatMap(each -> Stream.ofNullable(each.claim())).toList();
    Set<Object> values =
        last.symbol() != null
            ? Satisfiability.relations(field.mayBeMissing())
            : Satisfiability.values(field, field.mayBeMissing(), claims);
    return values.stream()
        .anyMatch(value -> claims.stream().noneMatch(claim -> Satisfiability.holds(claim, value)));
  }

  // ---- what holds of a line of which one field is known
  // ------------------------------------------

  /**
   * A line, as far as it is known.
   *
   * @param field the field that is tried
   * @param symbol what it is compared with; {@code null} if its value itself is tried
   * @param value its value, or how it stands to the symbol
   * @param ledger the fields that make the line one of the ledger
   */
  private record Known(
      String field, @Nullable String symbol, Object value, Map<String, Object> ledger) {

    /** Whether the condition holds; {@code null} if that is not known. */
    @Nullable Boolean holds(Expression condition, Map<String, String> symbols) {
      if (condition instanceof All all) {
        return every(all.conditions(), symbols, true);
      }
      if (condition instanceof Any any) {
        return every(any.conditions(), symbols, false);
      }
      FieldRead read = onlyField(condition);
      if (read == null) {
        return null;
      }
      String other = comparedWith(condition, symbols);
      String name = read.field().name();
      if (!name.equals(field)) {
        Object text = ledger.get(name);
        return (text == null || other != null)
            ? null
            : (Boolean) Satisfiability.holds(condition, text);
      }
      if (value instanceof Missing) {
        // What it is compared with may be missing as well; then only the order is known to fail.
        boolean asMissing = Satisfiability.holds(condition, Missing.HERE);
        return (other == null || asMissing == Satisfiability.holds(condition, Missing.BOTH))
            ? (Boolean) asMissing
            : null;
      }
      if (Objects.equals(other, symbol)) {
        return Satisfiability.holds(condition, value);
      }
      return (other == null && comparesWithNothing(condition))
          ? (Boolean) Satisfiability.holds(condition, 0)
          : null;
    }

    private @Nullable Boolean every(
        List<Expression> conditions, Map<String, String> symbols, boolean all) {
      boolean known = true;
      for (Expression each : conditions) {
        Boolean holds = holds(each, symbols);
        if (holds == null) {
          known = false;
        } else if (holds != all) {
          return !all;
        }
      }
      return known ? (Boolean) all : null;
    }
  }

  // ---- what conditions are about
  // -----------------------------------------------------------------

  /**
   * The one field of the line that the condition is about; {@code null} if it is not understood.
   */
  private static @Nullable FieldRead onlyField(Expression condition) {
    if (condition instanceof Negated negated) {
      return negated.condition() instanceof FieldRead read && read.target() == null ? read : null;
    }
    if (condition instanceof FieldRead read) {
      return read.target() == null ? read : null;
    }
    if (condition instanceof Among among) {
      return among.value() instanceof FieldRead read
              && read.target() == null
              && among.options().stream().allMatch(Satisfiability::isWritten)
          ? read
          : null;
    }
    if (condition instanceof Compare compare) {
      boolean left = compare.left() instanceof FieldRead read && read.target() == null;
      Expression field = left ? compare.left() : compare.right();
      Expression other = left ? compare.right() : compare.left();
      return field instanceof FieldRead read
              && read.target() == null
              && !Satisfiability.readsPattern(other)
          ? read
          : null;
    }
    return null;
  }

  /** What the field is compared with; {@code null} if that is written out. */
  private static @Nullable String comparedWith(Expression condition, Map<String, String> symbols) {
    if (!(condition instanceof Compare compare)) {
      return null;
    }
    boolean left = compare.left() instanceof FieldRead read && read.target() == null;
    Expression other = left ? compare.right() : compare.left();
    return Satisfiability.isWritten(other) ? null : normal(other.span().text(), symbols);
  }

  private static boolean comparesWithNothing(Expression condition) {
    return condition instanceof Compare compare
        && (Satisfiability.isNull(compare.left()) || Satisfiability.isNull(compare.right()));
  }

  /** Whether the condition looks at the field of the line. */
  static boolean reads(Expression condition, String field) {
    return (condition instanceof FieldRead read
            && read.target() == null
            && read.field().name().equals(field))
        // A method can look at any field.
        || (condition instanceof Expression.Call call
            && call.target() == null
            && !call.helper().isStatic()
            && (call.helper().reads().isEmpty() || call.helper().reads().contains(field)))
        || condition instanceof Expression.This
        || condition.parts().stream().anyMatch(part -> reads(part, field));
  }

  /** The fields of the line that the condition looks at; {@code null} if it may be any. */
  private static @Nullable Set<String> fieldsRead(
      Condition condition, FactPattern line, Map<String, Expression> bindings) {
    Set<String> fields = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (FactPattern pattern : condition.patterns()) {
      pattern.constraints().forEach(constraint -> variables(valueOf(constraint), names));
    }
    FactType.Field id = line.type().fieldOf(Role.ID);
    for (String name : names) {
      if (line.variable() != null && line.variable().name().equals(name)) {
        return null;
      }
      Expression value = bindings.get(name);
      if (value != null) {
        if (!(value instanceof FieldRead read) || read.target() != null) {
          return null;
        }
        if (id != null && read.field().name().equals(id.name())) {
          return null;
        }
        fields.add(read.field().name());
      }
    }
    return fields;
  }

  private static boolean alwaysHolds(Condition condition) {
    return condition instanceof FactPattern pattern
        && pattern.type().kind() == FactType.Kind.SINGLE
        && pattern.constraints().stream().allMatch(Binding.class::isInstance);
  }

  private static List<Expression> conditionsOf(FactPattern pattern) {
    List<Expression> conditions = new ArrayList<>();
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Holds holds) {
        conditions.addAll(FactKinds.conditions(holds.condition()));
      }
    }
    return conditions;
  }

  // ---- variables
  // -----------------------------------------------------------------------------------

  static void variables(Expression expression, Set<String> names) {
    if (expression instanceof Read read) {
      names.add(read.variable().name());
    }
    expression.parts().forEach(part -> variables(part, names));
  }

  /** What the pattern gives names to: values of its fact, and the fact itself. */
  static Map<String, Expression> bindings(FactPattern pattern) {
    Map<String, Expression> bindings = new LinkedHashMap<>();
    if (pattern.variable() != null) {
      bindings.put(
          pattern.variable().name(), new Read(pattern.variable(), pattern.variable().span()));
    }
    for (Constraint constraint : pattern.constraints()) {
      if (constraint instanceof Binding binding) {
        bindings.put(binding.variable().name(), binding.value());
      }
    }
    return bindings;
  }

  /** What the variables of a rule stand for, so that two rules can give them other names. */
  @SuppressWarnings("ReferenceEquality") // The very pattern; another may read alike.
  private static Map<String, String> meanings(Rule rule, FactPattern line) {
    Map<String, String> symbols = new HashMap<>();
    for (Condition condition : rule.when()) {
      if (condition instanceof FactPattern pattern && pattern != line) {
        String of =
            pattern.type().name()
                + conditionsOf(pattern).stream().map(each -> each.span().text()).toList();
        bindings(pattern)
            .forEach(
                (name, value) ->
                    symbols.put(name, value instanceof Read ? of : of + "." + value.span().text()));
      }
    }
    return symbols;
  }

  private static String normal(String text, Map<String, String> symbols) {
    StringBuilder normal = new StringBuilder();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      names.appendReplacement(
          normal, Matcher.quoteReplacement(symbols.getOrDefault(names.group(), names.group())));
    }
    return names.appendTail(normal).toString().replaceAll("\\s", "");
  }

  private static Expression valueOf(Constraint constraint) {
    return constraint instanceof Binding binding
        ? binding.value()
        : ((Holds) constraint).condition();
  }
}
