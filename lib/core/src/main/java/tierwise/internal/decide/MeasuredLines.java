package tierwise.internal.decide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.decide.DecisionPlan.Wanted;
import tierwise.internal.engine.Statement;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.model.FactType.Field;

/**
 * Which lines of the ledgers a measurement must account for, and which of them rules leave out.
 * Found once for each measure, since many measurements of one measure share them.
 */
final class MeasuredLines {
  private final BoundCase bound;
  private final StatementIndex statements;
  private final IdentityHashMap<MeasurePlan, Selection> selected = new IdentityHashMap<>();
  private final IdentityHashMap<MeasurePlan, Map<@Nullable Object, List<Statement<Exclusion>>>>
      bySplit = new IdentityHashMap<>();

  /**
   * The lines that a measure counts.
   *
   * @param bySplit the same by the value that says to which measurement they belong; empty if they
   *     belong to each
   */
  private record Selection(List<LedgerLine> all, Map<@Nullable Object, List<LedgerLine>> bySplit) {}

  MeasuredLines(StatementIndex statements) {
    this.bound = statements.bound();
    this.statements = statements;
  }

  /**
   * The measurements, each after those that it is made from. No rules make two from each other,
   * since the checker refuses rules that feed themselves.
   */
  Collection<Taken> partsFirst() {
    Collection<Taken> all = statements.measurements().values();
    if (all.stream().allMatch(taken -> taken.parts().isEmpty())) {
      return all;
    }
    Set<Taken> done = new LinkedHashSet<>();
    Deque<Taken> open = new ArrayDeque<>();
    boolean[] isOpened = new boolean[all.size()];
    for (Taken each : all) {
      open.push(each);
      while (!open.isEmpty()) {
        Taken next = open.peek();
        if (isOpened[next.number()]) {
          done.add(open.pop());
          continue;
        }
        isOpened[next.number()] = true;
        for (Taken part : next.parts()) {
          if (!isOpened[part.number()]) {
            open.push(part);
          }
        }
      }
    }
    return done;
  }

  /** The measurement and all that it is made from, each once. */
  static Collection<Taken> withParts(Taken taken) {
    if (taken.parts().isEmpty()) {
      return List.of(taken);
    }
    Set<Taken> all = new LinkedHashSet<>();
    Deque<Taken> open = new ArrayDeque<>(List.of(taken));
    while (!open.isEmpty()) {
      Taken next = open.pop();
      if (all.add(next)) {
        next.parts().forEach(open::push);
      }
    }
    return all;
  }

  /** How many reasons leave lines out of the measurement, without those of its parts. */
  int reasons(Taken taken) {
    return ofAll(taken).size() + ofOne(taken).size();
  }

  /** The lines by the value that says to which measurement of the measure they belong. */
  Map<@Nullable Object, List<LedgerLine>> bySplit(MeasurePlan measure) {
    return selection(measure).bySplit();
  }

  /**
   * Marks on the lines which of them the measurement leaves out; what is made from others takes
   * over what they leave out.
   */
  void leaveOut(Taken taken) {
    int number = taken.number();
    for (Taken each : withParts(taken)) {
      leaveOut(number, ofAll(each));
      leaveOut(number, ofOne(each));
    }
  }

  /**
   * What is left out of the measurement, and of all others that count the same lines. Where lines
   * are split, only what concerns lines of its own value: it answers for no others.
   */
  private List<Statement<Exclusion>> ofAll(Taken taken) {
    MeasurePlan measure = taken.plan();
    List<Statement<Exclusion>> all = statements.exclusionsOfAll(taken.measurement().measure());
    Field split = measure == null ? null : measure.split();
    return measure == null || split == null || all.isEmpty()
        ? all
        : bySplit
            .computeIfAbsent(measure, each -> bySplit(measure, split, all))
            .getOrDefault(splitValue(measure.spec(), taken.measurement()), List.of());
  }

  private Map<@Nullable Object, List<Statement<Exclusion>>> bySplit(
      MeasurePlan measure, Field split, List<Statement<Exclusion>> all) {
    Map<@Nullable Object, List<Statement<Exclusion>>> groups = new HashMap<>();
    for (Statement<Exclusion> each : all) {
      LedgerLine line = bound.line(each.fact().evidence());
      if (line != null && line.type().name().equals(measure.ledger())) {
        groups.computeIfAbsent(split.read(line.fact()), value -> new ArrayList<>()).add(each);
      }
    }
    return groups;
  }

  /** What is left out of the measurement only, for what it is taken of. */
  private List<Statement<Exclusion>> ofOne(Taken taken) {
    Measurement measurement = taken.measurement();
    return statements.exclusionsOf(measurement.measure(), measurement.of());
  }

  private void leaveOut(int number, List<Statement<Exclusion>> exclusions) {
    for (Statement<Exclusion> each : exclusions) {
      LedgerLine line = bound.line(each.fact().evidence());
      if (line != null) {
        line.leaveOut(number, each);
      }
    }
  }

  /** The lines that a measurement must account for, in the order of the case. */
  List<LedgerLine> lines(MeasurePlan measure, Measurement measurement) {
    if (measure.ledger() == null) {
      return List.of();
    }
    Selection lines = selection(measure);
    return measure.split() == null
        ? lines.all()
        : lines.bySplit().getOrDefault(splitValue(measure.spec(), measurement), List.of());
  }

  private static @Nullable Object splitValue(MeasureSpec spec, Measurement measurement) {
    return spec.splitsItsSubject() ? measurement.of() : measurement.at();
  }

  private Selection selection(MeasurePlan measure) {
    Selection known = selected.get(measure);
    if (known == null) {
      List<LedgerLine> all = select(measure);
      Map<@Nullable Object, List<LedgerLine>> bySplit = new HashMap<>();
      Field split = measure.split();
      if (split != null) {
        for (LedgerLine line : all) {
          bySplit.computeIfAbsent(split.read(line.fact()), value -> new ArrayList<>()).add(line);
        }
      }
      known = new Selection(all, bySplit);
      selected.put(measure, known);
    }
    return known;
  }

  /** The lines of the ledger that the measure counts. */
  private List<LedgerLine> select(MeasurePlan measure) {
    List<LedgerLine> ledger = bound.ledgers().get(measure.ledger());
    if (ledger == null) {
      return List.of();
    }
    if (measure.where().isEmpty()) {
      return ledger;
    }
    List<LedgerLine> fitting = new ArrayList<>(ledger.size());
    for (LedgerLine line : ledger) {
      if (fits(line, measure.where())) {
        fitting.add(line);
      }
    }
    return fitting;
  }

  private boolean fits(LedgerLine line, List<Wanted> where) {
    for (Wanted wanted : where) {
      if (!wanted.text().equals(wanted.column().read(line.fact()))) {
        return false;
      }
    }
    return true;
  }
}
