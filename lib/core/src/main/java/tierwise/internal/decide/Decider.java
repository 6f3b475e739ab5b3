package tierwise.internal.decide;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.Verdicts;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/** Decides cases by one rule set. Immutable and safe for use by several threads. */
public final class Decider {
  private final ProgramYear year;
  private final String fingerprint;
  private final Messages messages;
  private final DecisionPlan plan;
  private final RuleEngine engine;
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
    this.messages = messages;
    this.plan = new DecisionPlan(manifest, model);
    this.engine = engine;
    this.places = new StatementPlaces(model, manifest, messages);
  }

  private Decider(Decider other, RuleEngine engine) {
    this.year = other.year;
    this.fingerprint = other.fingerprint;
    this.messages = other.messages;
    this.plan = other.plan;
    this.engine = engine;
    this.places = other.places;
  }

  /** The same, with the rules run by another engine. */
  public Decider with(RuleEngine other) {
    return new Decider(this, other);
  }

  /** What of the case does not fit the rules, such as names that they do not know. */
  public List<Problem> misfits(CaseFacts facts) {
    Problems problems = new Problems();
    new CaseBinder(plan, facts, problems).bind();
    return problems.inFileOrder();
  }

  /**
   * The decision: statuses and figures at once, words and evidence when somebody asks for them. All
   * that can be wrong is found here.
   *
   * @throws RuleSetException if the case does not fit the rules, or the rules break a law on it
   */
  public Decision decide(CaseFacts facts, StepBudget budget) {
    Judged judged = judge(facts, budget);
    Notices notices = judged.notices();
    return new Decision(
        year.name(),
        year.title(),
        fingerprint,
        facts.application().asOf(),
        highest(judged.offers()),
        judged.offers(),
        notices::held,
        judged.explainer()::measurements,
        notices::notices);
  }

  /**
   * Statuses and figures only. For them the rules of {@link VerdictRules} are enough.
   *
   * @throws RuleSetException as {@link #decide} does, where these rules are to blame
   */
  public Verdicts verdicts(CaseFacts facts, StepBudget budget) {
    List<OfferDecision> offers = judge(facts, budget).offers();
    return Verdicts.of(
        year.name(), fingerprint, facts.application().asOf(), highest(offers), offers);
  }

  private record Judged(List<OfferDecision> offers, Explainer explainer, Notices notices) {}

  private Judged judge(CaseFacts facts, StepBudget budget) {
    Problems problems = new Problems();
    BoundCase bound = new CaseBinder(plan, facts, problems).bind();
    problems.throwIfErrors();
    StatementIndex statements =
        new StatementIndex(plan, places, bound, run(bound, budget, problems));
    MeasuredLines lines = new MeasuredLines(statements);
    // As many again for the accounting and for the judge as for the rules, each bounded by itself.
    long steps = budget.stepsFor(bound.inserted().size());
    new Accounting(plan, statements, lines, problems).check(steps);
    problems.throwIfErrors();
    Explainer explainer = new Explainer(plan, messages, statements, lines);
    List<OfferDecision> offers =
        new Judge(plan, statements, explainer, problems, steps).decisions();
    problems.throwIfErrors();
    return new Judged(offers, explainer, new Notices(messages, statements, explainer));
  }

  private List<Statement<?>> run(BoundCase bound, StepBudget budget, Problems problems) {
    try {
      return engine.run(bound.inserted(), budget);
    } catch (RuleFailure e) {
      e.tell(problems);
      problems.throwIfErrors();
      throw new IllegalStateException(e);
    }
  }

  /**
   * The first rung of the ladder on which something is granted, with all its subjects. A higher one
   * that is undetermined is told beside it: what is granted now may not be the most.
   */
  private static Decision.@Nullable Highest highest(List<OfferDecision> offers) {
    OfferDecision first = null;
    boolean undeterminedAbove = false;
    Set<String> subjects = new LinkedHashSet<>();
    for (OfferDecision offer : offers) {
      if (offer.rung() < 0 || (first != null && offer.rung() != first.rung())) {
        continue;
      }
      if (offer.status() == OfferDecision.Status.GRANTED) {
        first = offer;
        if (offer.of() != null) {
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
}
