package tierwise.spring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import tierwise.Problem;
import tierwise.Revision;
import tierwise.live.LiveRules;

/**
 * Tells how the rules are, and swaps them when it is told to: reading it gives the status, writing
 * to {@code reload} or {@code rollback} does that. Of a case that the engines decide differently it
 * tells only that there is one, since cases are somebody's.
 */
@Endpoint(id = "tierwise")
public final class TierwiseEndpoint {
  private final LiveRules live;

  TierwiseEndpoint(LiveRules live) {
    this.live = live;
  }

  /** How the rules are. */
  public record Rules(
      boolean ready,
      boolean upToDate,
      @Nullable Instant since,
      long swaps,
      long refusals,
      @Nullable RefusedRules lastRefusal,
      List<Year> years) {}

  /** How those of a year are. */
  public record Year(
      String name,
      String title,
      LocalDate from,
      @Nullable LocalDate until,
      String state,
      String fingerprint,
      Instant since,
      @Nullable Published published,
      String engine,
      long decided,
      long guarded,
      long dropped,
      long failed,
      boolean differs) {
    static Year of(LiveRules.Year each) {
      Revision published = each.published();
      return new Year(
          each.year().name(),
          each.year().title(),
          each.year().from(),
          each.year().until(),
          each.state().toString(),
          each.fingerprint(),
          each.since(),
          published == null
              ? null
              : new Published(published.number(), published.on(), published.by(), published.note()),
          each.engines().engine().name().toLowerCase(Locale.ROOT),
          each.engines().decided(),
          each.engines().guarded(),
          each.engines().dropped(),
          each.engines().failed(),
          each.engines().difference() != null);
    }
  }

  /** The revision that they are. */
  public record Published(int revision, LocalDate on, String by, String note) {}

  /** What came of a reload, or of going back. */
  public record Changed(String outcome, Instant at, List<String> years, List<String> problems) {}

  /** The status. */
  @ReadOperation
  public Rules status() {
    LiveRules.Status status = live.status();
    LiveRules.Change refusal = status.lastRefusal();
    return new Rules(
        status.ready(),
        status.upToDate(),
        status.since(),
        status.swaps(),
        status.refusals(),
        refusal == null ? null : RefusedRules.of(refusal),
        status.years().stream().map(Year::of).toList());
  }

  /** Looks at the rules now, or goes back to those before. */
  @WriteOperation
  public Changed change(@Selector String what) {
    LiveRules.Change change =
        switch (what) {
          case "reload" -> live.reload();
          case "rollback" -> live.rollback();
          default ->
              throw new InvalidEndpointRequestException(
                  "no " + what + " of rules, only reload and rollback",
                  "reload and rollback are possible");
        };
    return new Changed(
        change.outcome().name().toLowerCase(Locale.ROOT),
        change.at(),
        change.years(),
        change.problems().stream().map(Problem::toString).toList());
  }
}
