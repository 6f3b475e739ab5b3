package tierwise.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.CafeGuild;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSettings;
import tierwise.Told;
import tierwise.live.LiveRules.Change;
import tierwise.live.LiveRules.Outcome;
import tierwise.live.LiveRules.Status;

/** How rules are swapped while a program decides with them. */
class LiveRulesTest {
  @TempDir Path rules;
  private Path year;
  private Instant now = Instant.parse("2024-05-05T12:00:00Z");
  private final List<Change> told = new ArrayList<>();
  private final LiveSettings settings =
      LiveSettings.usual().at(() -> now, ZoneOffset.UTC).telling(told::add);

  @BeforeEach
  void firstEdition() throws IOException {
    year = rules.resolve("cafe-guild/2024");
    ChangingGuild.write(year, 1);
  }

  private static int edition(LiveRules live) {
    return ChangingGuild.edition(live.decide(ChangingGuild.CASE));
  }

  private void spoil() throws IOException {
    CafeGuild.replace(year.resolve("guild.drl"), "name == \"master\"", "nmae == \"master\"");
  }

  // ---- deciding ------------------------------------------------------------------------------

  @Test
  void aListenerIsToldOfDecisionsAndOfCasesThatCannotBeDecided() {
    List<String> heard = new ArrayList<>();
    DecisionListener listener =
        new DecisionListener() {
          @Override
          public void decided(EnrollmentCase enrollmentCase, Decision decision, Duration took) {
            assertThat(took).isPositive();
            heard.add(enrollmentCase + ": " + decision.programYear());
          }

          @Override
          public void refused(EnrollmentCase enrollmentCase, RuleSetException why) {
            heard.add(enrollmentCase + ": " + why.problems().get(0).message());
          }
        };
    try (LiveRules live = LiveRules.with(settings.tellingDecisions(listener)).in(rules)) {
      live.decide(ChangingGuild.CASE);
      EnrollmentCase lost = ChangingGuild.CASE.withYear("1999");
      assertThatThrownBy(() -> live.decide(lost)).isInstanceOf(RuleSetException.class);
      assertThat(heard).hasSize(2);
      assertThat(heard.get(0)).endsWith(": cafe-guild/2024");
      assertThat(heard.get(1)).startsWith(lost + ": ").contains("1999");
    }
  }

  @Test
  void aListenerThatFailsChangesNoAnswer() {
    DecisionListener failing =
        (enrollmentCase, decision, took) -> {
          throw new IllegalStateException("of no account");
        };
    try (LiveRules live = LiveRules.with(settings.tellingDecisions(failing)).in(rules)) {
      assertThat(edition(live)).isEqualTo(1);
    }
  }

  // ---- swapping ------------------------------------------------------------------------------

