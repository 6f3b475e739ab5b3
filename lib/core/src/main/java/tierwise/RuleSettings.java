package tierwise;

import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.TrustedClass;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.Vocabulary;

/**
 * What is settled before rules are read: how they are run, how that is watched over, how much a
 * decision may take, and what rules may call. Immutable and safe for use by several threads.
 *
 * <pre>{@code
 * RuleSets rules = RuleSets.with(RuleSettings.usual().allowing(Prices.class)).in(directory);
 * }</pre>
 */
public final class RuleSettings {
  /** What runs the rules. All come to the same decisions; they differ in what they take. */
  public enum Engine {
    /** The rules are applied directly; a decision takes well below a millisecond. */
    DIRECT,

    /** Drools runs the rules; a decision takes some ten times as long. */
    DROOLS
  }

  private static final int USUAL_INTERVAL = 1_000;

  private static final RuleSettings USUAL =
      new RuleSettings(
          Engine.DIRECT,
          USUAL_INTERVAL,
          null,
          difference -> {},
          StepBudget.USUAL,
          List.of(),
          List.of(),
          DirectEngine::new,
          DroolsEngine::new);

  private final Engine engine;
  private final int guardInterval;
  private final @Nullable Executor guardExecutor;
  private final Consumer<RuleSet.Difference> listener;
  private final StepBudget budget;
  private final List<TrustedClass> trusted;
  private final List<PublicKey> signers;
  private final Function<RuleModel, RuleEngine> direct;
  private final Function<RuleModel, RuleEngine> drools;

  private RuleSettings(
      Engine engine,
      int guardInterval,
      @Nullable Executor guardExecutor,
      Consumer<RuleSet.Difference> listener,
      StepBudget budget,
      List<TrustedClass> trusted,
      List<PublicKey> signers,
      Function<RuleModel, RuleEngine> direct,
      Function<RuleModel, RuleEngine> drools) {
    this.engine = engine;
    this.guardInterval = guardInterval;
    this.guardExecutor = guardExecutor;
    this.listener = listener;
    this.budget = budget;
    this.trusted = trusted;
    this.signers = signers;
    this.direct = direct;
    this.drools = drools;
  }

  /**
   * Rules are applied directly, and Drools decides every thousandth case of a rule set again, in
   * the background. A decision may take 100,000 steps and 1,000 more for each fact of its case.
   * Rules call nothing but the helpers of the language.
   */
  public static RuleSettings usual() {
    return USUAL;
  }

  /** The same with another engine. */
  public RuleSettings decidedBy(Engine other) {
    return new RuleSettings(
        Objects.requireNonNull(other, "other"),
        guardInterval,
        guardExecutor,
        listener,
        budget,
        trusted,
        signers,
        direct,
        drools);
  }

  /**
   * The same with another guard: Drools decides each so many-th case of a rule set again, after its
   * decision was given. One case of a rule set is looked at at a time; those that come meanwhile
   * are left out and counted. On the first difference the rule set is decided by Drools from then
   * on, and the log, {@link RuleSet#status()} and the listener say so.
   *
   * @param cases every how many cases, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public RuleSettings guardingEvery(int cases) {
    if (cases < 1) {
      throw new IllegalArgumentException("every " + cases + " cases cannot be guarded");
    }
    return new RuleSettings(
        engine, cases, guardExecutor, listener, budget, trusted, signers, direct, drools);
  }

  /** The same without a guard: Drools is not even loaded. */
  public RuleSettings withoutGuard() {
    return new RuleSettings(
        engine, 0, guardExecutor, listener, budget, trusted, signers, direct, drools);
  }

  /**
   * The same with an executor for the guard, which may refuse work. Without this a daemon thread
   * does it that ends when it has nothing to do.
   */
  public RuleSettings guardingOn(Executor executor) {
    return new RuleSettings(
        engine,
        guardInterval,
        Objects.requireNonNull(executor, "executor"),
        listener,
        budget,
        trusted,
        signers,
        direct,
        drools);
  }

  /**
   * The same with a listener that is told when the engines decide a case differently, at most once
   * for a rule set, in the thread of the guard. What it throws is logged.
   */
  public RuleSettings tellingDifferences(Consumer<RuleSet.Difference> other) {
    return new RuleSettings(
        engine,
        guardInterval,
        guardExecutor,
        Objects.requireNonNull(other, "other"),
        budget,
        trusted,
        signers,
        direct,
        drools);
  }

