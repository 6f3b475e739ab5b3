package tierwise.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.testing.internal.draw.CaseGenerator;

/** Verdicts on a whole base of drawn partners, one after the other in one thread. */
final class ManyPartners {
  /** So many different ones are drawn beforehand; they are decided over and over. */
  private static final int DRAWN = 5_000;

  private static final int PARTS = 5;
  private static final double NANOS_OF_A_MICRO = 1_000;

  private ManyPartners() {}

  /** Tells what each part of so many partners takes, and the memory in use after it. */
  static void measure(int partners, Consumer<String> out) {
    Path folder = Rules2021.folder();
    Rules2021 rules = Rules2021.read(folder);
    RuleSet set =
        RuleSets.with(RuleSettings.usual().withoutGuard()).in(folder).year(Rules2021.YEAR);
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    List<EnrollmentCase> cases = new ArrayList<>();
    long lines = 0;
    for (long seed = 0; seed < DRAWN; seed++) {
      EnrollmentCase drawn = generator.draw(seed).toCase();
      cases.add(drawn);
      lines += set.decide(drawn).measurements().stream().mapToLong(m -> m.evidence().size()).sum();
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "%,d drawn partners of 2021, %,d of them different (%.1f lines counted by each)",
            partners,
            DRAWN,
            (double) lines / DRAWN));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long granted = 0;
    for (int part = 0; part < PARTS; part++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < partners / PARTS; i++) {
        granted += set.verdicts(cases.get(i % DRAWN)).highest() == null ? 0 : 1;
      }
      double nanos = threads.getCurrentThreadCpuTime() - before;
      out.accept(
          String.format(
              Locale.ROOT,
              "part %d: %.1f µs of the processor for each verdict; %s",
              part + 1,
              nanos * PARTS / partners / NANOS_OF_A_MICRO,
              MemoryUse.now()));
    }
    out.accept(String.format(Locale.ROOT, "%,d of them have a tier", granted));
  }
}
