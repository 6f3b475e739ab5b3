package tierwise.internal.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.facts.Measurement;
import tierwise.facts.Membership;
import tierwise.facts.Notice;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.Kinds;
import tierwise.internal.language.RuleModel;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/** Decides cases by one rule set. Immutable and safe for use by several threads. */
public final class Decider {
  private final ProgramYear year;
  private final String fingerprint;
  private final Manifest manifest;
  private final Messages messages;
  private final RuleModel model;
  private final RuleEngine engine;
  private final Set<String> typesRead;
  private final StatementPlaces places;

  public Decider(
      ProgramYear year,
      String fingerprint,
      Manifest manifest,
      Messages messages,
      RuleModel model,
      RuleEngine engine) {
    this.year = year;
    this.fingerprint = fingerprint;
    this.manifest = manifest;
    this.messages = messages;
    this.model = model;
    this.engine = engine;
    this.typesRead = Kinds.typesRead(model);
    this.places = new StatementPlaces(model);
  }

  private Decider(Decider other, RuleEngine engine) {
    this.year = other.year;
    this.fingerprint = other.fingerprint;
    this.manifest = other.manifest;
    this.messages = other.messages;
    this.model = other.model;
    this.engine = engine;
    this.typesRead = other.typesRead;
    this.places = other.places;
  }

  /** The same, with the rules run by another engine. */
  public Decider with(RuleEngine other) {
    return new Decider(this, other);
  }

  /** What of the case does not fit the rules, such as names that they do not know. */
  public List<Problem> misfits(CaseFacts facts) {
    Problems problems = new Problems();
    new CaseReader(manifest, model, typesRead, engine, facts, problems).read();
    return problems.inFileOrder();
  }

  /**
   * The decision.
   *
   * @throws RuleSetException if the case does not fit the rules, or the rules break a law on it
   */
  public Decision decide(CaseFacts facts, StepBudget budget) {
    Problems problems = new Problems();
    DecidedCase decided =
        new CaseReader(manifest, model, typesRead, engine, facts, problems).read();
    problems.throwIfErrors();
    StatementIndex statements = new StatementIndex(places, run(decided, budget, problems));
    Accounting accounting = new Accounting(manifest, engine, decided, statements, problems);
    accounting.check(budget.stepsFor(decided.inserted().size()));
    problems.throwIfErrors();
    Explainer explainer = new Explainer(manifest, messages, engine, statements, accounting);
    Judge judge = new Judge(manifest, decided, statements, accounting, explainer, problems);
    List<OfferDecision> offers = judge.decisions();
    problems.throwIfErrors();
    return new Decision(
        year,
        fingerprint,
        facts.application().asOf(),
        highest(offers),
        held(facts, explainer),
        offers,
        measures(statements, judge, explainer, accounting),
        notices(statements, judge, explainer, accounting));
  }

  private List<Statement<?>> run(DecidedCase decided, StepBudget budget, Problems problems) {
    try {
      return engine.run(decided.inserted(), budget);
    } catch (RuleFailure e) {
      String rule = e.rule() == null ? "a rule" : "the rule \"" + e.rule().name() + "\"";
      boolean spent = e.code() == Code.BUDGET_SPENT;
      problems
          .error(
              e.code(),
              e.rule() == null ? null : e.rule().nameSpan(),
              spent
                  ? e.getMessage() + ", the last of them in " + rule
                  : rule + " cannot be applied to this case: " + e.getMessage())
          .wayOut(
              spent
                  ? "Look for a rule that matches every pair of many facts. If a case needs so many,"
                      + " allow more with RuleSettings.withBudget( … )."
                  : "Correct the fact that it is about, or give the rule a condition that keeps such"
                      + " facts out.");
      problems.throwIfErrors();
      throw new IllegalStateException(e);
    }
  }

  private Decision.@Nullable Highest highest(List<OfferDecision> offers) {
    OfferDecision first = null;
    boolean undeterminedAbove = false;
    List<String> subjects = new ArrayList<>();
    for (OfferDecision offer : offers) {
      if (offer.rung() < 0 || (first != null && offer.rung() != first.rung())) {
        continue;
      }
      if (offer.status() == OfferDecision.Status.GRANTED) {
        first = offer;
        if (offer.of() != null && !subjects.contains(offer.of())) {
          subjects.add(offer.of());
        }
      }
    }
    if (first == null) {
      return null;
    }
    for (OfferDecision offer : offers) {
      undeterminedAbove |=
          offer.rung() >= 0
              && offer.rung() < first.rung()
              && offer.status() == OfferDecision.Status.UNDETERMINED;
    }
    return new Decision.Highest(first.offer(), List.copyOf(subjects), undeterminedAbove);
  }

  private static List<Decision.Held> held(CaseFacts facts, Explainer explainer) {
    return DecidedCase.ownMemberships(facts).stream()
        .filter(membership -> membership.activeOn(facts.application().asOf()))
        .sorted(Comparator.comparing(Membership::id, Line.NATURAL))
        .map(
            membership ->
                new Decision.Held(
                    membership.offer(),
                    membership.of(),
                    explainer.title(membership.offer(), membership.of()),
                    membership.since(),
                    membership.anniversary()))
        .toList();
  }

  /** Measurements that no finding shows, neither by themselves nor as a part. */
  private List<Measured> measures(
      StatementIndex statements, Judge judge, Explainer explainer, Accounting accounting) {
    List<Statement<Measurement>> all =
        statements.measurements().values().stream()
            .map(same -> same.get(0))
            .filter(stated -> accounting.isReported(stated.fact()))
            .toList();
    Set<StatementIndex.MeasureKey> parts = new HashSet<>();
    for (Statement<Measurement> stated : all) {
      for (Measurement part : stated.fact().parts()) {
        parts.add(StatementIndex.MeasureKey.of(part));
      }
    }
    return all.stream()
        .filter(stated -> !judge.isUsed(stated))
        .filter(stated -> !parts.contains(StatementIndex.MeasureKey.of(stated.fact())))
        .map(explainer::measured)
        .sorted(
            Comparator.comparingInt(this::place)
                .thenComparing(measured -> String.valueOf(measured.of()), Line.NATURAL)
                .thenComparing(measured -> String.valueOf(measured.at()), Line.NATURAL))
        .toList();
  }

  private int place(Measured measured) {
    return Objects.requireNonNull(manifest.measures().get(measured.measure())).place();
  }

  /** Nothing is told on the strength of a ledger that the case did not give. */
  private static List<Decision.Notice> notices(
      StatementIndex statements, Judge judge, Explainer explainer, Accounting accounting) {
    Set<Notice> seen = new HashSet<>();
    return statements.notices().stream()
        .filter(
            stated ->
                stated.fact().ifGranted() == null
                    || judge.isGranted(Objects.requireNonNull(stated.fact().ifGranted())))
        .filter(
            stated ->
                stated.premises().stream()
                    .noneMatch(
                        premise ->
                            premise instanceof Measurement measurement
                                && !accounting.isReported(measurement)))
        // Only now: one that may be told can be stated again by one that may not.
        .filter(stated -> seen.add(stated.fact()))
        .map(explainer::notice)
        .sorted(
            Comparator.comparing(
                    Decision.Notice::from, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(
                    Decision.Notice::until, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Decision.Notice::code)
                .thenComparing(notice -> String.valueOf(notice.about()), Line.NATURAL)
                .thenComparing(
                    Decision.Notice::amount, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Decision.Notice::text))
        .toList();
  }
}
