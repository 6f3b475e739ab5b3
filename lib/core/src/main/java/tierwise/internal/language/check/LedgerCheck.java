package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.LINE_MAY_BE_FORGOTTEN;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.check.LineConditions.Exclusions;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;

/**
 * Finds the conditions of counting rules by which a line can be lost: where one does not hold, the
 * line is not counted, and no rule leaves it out either. Each decision about such a line would
 * stop; this tells before there is one.
 *
 * <p>Looked at are the conditions that a counting rule has of its own on one field of the line,
 * compared with what is written out or with a variable. Told is only what no rule that leaves lines
 * out can close: one that looks at the field in a way that is not understood is taken to close it.
 * So a hole of conditions on several fields together, of a row that a line needs, or for some of
 * the subjects only, is seen in the first decision, not here.
 */
final class LedgerCheck {
  private final RuleModel model;
  private final Manifest manifest;
  private final Problems problems;
  private final List<Stated> exclusions;

  private LedgerCheck(RuleModel model, Manifest manifest, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.problems = problems;
    this.exclusions = stated("Exclusion");
  }

  /**
   * Warns of such conditions in a rule set without errors: in one with errors it may be a guess.
   */
  static void tell(RuleModel model, Manifest manifest, Problems problems) {
    LedgerCheck check = new LedgerCheck(model, manifest, problems);
    check.stated("Measurement").forEach(check::checkCounting);
  }

  /** What a rule states of a measure. */
  private record Stated(Rule rule, Call statement) {
    @Nullable Expression argument(Role role) {
      return statement.argument(role);
    }
  }

  private List<Stated> stated(String type) {
    List<Stated> all = new ArrayList<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        FactKinds.Kind kind = FactKinds.stated(insert);
        if (kind != null
            && kind.type().name().equals(type)
            && insert.statement() instanceof Call call) {
          all.add(new Stated(rule, call));
        }
      }
    }
    return all;
  }

  private void checkCounting(Stated counting) {
    FactPattern lines = counted(counting);
    if (lines == null) {
      return;
    }
    for (String measure : measures(counting)) {
      MeasureSpec spec = manifest.measures().get(measure);
      LedgerSpec ledger = spec == null ? null : spec.counts();
      if (ledger != null && ledger.type().value().equals(lines.type().name())) {
        checkConditions(counting, lines, Objects.requireNonNull(spec), ledger);
      }
    }
  }

  private void checkConditions(
      Stated counting, FactPattern lines, MeasureSpec spec, LedgerSpec ledger) {
    List<Exclusions> leftOut = new ArrayList<>();
    for (Stated exclusion : exclusions) {
      FactPattern line = FactKinds.pattern(exclusion.rule(), exclusion.argument(Role.EVIDENCE));
      if (line != null
          && line.type().equals(lines.type())
          && measures(exclusion).contains(spec.name())
          && isOfTheSame(counting, exclusion)) {
        leftOut.add(Exclusions.of(exclusion.rule(), line, drivers(exclusion), subject(exclusion)));
      }
    }
    LineConditions conditions = new LineConditions(lines, counting.rule(), ledger, leftOut);
    for (Constraint constraint : lines.constraints()) {
      if (constraint instanceof Holds holds) {
        for (Expression condition : FactKinds.conditions(holds.condition())) {
          String lost =
              spec.split() != null && LineConditions.reads(condition, spec.split().value())
                  ? null
                  : conditions.lostBy(condition);
          if (lost != null) {
            problems
                .warning(
                    LINE_MAY_BE_FORGOTTEN,
                    condition.span(),
                    spec.name(),
                    lines.type().name() + " " + lost)
                .place(spec.span());
          }
        }
      }
    }
  }

  // ---- what is counted, and what is left out of it -------------------------------------------

  /** The pattern of the lines that are the evidence, if an accumulate collects them. */
  private static @Nullable FactPattern counted(Stated counting) {
    if (!(counting.argument(Role.EVIDENCE) instanceof Read evidence)) {
      return null;
    }
    for (Condition condition : counting.rule().when()) {
      if (condition instanceof Accumulate accumulate) {
        for (Aggregate function : accumulate.functions()) {
          if (function.variable().name().equals(evidence.variable().name())) {
            return accumulate.source().stream()
                .filter(FactPattern.class::isInstance)
                .map(FactPattern.class::cast)
                .filter(pattern -> isOf(pattern, function.argument()))
                .findFirst()
                .orElse(null);
          }
        }
      }
    }
    return null;
  }

  private static boolean isOf(FactPattern pattern, @Nullable Variable variable) {
    return pattern.variable() != null
        && variable != null
        && pattern.variable().name().equals(variable.name());
  }

  /** The measures that it can be of: the one that it names, or those in the column of a table. */
  private Set<String> measures(Stated stated) {
    Set<String> measures = new LinkedHashSet<>();
    Expression measure = stated.argument(Role.MEASURE);
    String written = measure == null ? null : FactKinds.text(measure);
    if (written != null) {
      measures.add(written);
    } else if (measure instanceof Read read) {
      for (Condition condition : stated.rule().when()) {
        if (condition instanceof FactPattern pattern) {
          for (Constraint constraint : pattern.constraints()) {
            if (constraint instanceof Binding binding
                && binding.variable().name().equals(read.variable().name())) {
              measures.addAll(column(pattern.type(), binding.value().span().text()));
            }
          }
        }
      }
    }
    return measures;
  }

  private Set<String> column(FactType table, String column) {
    Set<String> texts = new LinkedHashSet<>();
    int position = table.position(column);
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (position >= 0
            && insert.statement() instanceof Make make
            && make.made().equals(table)
            && position < make.arguments().size()) {
          String text = FactKinds.text(make.arguments().get(position));
          if (text != null) {
            texts.add(text);
          }
        }
      }
    }
    return texts;
  }

  /**
   * Whether what is left out can be left out of what is counted: both of one subject, or of all.
   */
  private static boolean isOfTheSame(Stated counting, Stated exclusion) {
    Expression of = subject(exclusion);
    if (of == null) {
      return true;
    }
    Expression counted = subject(counting);
    if (counted == null) {
      return false;
    }
    String one = FactKinds.text(of);
    String other = FactKinds.text(counted);
    return one == null || other == null || one.equals(other);
  }

  private static @Nullable Expression subject(Stated stated) {
    Expression of = stated.statement().argument("of");
    return of instanceof Expression.Literal literal && literal.value() == null ? null : of;
  }

  /** The patterns that only say of which subject or measure a rule speaks. */
  private static Set<Condition> drivers(Stated stated) {
    Set<String> names = new LinkedHashSet<>();
    for (Expression each : new Expression[] {subject(stated), stated.argument(Role.MEASURE)}) {
      if (each != null) {
        LineConditions.variables(each, names);
      }
    }
    Set<Condition> drivers = new LinkedHashSet<>();
    for (Condition condition : stated.rule().when()) {
      if (condition instanceof FactPattern pattern
          && LineConditions.bindings(pattern).keySet().stream().anyMatch(names::contains)) {
        drivers.add(pattern);
      }
    }
    return drivers;
  }
}
