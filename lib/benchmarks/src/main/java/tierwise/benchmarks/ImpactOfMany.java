package tierwise.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.analysis.impact.Impact;
import tierwise.analysis.impact.ImpactListener;
import tierwise.analysis.impact.ImpactStudy;
import tierwise.analysis.population.Candidate;
import tierwise.analysis.population.DrawnPopulation;
import tierwise.analysis.population.Population;

/** The impact of a year on a whole base of drawn partners, beside two plain loops of verdicts. */
final class ImpactOfMany {
  /** So many different ones are drawn beforehand; they are decided over and over. */
  private static final int DRAWN = 5_000;

  private static final int THREADS = 2;
  private static final double NANOS_OF_A_SECOND = 1e9;

  private ImpactOfMany() {}

  /** Tells how long each takes with two threads, and the memory in use afterwards. */
  static void measure(int partners, Consumer<String> out) {
    RuleSets rules =
        RuleSets.with(RuleSettings.usual().withoutGuard())
            .onClassPath(ImpactOfMany.class.getClassLoader());
    RuleSet before = rules.year(Rules2021.YEAR);
    RuleSet after = rules.year("learning-partner/2022");
    List<EnrollmentCase> cases = new ArrayList<>();
    try (Stream<Candidate> drawn = DrawnPopulation.of(before, DRAWN).candidates()) {
      drawn.forEach(each -> cases.add(Objects.requireNonNull(each.read())));
    }
    Population population =
        Population.numbered("partners", "partner", partners, at -> cases.get((int) (at % DRAWN)));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS - 1);
    try {
      ImpactStudy study = ImpactStudy.of(before, after).withUndone(0);
      study.run(Population.of("to get warm", cases), threads, new ImpactListener() {});
      loops(before, after, cases, DRAWN, threads);
      double plain = loops(before, after, cases, partners, threads);
      out.accept(String.format(Locale.ROOT, "two plain loops of verdicts: %.1f s", plain));
      long begin = System.nanoTime();
      Impact impact = study.run(population, threads, new ImpactListener() {});
      double seconds = (System.nanoTime() - begin) / NANOS_OF_A_SECOND;
      out.accept(
          String.format(
              Locale.ROOT,
              "impact on %,d partners, of whom %,d move: %.1f s, %.2f times as long; %s",
              impact.partners(),
              impact.changed(),
              seconds,
              seconds / plain,
              MemoryUse.now()));
    } finally {
      threads.shutdownNow();
    }
  }

  /** Both years decide all partners, each of two threads a half of them; in seconds. */
  private static double loops(
      RuleSet before, RuleSet after, List<EnrollmentCase> cases, int number, ExecutorService pool) {
    long begin = System.nanoTime();
    Future<Long> half = pool.submit(() -> loop(before, after, cases, number / 2, number));
    long granted = loop(before, after, cases, 0, number / 2);
    try {
      granted += half.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (granted == 0) {
      throw new IllegalStateException("nobody has a tier");
    }
    return (System.nanoTime() - begin) / NANOS_OF_A_SECOND;
  }

  private static long loop(
      RuleSet before, RuleSet after, List<EnrollmentCase> cases, int from, int until) {
    long granted = 0;
    for (int i = from; i < until; i++) {
      EnrollmentCase each = cases.get(i % DRAWN);
      granted += before.verdicts(each).highest() == null ? 0 : 1;
      granted += after.verdicts(each).highest() == null ? 0 : 1;
    }
    return granted;
  }
}
