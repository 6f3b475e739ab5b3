package hello;

import java.nio.file.Path;
import java.time.Duration;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.live.LiveRules;
import tierwise.live.LiveSettings;

/** Decisions of a program that runs on while its rules are edited. */
final class LiveDecisions {
  private LiveDecisions() {}

  static Decision decide(Path directory, EnrollmentCase contoso) {
    LiveSettings watching = LiveSettings.usual().watchingEvery(Duration.ofSeconds(2));
    LiveRules live = LiveRules.with(watching).in(directory);
    Decision decision = live.decide(contoso); // by one version from its beginning to its end
    live.reload().problems().forEach(System.out::println); // now; what is wrong is not taken
    live.rollback(); // to the rules before
    live.close();
    return decision;
  }
}
