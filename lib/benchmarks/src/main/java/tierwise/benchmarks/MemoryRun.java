package tierwise.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tierwise.EnrollmentCase;
import tierwise.RuleSets;
import tierwise.internal.drools.DroolsEngine;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.RuleModel;

/** Reads and builds rules over and over, as a server does that gets new rules while it runs. */
final class MemoryRun {
  private static final int LINES = 20;
  private static final StepBudget BUDGET = StepBudget.USUAL;

  private final Path folder = Rules2021.folder();
  private final EnrollmentCase enrollmentCase = SampleCase.withLines(LINES).enrollmentCase();
  private final RuleModel model;
  private final List<Object> inserted;

  MemoryRun() {
    Rules2021 rules = Rules2021.read(folder);
    model = rules.model();
    inserted = SampleCase.withLines(LINES).insertedFor(rules);
  }

  /** The network of Drools, with one run. */
  DroolsEngine network() {
    DroolsEngine engine = new DroolsEngine(model);
    engine.run(inserted, BUDGET);
    return engine;
  }

  /** From the folder, with one decision. */
  RuleSets build() {
    RuleSets rules = RuleSets.in(folder);
    rules.year(Rules2021.YEAR).decide(enrollmentCase);
    return rules;
  }

  /** Tells the memory in use, twenty times each. */
  static void measure(int networks, int builds, Consumer<String> out) {
    MemoryRun run = new MemoryRun();
    repeat("networks", networks, run::network, out);
    repeat("builds", builds, run::build, out);
  }

  private static void repeat(String what, int times, Runnable work, Consumer<String> out) {
    int every = Math.max(1, times / 20);
    for (int done = 1; done <= times; done++) {
      work.run();
      if (done % every == 0) {
        out.accept(String.format(Locale.ROOT, "%6d %-8s %s", done, what, MemoryUse.now()));
      }
    }
  }
}
