package tierwise.testing.internal.interpret;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.Problem;
import tierwise.ProgramYear;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.decide.Decider;
import tierwise.internal.decide.Once;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * The rules of one folder with all that the harness wants to know of them, ready to be run
 * directly, by Drools, or by the {@link Interpreter}. Immutable and safe for use by several
 * threads; what runs them is made when it is first needed.
 */
public final class TestedRules {
  private final RuleFolder folder;
  private final Manifest manifest;
  private final Messages messages;
  private final RuleModel model;
  private final Once<Interpreter> interpreter;
  private final RuleEngine direct;
  private final Decider decider;
  private final Function<RuleModel, RuleEngine> referenceBuilder;
  private final Once<RuleEngine> reference;

  private TestedRules(
      RuleFolder folder,
      Manifest manifest,
      Messages messages,
      RuleModel model,
      Once<Interpreter> interpreter,
      Function<RuleModel, RuleEngine> referenceBuilder) {
    this.folder = folder;
    this.referenceBuilder = referenceBuilder;
    this.reference = new Once<>(() -> referenceBuilder.apply(model));
    this.manifest = manifest;
    this.messages = messages;
    this.model = model;
    this.interpreter = interpreter;
    this.direct = new DirectEngine(model);
    this.decider =
        new Decider(
            new ProgramYear(
                folder.programme(),
                folder.year(),
                manifest.title(),
                manifest.from(),
                manifest.until()),
            folder.fingerprint(),
            manifest,
            messages,
            model,
            direct);
  }

  /** The rules of the folder, or {@code null} with the reasons among the problems. */
  public static @Nullable TestedRules read(RuleFolder folder, Problems problems) {
    return read(folder, Vocabulary.shared(), problems);
  }

  /**
   * The same, of rules that know other fact types.
   *
   * @param vocabulary what they know
   */
  public static @Nullable TestedRules read(
      RuleFolder folder, Vocabulary vocabulary, Problems problems) {
    RuleModel model = problems.sound(() -> RuleChecker.read(folder, vocabulary, problems));
    Manifest manifest = folder.manifest();
    Messages messages = folder.messages();
    return model == null || manifest == null || messages == null
        ? null
        : new TestedRules(
            folder,
            manifest,
            messages,
            model,
            new Once<>(() -> new Interpreter(model)),
            DroolsEngine::new);
  }

  /** The rules with one rule changed, or {@code null} if the checker refuses them. */
  public @Nullable TestedRules changed(String rule, SourceText file) {
    RuleModel other = RuleChecker.reread(folder, model, rule, file, new Problems());
    return other == null
        ? null
        : new TestedRules(
            folder,
            manifest,
            messages,
            other,
            new Once<>(() -> interpreter.get().changed(other)),
            referenceBuilder);
  }

  public RuleFolder folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  public Messages messages() {
    return messages;
  }

  public RuleModel model() {
    return model;
  }

  public Interpreter interpreter() {
    return interpreter.get();
  }

  /** {@code learning-partner/2021}. */
  public String name() {
    return folder.name();
  }

  /** What answers. */
  public RuleEngine engine() {
    return direct;
  }

  /** What is compared with it. */
  public RuleEngine reference() {
    return reference.get();
  }

  /** What of the case does not fit the rules; empty if all does. */
  public List<Problem> misfits(CaseFacts facts) {
    return decider.misfits(facts);
  }

  /**
   * What the rules decide.
   *
   * @throws RuleSetException if the case cannot be decided
   */
  public Decided decide(CaseFacts facts) {
    return decide(facts, direct);
  }

  /**
   * What the rules decide by the reference.
   *
   * @throws RuleSetException if the case cannot be decided
   */
  public Decided decideByReference(CaseFacts facts) {
    return decide(facts, reference());
  }

  /** The same rules beside another reference, which is built when it is first needed. */
  public TestedRules comparedWith(Function<RuleModel, RuleEngine> other) {
    return new TestedRules(folder, manifest, messages, model, interpreter, other);
  }

  /**
   * What the rules decide, run by the interpreter.
   *
   * @throws RuleSetException if the case cannot be decided
   */
  public Decided interpret(CaseFacts facts) {
    return decide(facts, interpreter.get());
  }

  /** What the rules decide of a case that nobody need be able to decide. */
  public @Nullable Decision decisionOn(CaseFacts facts) {
    try {
      return decide(facts).decision();
    } catch (RuleSetException e) {
      return null;
    }
  }

  /**
   * What the rules decide, run by the given engine.
   *
   * @throws RuleSetException if the case cannot be decided
   */
  public Decided decide(CaseFacts facts, RuleEngine engine) {
    Recording recording = new Recording(engine);
    Decision decision = decider.with(recording).decide(facts, StepBudget.USUAL);
    return new Decided(decision, recording.given, recording.stated);
  }

  /**
   * A decision and what it rests on.
   *
   * @param given the facts that the rules were given
   * @param stated what the rules stated of them
   */
  public record Decided(Decision decision, List<Object> given, List<Statement<?>> stated) {}

  /** Keeps what an engine was given and what it stated. */
  private static final class Recording implements RuleEngine {
    private final RuleEngine engine;
    private List<Object> given = List.of();
    private List<Statement<?>> stated = List.of();

    Recording(RuleEngine engine) {
      this.engine = engine;
    }

    @Override
    public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
      given = List.copyOf(Objects.requireNonNull(facts));
      stated = engine.run(facts, budget);
      return stated;
    }
  }
}