  /**
   * The same with another budget for each decision.
   *
   * <p>A step is one fact looked at by one condition, one helper called, or one piece of evidence;
   * each statement is five more. The lines that all measurements must account for may be as many
   * again. Nothing in a rule can loop, or call what is not bounded itself, and what rules make does
   * not grow from one to the next, so that the steps bound the work. A decision that would take
   * more ends in a problem that names the rule, and leaves the rules as they were. Rules of the
   * size of a programme year take some 40 steps for each ledger line and some 50 more for each
   * subject in play.
   *
   * @param stepsOfAnyCase how many steps any decision may take, at least 1
   * @param stepsPerFact how many more for each fact that is given to the rules, at least 0
   * @throws IllegalArgumentException if a number is too small
   */
  public RuleSettings withBudget(long stepsOfAnyCase, long stepsPerFact) {
    return new RuleSettings(
        engine,
        guardInterval,
        guardExecutor,
        listener,
        new StepBudget(stepsOfAnyCase, stepsPerFact),
        trusted,
        signers,
        direct,
        drools);
  }

  /**
   * The same, but rules can call the public static methods of classes of the embedding program,
   * beside the helpers of the language. A rule file imports them as {@code import static
   * com.example.Prices.*}.
   *
   * <p>Rules can call those methods that take texts, whole numbers, decimals, dates, yes/no or
   * facts of {@code tierwise.facts} and give a text, a number, a date or a yes/no; no other method
   * exists for them. The methods must not give {@code null} unless the type is a primitive one,
   * must always give the same for the same, and may be called by several threads.
   *
   * <p>What this gives away: whoever writes rules can call these methods with any values of a case,
   * as often as the budget of a decision lets them. Nothing holds back what the methods do, and
   * what one call costs is no part of the budget. List classes that were written for rules, not
   * those that happen to have something useful. Their names and class files are part of {@link
   * RuleSet#fingerprint()}; the classes that they use are not.
   *
   * @throws IllegalArgumentException if a class is not public, is in a package that its module does
   *     not export, has no name or no class file, is one of Java or of this library, or has a
   *     method with the name of a helper
   */
  public RuleSettings allowing(Class<?>... classes) {
    List<TrustedClass> all =
        Stream.concat(
                trusted.stream(),
                Given.all("classes", Arrays.asList(classes)).stream()
                    .distinct()
                    .map(TrustedClass::of))
            .distinct()
            .toList();
    // Says at once if a method has the name of a helper.
    Vocabulary.shared().calling(all);
    return new RuleSettings(
        engine, guardInterval, guardExecutor, listener, budget, all, signers, direct, drools);
  }

  /**
   * The same, but only years are taken that were published as they are, and signed with one of
   * these Ed25519 keys; see {@code tierwise publish --sign}. Others are problems.
   *
   * @throws IllegalArgumentException if no key is given, or one of another sort
   */
  public RuleSettings signedBy(PublicKey... keys) {
    List<PublicKey> given = Given.all("keys", Arrays.asList(keys));
    if (given.isEmpty() || !given.stream().allMatch(RuleSettings::isEd25519)) {
      throw new IllegalArgumentException("at least one key is wanted, and only those of Ed25519");
    }
    return new RuleSettings(
        engine, guardInterval, guardExecutor, listener, budget, trusted, given, direct, drools);
  }

  private static boolean isEd25519(PublicKey key) {
    return key instanceof EdECPublicKey curve && curve.getParams().getName().equals("Ed25519");
  }

  /** The same with other engines: how tests break one of them. */
  RuleSettings run(
      Function<RuleModel, RuleEngine> otherDirect, Function<RuleModel, RuleEngine> otherDrools) {
    return new RuleSettings(
        engine,
        guardInterval,
        guardExecutor,
        listener,
        budget,
        trusted,
        signers,
        otherDirect,
        otherDrools);
  }

  Engine engine() {
    return engine;
  }

  /** Every how many cases are guarded; 0 if none is. */
  int guardInterval() {
    return guardInterval;
  }

  @Nullable Executor guardExecutor() {
    return guardExecutor;
  }

  Consumer<RuleSet.Difference> listener() {
    return listener;
  }

  StepBudget budget() {
    return budget;
  }

  List<TrustedClass> trusted() {
    return trusted;
  }

  /** Who must have signed each year; empty if nobody must. */
  List<PublicKey> signers() {
    return signers;
  }

  RuleEngine build(Engine which, RuleModel model) {
    return (which == Engine.DIRECT ? direct : drools).apply(model);
  }
}
