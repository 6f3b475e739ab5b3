package tierwise;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseSchema;
import tierwise.internal.decide.Decider;
import tierwise.internal.decide.VerdictRules;
import tierwise.internal.drools.RuleBase;
import tierwise.internal.drools.RuleCompiler;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.language.ReadSet;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleReader;
import tierwise.internal.source.Problems;

/**
 * The checked rules of one programme year.
 *
 * <p>Immutable and safe for use by several threads. They are built into something that runs when
 * the first case is decided, or when {@link #prepare()} is called: that takes seconds in a fresh
 * Java machine and some hundred milliseconds later.
 */
public final class RuleSet {
  private static final Logger LOG = LoggerFactory.getLogger(RuleSet.class);

  private final ProgramYear programYear;
  private final String fingerprint;
  private final Manifest manifest;
  private final Messages messages;
  private final RuleModel model;
  private final ReadSet reads;
  private final StepBudget budget;
  private final Built built;

  /**
   * The decider, once it is made, or why it cannot be: trying again would take long and tell the
   * same. Shared by rule sets that differ in their budget only.
   */
  private static final class Built {
    private volatile @Nullable Decider decider;

    /** The same with the rules that verdicts need; made when somebody wants verdicts. */
    private volatile @Nullable Decider ofVerdicts;

    private @Nullable List<Problem> refused;
  }

  private RuleSet(RuleFolder folder, Manifest manifest, Messages messages, RuleModel model) {
    this.programYear =
        new ProgramYear(
            folder.programme(), folder.year(), manifest.title(), manifest.from(), manifest.until());
    this.fingerprint = folder.fingerprint();
    this.manifest = manifest;
    this.messages = messages;
    this.model = model;
    this.reads = ReadSet.of(model, manifest);
    this.budget = StepBudget.USUAL;
    this.built = new Built();
  }

  private RuleSet(RuleSet other, StepBudget budget) {
    this.programYear = other.programYear;
    this.fingerprint = other.fingerprint;
    this.manifest = other.manifest;
    this.messages = other.messages;
    this.model = other.model;
    this.reads = other.reads;
    this.budget = budget;
    this.built = other.built;
  }

  RuleSet withBudget(StepBudget other) {
    return new RuleSet(this, other);
  }

  /** The rules of a folder, or {@code null} with the reasons among the problems. */
  static @Nullable RuleSet check(RuleFolder folder, Problems problems) {
    RuleModel model = RuleReader.read(folder, problems);
    Manifest manifest = folder.manifest();
    Messages messages = folder.messages();
    return model == null || manifest == null || messages == null
        ? null
        : new RuleSet(folder, manifest, messages, model);
  }

  /** The year, with the days for which it holds. */
  public ProgramYear programYear() {
    return programYear;
  }

  /**
   * Identifies the rules: a SHA-256 over the manifest and the DRL files, after {@code sha256:}.
   * Line ends do not matter, nor do messages and cases.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /** The names of everything that can be granted, as the manifest lists them. */
  public List<String> offers() {
    return List.copyOf(manifest.offers().keySet());
  }

  /**
   * The measures of which the manifest says that lines added to a ledger can make them worse:
   * averages, and measures with an upper bound. More lines do no harm to any other.
   */
  public List<String> measuresThatMayFall() {
    return manifest.measures().values().stream()
        .filter(Manifest.MeasureSpec::mayFall)
        .map(Manifest.MeasureSpec::name)
        .toList();
  }

  /** The codes of all notices that decisions can hold. */
  public List<String> notices() {
    return List.copyOf(messages.codes(Messages.Section.NOTICES));
  }

  /**
   * The JSON Schema (draft 2020-12) of the case files of the year, for editors and for programs
   * that write cases: the facts, which of their values are needed, and the closed lists of the
   * manifest. Needs no build of the rules.
   */
  public String caseSchema() {
    return JsonLayout.write(CaseSchema.of(programYear.name(), manifest, model, reads));
  }

  /**
   * Decides a case by these rules, whatever its day.
   *
   * @throws RuleSetException if the case does not fit the rules, such as a competency that is not
   *     on the year's list, or if the rules break a law of theirs on this case, such as a ledger
   *     line that is neither counted nor left out, or if the decision takes more steps than its
   *     budget has, see {@link RuleSets#withBudget}
   */
  public Decision decide(EnrollmentCase enrollmentCase) {
    return decide(enrollmentCase.facts());
  }

  /**
   * What is granted, and which figures are missing for the rest: exactly that part of what {@link
   * #decide(EnrollmentCase)} decides, see {@link Decision#verdicts()}, without the words, the
   * evidence and the notices. Only the rules run that statuses and figures need, so it takes less
   * time and memory where many cases are decided.
   *
   * @throws RuleSetException as {@link #decide(EnrollmentCase)} does; not if only a rule is to
   *     blame that verdicts do not need
   */
  public Verdicts verdicts(EnrollmentCase enrollmentCase) {
    return preparedForVerdicts().verdicts(enrollmentCase.facts(), budget);
  }

  /** What of the case does not fit these rules; empty if all does. */
  List<Problem> misfits(CaseFacts facts) {
    return prepared().misfits(facts);
  }

  Decision decide(CaseFacts facts) {
    return prepared().decide(facts, budget);
  }

  /**
   * Builds the rules now rather than with the first decision. Does nothing if they are built.
   *
   * @return this rule set
   */
  public RuleSet prepare() {
    prepared();
    return this;
  }

  private Decider prepared() {
    Decider ready = built.decider;
    if (ready != null) {
      return ready;
    }
    synchronized (built) {
      ready = built.decider;
      if (ready == null) {
        ready = build(model);
        built.decider = ready;
        LOG.debug("Built {} ({} rules, {})", programYear, model.rules().size(), fingerprint);
      }
      return ready;
    }
  }

  private Decider preparedForVerdicts() {
    Decider ready = built.ofVerdicts;
    if (ready != null) {
      return ready;
    }
    synchronized (built) {
      ready = built.ofVerdicts;
      if (ready == null) {
        RuleModel needed = VerdictRules.of(model);
        boolean all = needed.rules().size() == model.rules().size();
        ready = all ? prepared() : build(needed);
        built.ofVerdicts = ready;
        LOG.debug("Built verdicts of {} ({} rules)", programYear, needed.rules().size());
      }
      return ready;
    }
  }

  /** To be called by one thread at a time. */
  private Decider build(RuleModel rules) {
    if (built.refused != null) {
      throw new RuleSetException(built.refused);
    }
    try {
      return new Decider(programYear, fingerprint, manifest, messages, rules, engine(rules));
    } catch (RuleSetException e) {
      built.refused = e.problems();
      throw e;
    }
  }

  /** What runs the rules. */
  private static RuleEngine engine(RuleModel rules) {
    return RuleBase.load(rules, RuleCompiler.compile(rules));
  }

  /** What the rules read of the facts. */
  ReadSet reads() {
    return reads;
  }

  Manifest manifest() {
    return manifest;
  }

  /** The name of the year. */
  @Override
  public String toString() {
    return programYear.name();
  }
}
