package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tierwise.facts.Notice;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.RuleModel;

/** Drools decides some cases again, and takes over where it decides differently. */
class EngineGuardTest {
  private static final Function<RuleModel, RuleEngine> SOUND = DirectEngine::new;

  /** Work that waits until the test lets it be done. */
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private final Executor later = waiting::add;
  private final List<RuleSet.Difference> told = new ArrayList<>();
  private final RuleSettings settings =
      RuleSettings.usual().guardingEvery(3).guardingOn(later).tellingDifferences(told::add);

  private static RuleSet guild(RuleSettings settings) {
    return RuleSets.with(settings).in(CafeGuild.FOLDER).year("2024");
  }

  private static EnrollmentCase oneOrder() {
    return CafeGuild.withPurchases(1, purchase -> purchase.withChannel("Market"));
  }

  private void letTheGuardWork() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** An engine that loses statements, as a join that finds too little does. */
  private static Function<RuleModel, RuleEngine> wrong(Function<RuleModel, RuleEngine> engine) {
    return model ->
        new Changed(engine.apply(model)) {
          @Override
          public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
            return super.run(facts, budget).stream()
                .filter(stated -> !(stated.fact() instanceof Notice))
                .<Statement<?>>map(stated -> stated)
                .toList();
          }
        };
  }

  private static Function<RuleModel, RuleEngine> spent(Function<RuleModel, RuleEngine> engine) {
    return model ->
        new Changed(engine.apply(model)) {
          @Override
          public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
            throw RuleFailure.spent(null, 1, null);
          }
        };
  }

  private static class Changed implements RuleEngine {
    private final RuleEngine engine;

    Changed(RuleEngine engine) {
      this.engine = engine;
    }

    @Override
    public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
      return engine.run(facts, budget);
    }
  }

  @Test
  void everyThirdCaseIsDecidedAgainAndTheFirstIsTheThird() {
    RuleSet guild = guild(settings.run(SOUND, SOUND));
    guild.decide(oneOrder());
    guild.decide(oneOrder());
    assertThat(waiting).isEmpty();
    guild.decide(oneOrder());
    assertThat(waiting).hasSize(1);
    letTheGuardWork();
    assertThat(guild.status())
        .isEqualTo(new RuleSet.Status(RuleSettings.Engine.DIRECT, 3, 1, 0, 0, null));
    assertThat(told).isEmpty();
  }

  @Test
  void anAnswerNeverWaitsForTheGuard() {
    RuleSet guild = guild(settings.guardingEvery(1).run(SOUND, wrong(SOUND)));
    Decision first = guild.decide(oneOrder());
    assertThat(guild.decide(oneOrder())).isEqualTo(first);
    assertThat(guild.status().guarded()).isZero();
    assertThat(guild.status().dropped()).isEqualTo(1);
    assertThat(waiting).hasSize(1);
  }

  @Test
  void whereTheDirectEngineIsWrongDroolsTakesOver() {
    RuleSet guild = guild(settings.run(wrong(SOUND), SOUND));
    Decision right = guild(RuleSettings.usual().withoutGuard()).decide(oneOrder());
    Decision wrong = guild.decide(oneOrder());
    assertThat(wrong).isNotEqualTo(right);
    guild.decide(oneOrder());
    guild.decide(oneOrder());
    letTheGuardWork();
    assertThat(told)
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.direct()).isEqualTo(wrong);
              assertThat(difference.drools()).isEqualTo(right);
              assertThat(difference.enrollmentCase()).isNotNull();
            });
    assertThat(guild.status().engine()).isEqualTo(RuleSettings.Engine.DROOLS);
    assertThat(guild.status().difference()).isEqualTo(told.get(0));
    assertThat(guild.decide(oneOrder())).isEqualTo(right);
    assertThat(guild.status().decided()).as("decided directly").isEqualTo(3);
  }

  @Test
  void whereDroolsIsWrongItTakesOverAllTheSameAndBothAreTold() {
    RuleSet guild = guild(settings.guardingEvery(1).run(SOUND, wrong(SOUND)));
    Decision right = guild.decide(oneOrder());
    letTheGuardWork();
    assertThat(told).singleElement().extracting(RuleSet.Difference::direct).isEqualTo(right);
    assertThat(guild.status().engine()).isEqualTo(RuleSettings.Engine.DROOLS);
  }

  @Test
  void aReferenceThatCannotDecideIsCountedAndChangesNothing() {
    RuleSet guild = guild(settings.guardingEvery(1).run(SOUND, spent(SOUND)));
    guild.decide(oneOrder());
    letTheGuardWork();
    guild.decide(oneOrder());
    letTheGuardWork();
    assertThat(guild.status())
        .isEqualTo(new RuleSet.Status(RuleSettings.Engine.DIRECT, 2, 0, 0, 2, null));
    assertThat(told).isEmpty();
  }

  @Test
  void anExecutorMayRefuseTheWork() {
    Executor refusing =
        work -> {
          throw new RejectedExecutionException();
        };
    RuleSet guild = guild(settings.guardingEvery(1).guardingOn(refusing).run(SOUND, SOUND));
    guild.decide(oneOrder());
    guild.decide(oneOrder());
    assertThat(guild.status().dropped()).isEqualTo(2);
  }

  @Test
  void aListenerThatFailsHarmsNothing() {
    RuleSettings failing =
        settings
            .guardingEvery(1)
            .tellingDifferences(
                difference -> {
                  throw new IllegalStateException("the listener's own trouble");
                });
    RuleSet guild = guild(failing.run(SOUND, wrong(SOUND)));
    guild.decide(oneOrder());
    letTheGuardWork();
    assertThat(guild.status().difference()).isNotNull();
    assertThat(guild.decide(oneOrder())).isNotNull();
  }

  @Test
  void whatIsNotGuardedNeverBuildsTheReference() {
    RuleSet guild =
        guild(
            settings
                .withoutGuard()
                .run(
                    SOUND,
                    model -> {
                      throw new IllegalStateException("it is not wanted");
                    }));
    for (int i = 0; i < 10; i++) {
      guild.decide(oneOrder());
    }
    assertThat(waiting).isEmpty();
    assertThat(guild.status().failed()).isZero();
  }

  @Test
  void withoutAnExecutorTheGuardHasAThreadOfItsOwn() throws InterruptedException {
    RuleSet guild = guild(RuleSettings.usual().guardingEvery(1).run(SOUND, SOUND));
    guild.decide(oneOrder());
    for (int i = 0; i < 1_000 && guild.status().guarded() == 0; i++) {
      Thread.sleep(10);
    }
    assertThat(guild.status().guarded()).isEqualTo(1);
  }

  @Test
  void droolsCanDecideFromTheBeginning() {
    RuleSet guild = guild(settings.decidedBy(RuleSettings.Engine.DROOLS).run(wrong(SOUND), SOUND));
    assertThat(guild.decide(oneOrder()))
        .isEqualTo(guild(RuleSettings.usual().withoutGuard()).decide(oneOrder()));
    assertThat(guild.status().engine()).isEqualTo(RuleSettings.Engine.DROOLS);
    assertThat(guild.status().decided()).isZero();
  }
}
