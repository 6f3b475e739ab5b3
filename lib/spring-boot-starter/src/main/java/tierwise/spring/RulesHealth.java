package tierwise.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import tierwise.RuleSettings;
import tierwise.live.LiveRules;

/**
 * Down until there are rules to decide with. After a refusal it stays up, since the rules before
 * still decide, and says what was refused.
 */
final class RulesHealth implements HealthIndicator {
  private final LiveRules live;

  RulesHealth(LiveRules live) {
    this.live = live;
  }

  @Override
  public Health health() {
    LiveRules.Status status = live.status();
    Health.Builder health = status.ready() ? Health.up() : Health.down();
    Map<String, String> years = new LinkedHashMap<>();
    for (LiveRules.Year each : status.years()) {
      years.put(each.year().name(), each.fingerprint());
      if (each.engines().engine() == RuleSettings.Engine.DROOLS
          && each.engines().difference() != null) {
        health.withDetail("differs: " + each.year().name(), "Drools decides it otherwise");
      }
    }
    health.withDetail("upToDate", status.upToDate()).withDetail("years", years);
    LiveRules.Change refusal = status.lastRefusal();
    if (refusal != null) {
      health.withDetail("lastRefusal", RefusedRules.of(refusal));
    }
    return health.build();
  }
}