  @Test
  void newRulesDecideAfterAReload() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      ChangingGuild.write(year, 2);
      assertThat(edition(live)).isEqualTo(1);
      Change change = live.reload();
      assertThat(change.outcome()).isEqualTo(Outcome.SWAPPED);
      assertThat(change.years()).containsExactly("cafe-guild/2024");
      assertThat(edition(live)).isEqualTo(2);
      assertThat(told).hasSize(2).endsWith(change);
    }
  }

  @Test
  void whoeverHasTheRulesInHandKeepsThem() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      var inHand = live.rules();
      ChangingGuild.write(year, 2);
      live.reload();
      assertThat(ChangingGuild.edition(inHand.decide(ChangingGuild.CASE))).isEqualTo(1);
    }
  }

  @Test
  void aBrokenEditKeepsTheRulesAndSaysWhy() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      ChangingGuild.write(year, 2);
      spoil();
      now = now.plusSeconds(60);
      Change refusal = live.reload();
      assertThat(refusal.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(refusal.problems().get(0).toString())
          .contains("guild.drl:")
          .contains("Did you mean \"name\"?");
      assertThat(edition(live)).isEqualTo(1);
      Status status = live.status();
      assertThat(status.ready()).isTrue();
      assertThat(status.upToDate()).isFalse();
      assertThat(status.lastRefusal()).isEqualTo(refusal);
      assertThat(status.since()).isEqualTo(now.minusSeconds(60));
    }
  }

  @Test
  void aMendedEditIsTakenAndTheRefusalRemembered() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      spoil();
      live.reload();
      ChangingGuild.write(year, 3);
      assertThat(live.reload().outcome()).isEqualTo(Outcome.SWAPPED);
      assertThat(live.status().upToDate()).isTrue();
      assertThat(live.status().refusals()).isEqualTo(1);
      assertThat(live.status().lastRefusal()).isNotNull();
    }
  }

  @Test
  void rulesAreNotReadyBeforeTheFirstGoodLoad() throws IOException {
    spoil();
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      assertThat(live.isReady()).isFalse();
      assertThat(live.status().ready()).isFalse();
      assertThat(live.status().years()).isEmpty();
      assertThatThrownBy(() -> live.decide(ChangingGuild.CASE))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining("guild.drl:");
      ChangingGuild.write(year, 1);
      live.reload();
      assertThat(live.isReady()).isTrue();
      assertThat(edition(live)).isEqualTo(1);
    }
  }

  @Test
  void aDirectoryThatGoesAwayKeepsTheRules() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      Files.move(rules.resolve("cafe-guild"), rules.resolve(".gone"));
      Change refusal = live.reload();
      assertThat(refusal.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(refusal.problems().get(0).message()).contains("there is no rule folder in");
      assertThat(edition(live)).isEqualTo(1);
    }
  }

  // ---- years ---------------------------------------------------------------------------------

  private void addYear2025() throws IOException {
    Path next = rules.resolve("cafe-guild/2025");
    ChangingGuild.write(next, 5);
    CafeGuild.replace(
        next.resolve("ruleset.yaml"),
        "from: 2024-01-01, until: 2025-01-01",
        "from: 2025-01-01, until: 2026-01-01");
  }

  @Test
  void aYearWhoseFilesDidNotChangeKeepsWhatItBuilt() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      RuleSet before = live.rules().year("2024");
      addYear2025();
      now = now.plusSeconds(60);
      assertThat(live.reload().years()).containsExactly("cafe-guild/2025");
      assertThat(live.rules().year("2024")).isSameAs(before);
      assertThat(live.status().years())
          .extracting(LiveRules.Year::since)
          .containsExactly(now.minusSeconds(60), now);
    }
  }

  @Test
  void otherWordsAreAChangeToo() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      CafeGuild.replace(year.resolve("messages.yaml"), "edition 1", "edition 9");
      assertThat(live.reload().outcome()).isEqualTo(Outcome.SWAPPED);
      assertThat(live.decide(ChangingGuild.CASE).toJson()).contains("edition 9");
    }
  }

  @Test
  void theStatusHasTheCountsOfTheGuard() {
    LiveSettings guarded =
        LiveSettings.usual()
            .reading(RuleSettings.usual().guardingEvery(2).guardingOn(Runnable::run));
    try (LiveRules live = LiveRules.with(guarded).in(rules)) {
      live.decide(ChangingGuild.CASE);
      live.decide(ChangingGuild.CASE);
      RuleSet.Status engines = live.status().years().get(0).engines();
      assertThat(engines.decided()).isEqualTo(2);
      assertThat(engines.guarded()).isEqualTo(1);
    }
  }

  // ---- going back ----------------------------------------------------------------------------

  @Test
  void theRulesBeforeCanBePutBack() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      ChangingGuild.write(year, 2);
      live.reload();
      Change change = live.rollback();
      assertThat(change.outcome()).isEqualTo(Outcome.ROLLED_BACK);
      assertThat(change.years()).containsExactly("cafe-guild/2024");
      assertThat(edition(live)).isEqualTo(1);
      assertThat(live.status().upToDate()).isFalse();
      assertThat(told).endsWith(change);
    }
  }

  @Test
  void whatWasPutBackStaysUntilTheSourceChanges() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      ChangingGuild.write(year, 2);
      live.reload();
      live.rollback();
      live.poll();
      live.poll();
      assertThat(edition(live)).isEqualTo(1);
      ChangingGuild.write(year, 3);
      live.poll();
      live.poll();
      assertThat(edition(live)).isEqualTo(3);
    }
  }

  @Test
  void thereIsNothingToGoBackToAtFirst() {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      assertThat(live.rollback().outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(edition(live)).isEqualTo(1);
    }
  }

  // ---- watching ------------------------------------------------------------------------------

  @Test
  void anEditIsTakenWhenItWasTheSameInTwoLooks() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      ChangingGuild.write(year, 2);
      assertThat(live.poll().outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(edition(live)).isEqualTo(1);
      assertThat(live.poll().outcome()).isEqualTo(Outcome.SWAPPED);
      assertThat(edition(live)).isEqualTo(2);
    }
  }

  /** The first half of a file can be rules in their own right. */
  @Test
  void aHalfWrittenSaveIsWaitedOut() throws IOException {
    try (LiveRules live = LiveRules.with(settings).in(rules)) {
      Path file = year.resolve("guild.drl");
      ChangingGuild.write(year, 2);
      String whole = Files.readString(file);
      for (int length = 0; length < whole.length(); length += 400) {
        Files.writeString(file, whole.substring(0, length));
        assertThat(live.poll().outcome()).isEqualTo(Outcome.UNCHANGED);
      }
      Files.writeString(file, whole);
      live.poll();
      live.poll();
      assertThat(edition(live)).isEqualTo(2);
      assertThat(live.status().refusals()).isZero();
    }
  }

  @Test
  void whatEditorsLeaveBesideAFileIsPassedOver() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      for (String name : List.of("guild.drl~", ".guild.drl.swp", ".#guild.drl", "#guild.drl#")) {
        Files.writeString(year.resolve(name), "half a");
      }
      assertThat(live.reload().outcome()).isEqualTo(Outcome.UNCHANGED);
      assertThat(live.status().upToDate()).isTrue();
    }
  }

  @Test
  void aWatchedDirectoryIsReloadedByItself() throws Exception {
    BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    LiveSettings watching =
        LiveSettings.usual().watchingEvery(Duration.ofMillis(20)).telling(changes::add);
    try (LiveRules live = LiveRules.with(watching).in(rules)) {
      assertThat(next(changes).outcome()).isEqualTo(Outcome.SWAPPED);
      // At once, as editors save that rename what they have written.
      Path other = rules.resolve(".other");
      ChangingGuild.write(other, 7);
      for (String file : List.of("guild.drl", "messages.yaml")) {
        Files.move(
            other.resolve(file),
            year.resolve(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      while (edition(live) != 7) {
        next(changes);
      }
      spoil();
      Change refusal = next(changes);
      assertThat(refusal.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(edition(live)).isEqualTo(7);
    }
  }

  private static Change next(BlockingQueue<Change> changes) throws InterruptedException {
    return Objects.requireNonNull(changes.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void nobodyWatchesWhatIsClosed() throws Exception {
    BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    LiveSettings watching =
        LiveSettings.usual().watchingEvery(Duration.ofMillis(5)).telling(changes::add);
    LiveRules live = LiveRules.with(watching).in(rules);
    next(changes);
    live.close();
    Thread.sleep(50);
    ChangingGuild.write(year, 2);
    assertThat(changes.poll(100, TimeUnit.MILLISECONDS)).isNull();
    assertThat(edition(live)).isEqualTo(1);
  }

  @Test
  void aListenerThatFailsStopsNothing() throws IOException {
    LiveSettings failing =
        LiveSettings.usual()
            .telling(
                change -> {
                  throw new IllegalStateException("told");
                })
            .telling(told::add);
    try (LiveRules live = LiveRules.with(failing).in(rules)) {
      assertThat(told).hasSize(1);
      assertThat(edition(live)).isEqualTo(1);
    }
  }

  // ---- links -----------------------------------------------------------------------------------

  /** A config map is mounted as links to ..data, which is a link itself and replaced at once. */
  @Test
  void aConfigMapIsSwapped() throws IOException {
    Path mount = rules.resolve("mounted/cafe-guild/2024");
    Files.createDirectories(mount);
    ChangingGuild.write(mount.resolve("..2024_05_05_1"), 1);
    ChangingGuild.write(mount.resolve("..2024_05_05_2"), 2);
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..2024_05_05_1"));
    for (String file : List.of("ruleset.yaml", "guild.drl", "messages.yaml")) {
      Files.createSymbolicLink(mount.resolve(file), Path.of("..data", file));
    }
    try (LiveRules live = LiveRules.in(rules.resolve("mounted"))) {
      assertThat(edition(live)).isEqualTo(1);
      swapLink(mount.resolve("..data"), Path.of("..2024_05_05_2"));
      live.poll();
      live.poll();
      assertThat(edition(live)).isEqualTo(2);
    }
  }

  @Test
  void aDirectoryThatIsALinkIsSwapped() throws IOException {
    ChangingGuild.write(rules.resolve(".checkouts/2/cafe-guild/2024"), 2);
    Path link = rules.resolve("current");
    Files.createSymbolicLink(link, rules.resolve("."));
    try (LiveRules live = LiveRules.in(link)) {
      assertThat(edition(live)).isEqualTo(1);
      swapLink(link, rules.resolve(".checkouts/2"));
      live.reload();
      assertThat(edition(live)).isEqualTo(2);
    }
  }

  static void swapLink(Path link, Path target) throws IOException {
    Path next = link.resolveSibling(".next");
    Files.createSymbolicLink(next, target);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  // ---- rules that never rest -------------------------------------------------------------------

  /** A class path on which somebody writes whenever one looks at it. */
  private static final class Restless extends URLClassLoader {
    private final Path file;
    private boolean quiet = true;

    Restless(Path directory, Path file) throws IOException {
      super(new URL[] {directory.toUri().toURL()}, null);
      this.file = file;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!quiet) {
        Files.writeString(file, "// more\n", StandardOpenOption.APPEND);
      }
      return super.getResources(name);
    }
  }

  @Test
  void whatIsSaidOfRulesThatCannotBeReadIsAsTheFileHasIt() throws IOException {
    Told texts = new Told(rules);
    Path onClassPath = rules.resolve("META-INF/tierwise/cafe-guild/2024");
    ChangingGuild.write(onClassPath, 1);
    try (Restless loader = new Restless(rules, onClassPath.resolve("guild.drl"))) {
      LiveRules live = LiveRules.with(settings).onClassPath(loader);
      loader.quiet = false;
      Thread.currentThread().interrupt();
      texts.add("the reader is interrupted", live.reload().problems());
      assertThat(Thread.interrupted()).isTrue();
      live.close();
      texts.add("nobody stops writing", live.reload().problems());
      assertThat(edition(live)).isEqualTo(1);
    }
    texts.isAsIn("live.txt");
  }
}
