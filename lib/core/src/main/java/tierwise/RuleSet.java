package tierwise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CasePart;
import tierwise.internal.casefile.CaseSchema;
import tierwise.internal.casefile.KeptFacts;
import tierwise.internal.decide.Decider;
import tierwise.internal.decide.Once;
import tierwise.internal.decide.VerdictRules;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.language.check.ReadSet;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.check.RuleTexts;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.opened.OpenedCases;
import tierwise.internal.opened.OpenedRules;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * The checked rules of one programme year.
 *
 * <p>Immutable but for what its guard has found, and safe for use by several threads. They are made
 * ready when the first case is decided, or when {@link #prepare()} is called: that takes a tenth of
 * a second in a fresh Java machine and some milliseconds later.
 */
public final class RuleSet {
  static {
    OpenedRules.openedBy(
        rules -> new OpenedRules(rules.manifest, rules.messages, rules.model, rules.folder.drl()),
        RuleSet::rewritten);
  }

  private final RuleFolder folder;
  private final ProgramYear programYear;
  private final String fingerprint;
  private final Manifest manifest;
  private final Messages messages;
  private final RuleModel model;
  private final ReadSet reads;
  private final RuleSettings settings;
  private final EngineGuard guard;

  /** The texts that the rules write. */
  private final Once<Set<String>> codes;

  private volatile @Nullable Decider direct;
  private volatile @Nullable Decider drools;

  /** Decides directly with the rules that verdicts need. */
  private volatile @Nullable Decider verdicts;

  private RuleSet(
      RuleFolder folder,
      Manifest manifest,
      Messages messages,
      RuleModel model,
      @Nullable LocalDate until,
      RuleSettings settings) {
    this.folder = folder;
    this.programYear =
        new ProgramYear(
            folder.programme(), folder.year(), manifest.title(), manifest.from(), until);
    this.fingerprint = folder.fingerprint();
    this.manifest = manifest;
    this.messages = messages;
    this.model = model;
    this.reads = ReadSet.of(model, manifest);
    this.settings = settings;
    this.codes = new Once<>(() -> RuleTexts.of(model, manifest));
    this.guard = new EngineGuard(settings, this::byDrools);
  }

  /**
   * The rules of a folder, or {@code null} with the reasons among the problems.
   *
   * @param until the first day on which they no longer hold; {@code null} if they hold on
   */
  static @Nullable RuleSet check(
      RuleFolder folder, @Nullable LocalDate until, RuleSettings settings, Problems problems) {
    RuleModel model = RuleChecker.read(folder, problems);
    Manifest manifest = folder.manifest();
    Messages messages = folder.messages();
    return model == null || manifest == null || messages == null
        ? null
        : new RuleSet(folder, manifest, messages, model, until, settings);
  }

  /** These rules with other DRL files; {@code null} if those cannot be used with the rest. */
  private static @Nullable RuleSet rewritten(RuleSet rules, List<SourceText> drl) {
    RuleFolder was = rules.folder;
    RuleFolder folder =
        new RuleFolder(
            was.programme(),
            was.year(),
            was.path(),
            was.manifest(),
            was.messages(),
            List.copyOf(drl),
            was.trusted(),
            was.complete(),
            was.fingerprint());
    Problems problems = new Problems();
    RuleSet set = check(folder, rules.programYear.until(), rules.settings, problems);
    return problems.hasErrors() ? null : set;
  }

  /** The year, with the days for which it holds. */
  public ProgramYear programYear() {
    return programYear;
  }

  /**
   * Identifies the rules: a SHA-256 over the manifest, the DRL files and the messages, after {@code
   * sha256:}. Line ends do not matter, nor do cases.
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
   *     budget has, see {@link RuleSettings#withBudget}
   */
  public Decision decide(EnrollmentCase enrollmentCase) {
    Objects.requireNonNull(enrollmentCase, "enrollmentCase");
    Decider decider = decider();
    Decision decision = decider.decide(enrollmentCase.facts(), settings.budget());
    if (decider == direct) {
      guard.decided(enrollmentCase, decision);
    }
    return decision;
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
    Objects.requireNonNull(enrollmentCase, "enrollmentCase");
    return ofVerdicts().verdicts(enrollmentCase.facts(), settings.budget());
  }

  /**
   * What these rules can decide of a case that was written for others.
   *
   * @param enrollmentCase the case without what does not fit
   * @param misfits what was taken away; empty if all fits
   */
  public record Fitting(EnrollmentCase enrollmentCase, List<Misfit> misfits) {
    /** Keeps its own copy. */
    public Fitting {
      misfits = List.copyOf(misfits);
    }
  }

  /**
   * Something that the rules do not know, such as a fact of a type that another year declares.
   *
   * @param type the type of the fact; {@code Subject} for something that the application asks for
   * @param id what it is called; empty if it has no name
   * @param problems what the rules say of it
   */
  public record Misfit(String type, String id, List<Problem> problems) {
    /** Keeps its own copy. */
    public Misfit {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The case without the facts that do not fit these rules. What is wrong with the application or
   * the partner itself stays, and is told when the case is decided.
   */
  public Fitting fitting(EnrollmentCase enrollmentCase) {
    CaseFacts facts = Objects.requireNonNull(enrollmentCase, "enrollmentCase").facts();
    if (misfits(facts).isEmpty()) {
      return new Fitting(enrollmentCase, List.of());
    }
    List<CasePart> kept = new ArrayList<>();
    List<Misfit> misfits = new ArrayList<>();
    List<Problem> ofTheRest = misfits(facts.keeping(List.of()));
    for (CasePart part : facts.parts()) {
      List<Problem> problems = new ArrayList<>(misfits(facts.keeping(List.of(part))));
      problems.removeAll(ofTheRest);
      if (problems.isEmpty()) {
        kept.add(part);
      } else {
        misfits.add(new Misfit(part.type(), part.id(), problems));
      }
    }
    return new Fitting(OpenedCases.of(facts.keeping(kept)), misfits);
  }

  /** What of the case does not fit these rules; empty if all does. */
  List<Problem> misfits(CaseFacts facts) {
    return decider().misfits(facts);
  }

  Decision decide(CaseFacts facts) {
    return decider().decide(facts, settings.budget());
  }

  /**
   * The case with no more than these rules read of it: without the facts that they do not read, and
   * without the values of the others that they do not read, but for those that a fact cannot be
   * without, such as its id. They decide it as they decide the whole case. It has no name.
   */
  public EnrollmentCase onlyRead(EnrollmentCase enrollmentCase) {
    Objects.requireNonNull(enrollmentCase, "enrollmentCase");
    return OpenedCases.of(KeptFacts.read(enrollmentCase.facts(), model, reads));
  }

  /**
   * The case with other texts in the place of those that name somebody or something of the
   * partner's: ids, names, numbers of documents, what an attestation is about, and texts of
   * declared facts. A text that the rules or the manifest write stays, and what is replaced in one
   * place is replaced in all. Since rules only ask whether texts are the same, they decide it as
   * they decide the case, but for these names and what is ordered by them. It has no name of its
   * own.
   *
   * @param names gives the other text, of at most 200 characters; different ones for different
   *     texts
   * @throws IllegalArgumentException if it gives one text for two
   */
  public EnrollmentCase renamed(EnrollmentCase enrollmentCase, UnaryOperator<String> names) {
    Objects.requireNonNull(enrollmentCase, "enrollmentCase");
    Objects.requireNonNull(names, "names");
    return OpenedCases.of(KeptFacts.renamed(enrollmentCase.facts(), model, codes.get(), names));
  }

  /**
   * Makes the rules ready now rather than with the first decision. Does nothing if they are.
   *
   * @return this rule set
   */
  public RuleSet prepare() {
    decider();
    return this;
  }

  /**
   * The engines of one rule set, as they are at one moment.
   *
   * @param engine what decides now
   * @param decided how many cases were decided directly
   * @param guarded how many of those Drools has decided again
   * @param dropped how many it should have, but was still at work on another or was refused a
   *     thread
   * @param failed how many Drools could not decide
   * @param difference the case that was decided differently; {@code null} if there is none
   */
  public record Status(
      RuleSettings.Engine engine,
      long decided,
      long guarded,
      long dropped,
      long failed,
      @Nullable Difference difference) {}

  /**
   * A case that the engines decide differently, which is a mistake of this library.
   *
   * @param enrollmentCase the case
   * @param direct what was decided, and given as the answer
   * @param drools what Drools decides
   */
  public record Difference(EnrollmentCase enrollmentCase, Decision direct, Decision drools) {}

  /** What decides now, and what the guard has seen so far. */
  public Status status() {
    Difference difference = guard.difference();
    return new Status(
        difference == null ? settings.engine() : RuleSettings.Engine.DROOLS,
        guard.decided(),
        guard.guarded(),
        guard.dropped(),
        guard.failed(),
        difference);
  }

  private Decider decider() {
    return settings.engine() == RuleSettings.Engine.DROOLS || guard.difference() != null
        ? byDrools()
        : directly();
  }

  private Decider directly() {
    Decider ready = direct;
    if (ready == null) {
      synchronized (guard) {
        ready = direct == null ? built(RuleSettings.Engine.DIRECT, model) : direct;
        direct = ready;
      }
    }
    return ready;
  }

  /** Built when it is first needed; a failure is told to whoever needs it, and tried again. */
  private Decider byDrools() {
    Decider ready = drools;
    if (ready == null) {
      synchronized (guard) {
        ready = drools == null ? built(RuleSettings.Engine.DROOLS, model) : drools;
        drools = ready;
      }
    }
    return ready;
  }

  private Decider built(RuleSettings.Engine engine, RuleModel rules) {
    return new Decider(
        programYear, fingerprint, manifest, messages, rules, settings.build(engine, rules));
  }

  /** Decides with the rules that verdicts need. */
  private Decider ofVerdicts() {
    if (decider() == drools) {
      return byDrools();
    }
    Decider ready = verdicts;
    if (ready == null) {
      synchronized (guard) {
        ready = verdicts;
        if (ready == null) {
          RuleModel needed = VerdictRules.of(model);
          ready =
              needed.rules().size() == model.rules().size()
                  ? directly()
                  : built(RuleSettings.Engine.DIRECT, needed);
          verdicts = ready;
        }
      }
    }
    return ready;
  }

  /** What the rules read of the facts. */
  ReadSet reads() {
    return reads;
  }

  Manifest manifest() {
    return manifest;
  }

  RuleModel model() {
    return model;
  }

  /** The name of the year. */
  @Override
  public String toString() {
    return programYear.name();
  }
}
