package tierwise.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.OfferDecision;
import tierwise.Problem;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.live.DecisionListener;
import tierwise.live.LiveRules;

/**
 * Counts decisions, refusals, swaps and differences. Programmes, years, statuses and the codes of
 * problems are few, so that the meters are, too.
 */
final class RuleMetrics implements DecisionListener, MeterBinder {
  private final Supplier<MeterRegistry> registry;
  private final Supplier<LiveRules> live;
  private final ShadowYears shadows;

  RuleMetrics(Supplier<MeterRegistry> registry, Supplier<LiveRules> live, ShadowYears shadows) {
    this.registry = registry;
    this.live = live;
    this.shadows = shadows;
  }

  @Override
  public void decided(EnrollmentCase enrollmentCase, Decision decision, Duration took) {
    Tags year = year(decision.programYear());
    registry.get().timer("tierwise.decisions", year).record(took);
    for (OfferDecision offer : decision.offers()) {
      registry
          .get()
          .counter("tierwise.offers", year.and(lower("status", offer.status())))
          .increment();
    }
  }

  @Override
  public void refused(EnrollmentCase enrollmentCase, RuleSetException why) {
    String code = why.problems().stream().findFirst().map(Problem::code).orElse("none");
    registry.get().counter("tierwise.refusals", "problem", code).increment();
  }

  /** New rules, or rules that were refused. */
  void changed(LiveRules.Change change) {
    registry
        .get()
        .counter("tierwise.reloads", Tags.of(lower("outcome", change.outcome())))
        .increment();
  }

  /** The engines disagree. */
  void differ(RuleSet.Difference difference) {
    registry
        .get()
        .counter("tierwise.guard.differences", year(difference.direct().programYear()))
        .increment();
  }

  @Override
  public void bindTo(MeterRegistry to) {
    Gauge.builder("tierwise.rules.ready", () -> live.get().status().ready() ? 1 : 0)
        .description("1 if there are rules to decide with")
        .register(to);
    Gauge.builder("tierwise.rules.current", () -> live.get().status().upToDate() ? 1 : 0)
        .description("0 if the rules that were saved last were refused or taken back")
        .register(to);
    shadows
        .counts()
        .forEach(
            (outcome, count) ->
                FunctionCounter.builder("tierwise.shadows", count, AtomicLong::get)
                    .description("Cases that a shadow year decided beside the year that holds")
                    .tag("outcome", outcome)
                    .register(to));
  }

  private static Tags year(String name) {
    int slash = name.indexOf('/');
    return Tags.of("programme", name.substring(0, slash), "year", name.substring(slash + 1));
  }

  private static Tag lower(String key, Enum<?> value) {
    return Tag.of(key, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
