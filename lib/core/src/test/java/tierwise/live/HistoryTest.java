package tierwise.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.Revision;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Told;

/** What is published does not change. */
class HistoryTest {
  private static final Revision.Proof PROOF =
      new Revision.Proof(3, 100, Map.of("rules", 100, "rows", 80));

  @TempDir Path rules;
  private Path programme;
  private Path year;

  @BeforeEach
  void firstEdition() throws IOException {
    programme = rules.resolve("cafe-guild");
    year = programme.resolve("2024");
    ChangingGuild.write(year, 1);
  }

  private Revision publish() throws IOException {
    return publish(null);
  }

  private Revision publish(@Nullable PrivateKey key) throws IOException {
    return History.publish(
        year, PROOF, LocalDate.of(2023, 12, 1), "Ada", "As the \"guild\" decided", key);
  }

  private List<String> problems() {
    return RuleSets.check(rules).stream()
        .map(problem -> problem.toString().replace(rules + "/", "").replaceAll(" +\\[", " ["))
        .toList();
  }

  private void edit() throws IOException {
    CafeGuild.replace(
        year.resolve("guild.drl"),
        "\"roaster\", \"Latte Art\", 20",
        "\"roaster\", \"Latte Art\", 25");
  }

  // ---- publishing ----------------------------------------------------------------------------

  @Test
  void aRevisionSaysWhatWasPublishedByWhomAndWhy() throws IOException {
    Revision published = publish();
    assertThat(published.number()).isEqualTo(1);
    assertThat(published.fingerprint()).isEqualTo(RuleSets.in(rules).year("2024").fingerprint());
    assertThat(published.files()).containsOnlyKeys("guild.drl", "messages.yaml", "ruleset.yaml");
    assertThat(History.in(programme).revisions()).containsExactly(published);
    assertThat(RuleSets.in(rules).published("2024")).contains(published);
    assertThat(problems()).isEmpty();
    assertThat(Files.readString(programme.resolve("history.yaml")))
        .isEqualTo(
            """
            # Written by "tierwise publish". What was published does not change; a correction is the next revision.
            revisions:
              - year: 2024
                revision: 1
                fingerprint: %s
                files:
                  "guild.drl": %s
                  "messages.yaml": %s
                  "ruleset.yaml": %s
                on: 2023-12-01
                by: "Ada"
                note: "As the \\"guild\\" decided"
                proved:
                  cases: 3
                  drawn: 100
                  coverage:
                    rows: 80
                    rules: 100
                archive: archive/2024-r1.zip
            """
                .formatted(
                    published.fingerprint(),
                    published.files().get("guild.drl"),
                    published.files().get("messages.yaml"),
                    published.files().get("ruleset.yaml")));
  }

  @Test
  void aSilentEditIsRefusedWithTheOldTextAndBothWaysOut() throws IOException {
    publish();
    edit();
    assertThat(problems())
        .containsExactly(
            """
            cafe-guild/2024/guild.drl:29:5: this is not what was published as cafe-guild/2024 revision 1 [TW-701]
              29 |     insert( new Target( "roaster", "Latte Art", 25, 1 ) );
                 |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               cafe-guild/archive/2024-r1.zip/guild.drl:29:5: as it was published
              29 |     insert( new Target( "roaster", "Latte Art", 20, 1 ) );
                 |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               Undo it, or publish it as revision 2: tierwise publish cafe-guild/2024 --by … --note \
            "what it corrects\"""");
  }

  @Test
  void whatWasEditedCanBeTriedAndIsADraft() throws IOException {
    publish();
    edit();
    RuleSets sets = RuleSets.in(rules);
    assertThat(sets.published("2024")).isEmpty();
    assertThat(state(sets, "2024-05-05")).isEqualTo(YearState.DRAFT);
  }

  @Test
  void otherWordsAFileMoreAndAFileLessAreEditsToo() throws IOException {
    publish();
    CafeGuild.replace(year.resolve("messages.yaml"), "Points", "Beans");
    Files.move(year.resolve("guild.drl"), year.resolve("rules.drl"));
    assertThat(problems())
        .anySatisfy(each -> assertThat(each).startsWith("cafe-guild/2024/messages.yaml:2:"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("cafe-guild/2024/guild.drl:1:1: this file was published with"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("cafe-guild/2024/rules.drl:1:1: this file was not published with"))
        .hasSize(3);
  }

  @Test
  void otherLineEndsAndMoreTestsAreNoEdit() throws IOException {
    publish();
    Path file = year.resolve("guild.drl");
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    Files.createDirectories(year.resolve("tests"));
    Files.writeString(year.resolve("tests/more.yaml"), "cases: []");
    assertThat(problems()).isEmpty();
    assertThat(RuleSets.in(rules).published("2024")).isPresent();
  }

  @Test
  void aCorrectionIsTheNextRevision() throws IOException {
    Revision first = publish();
    String before = Files.readString(programme.resolve("history.yaml"));
    edit();
    Revision second = publish();
    assertThat(second.number()).isEqualTo(2);
    assertThat(problems()).isEmpty();
    assertThat(Files.readString(programme.resolve("history.yaml"))).startsWith(before);
    History history = History.in(programme);
    assertThat(history.revisions()).containsExactly(first, second);
    assertThat(fingerprint(history, first)).isEqualTo(first.fingerprint());
    assertThat(fingerprint(history, second)).isEqualTo(second.fingerprint());
  }

  private static String fingerprint(History history, Revision revision) {
    RuleSets sets = RuleSets.with(RuleSettings.usual()).of(history.files(revision));
    assertThat(ChangingGuild.edition(sets.decide(ChangingGuild.CASE))).isEqualTo(1);
    assertThat(sets.published("2024")).contains(revision);
    return sets.year("2024").fingerprint();
  }

  @Test
  void whatWasPublishedAsItIsIsNotPublishedAgain() throws IOException {
    publish();
    assertThatThrownBy(this::publish)
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("cafe-guild/2024 was published as it is");
  }

  @Test
  void brokenRulesAreNotPublished() throws IOException {
    CafeGuild.replace(year.resolve("guild.drl"), "name == \"master\"", "nmae == \"master\"");
    assertThatThrownBy(this::publish).isInstanceOf(RuleSetException.class);
    assertThat(programme.resolve("history.yaml")).doesNotExist();
    assertThat(programme.resolve("archive")).doesNotExist();
  }

  @Test
  void sameRulesAreTheSameArchiveWhereverTheyAre() throws IOException {
    publish();
    byte[] archive = Files.readAllBytes(programme.resolve("archive/2024-r1.zip"));
    Path elsewhere = rules.resolve("other/cafe-guild/2024");
    ChangingGuild.write(elsewhere, 1);
    Path file = elsewhere.resolve("guild.drl");
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    year = elsewhere;
    publish();
    assertThat(Files.readAllBytes(elsewhere.resolveSibling("archive/2024-r1.zip")))
        .isEqualTo(archive);
  }

  // ---- what was tampered with ------------------------------------------------------------------

  @Test
  void aChangedByteOfAnArchiveIsFound() throws IOException {
    publish();
    Path archive = programme.resolve("archive/2024-r1.zip");
    byte[] bytes = Files.readAllBytes(archive);
    for (int at = 0; at < bytes.length; at += 97) {
      byte[] changed = bytes.clone();
      changed[at] ^= 4;
      Files.write(archive, changed);
      assertThat(problems())
          .as("byte %s", at)
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each).startsWith("cafe-guild/archive/2024-r1.zip"));
    }
  }

  @Test
  void aMissingArchiveIsTold() throws IOException {
    publish();
    Files.delete(programme.resolve("archive/2024-r1.zip"));
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("cafe-guild/history.yaml:3:5: the archive archive/2024-r1.zip");
  }

  @Test
  void aChangedHistoryIsFound() throws IOException {
    publish();
    Path history = programme.resolve("history.yaml");
    CafeGuild.replace(history, "Ada", "Eve");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(
            "cafe-guild/history.yaml:3:5: cafe-guild/2024 revision 1 stands here otherwise");
  }

  @Test
  void aRevisionThatWasTakenOutIsFound() throws IOException {
    publish();
    Path history = programme.resolve("history.yaml");
    String first = Files.readString(history);
    edit();
    publish();
    String both = Files.readString(history);
    Files.writeString(
        history, both.substring(0, both.indexOf("  - ")) + both.substring(first.length()));
    assertThat(problems()).singleElement().asString().contains("the next cannot be 2");
    assertThatThrownBy(() -> History.in(programme)).isInstanceOf(RuleSetException.class);
  }

  // ---- word for word ---------------------------------------------------------------------------

  @Test
  void whatIsSaidOfWhatWasPublishedIsAsTheFileHasIt() throws Exception {
    Told told = new Told(rules);
    KeyPair ada = keys("Ed25519");
    told.add("not published, where signatures are demanded", signedBy(ada));
    Revision first = publish();
    told.add("not signed", signedBy(ada));
    told.add("published again as it is", this::publish);
    edit();
    Path drl = year.resolve("guild.drl");
    told.add("a line is another", RuleSets.check(rules));
    Files.writeString(drl, Files.readString(drl).stripTrailing());
    publish(keys("Ed25519").getPrivate());
    told.add("signed by somebody else", signedBy(ada));
    Files.writeString(drl, Files.readString(drl) + "\n// more\n");
    told.add("a file goes on", RuleSets.check(rules));
    Files.move(drl, year.resolve("rules.drl"));
    told.add("a file has another name", RuleSets.check(rules));
    Path history = programme.resolve("history.yaml");
    String both = Files.readString(history);
    String second = both.substring(both.lastIndexOf("  - "));
    Files.writeString(history, "revisions:\n" + second);
    told.add("a revision was taken out", () -> History.in(programme));
    Files.writeString(history, "revisions: many");
    told.add("revisions are no list", () -> History.in(programme));
    Files.writeString(history, both.replace("Ada", "Eve"));
    told.add("the history was changed", () -> History.in(programme).files(first(programme)));
    told.add("a revision of nobody", () -> History.in(programme).files(first));
    Files.delete(programme.resolve("archive/2024-r1.zip"));
    told.add("the archive is gone", () -> History.in(programme).files(first(programme)));
    Files.delete(history);
    year = programme;
    ChangingGuild.write(programme.resolve("2025"), 1);
    told.add("two years to be published", this::publish);
    told.isAsIn("history.txt");
  }

  private static Revision first(Path programme) {
    return History.in(programme).revisions().get(0);
  }

  // ---- signatures ------------------------------------------------------------------------------

  private static KeyPair keys(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private List<Problem> signedBy(KeyPair keys) {
    try {
      RuleSets.with(RuleSettings.usual().signedBy(keys.getPublic())).in(rules);
      return List.of();
    } catch (RuleSetException e) {
      return e.problems();
    }
  }

  @Test
  void rulesThatWereSignedByATrustedKeyAreTaken() throws Exception {
    KeyPair ada = keys("Ed25519");
    publish(ada.getPrivate());
    assertThat(signedBy(ada)).isEmpty();
    assertThat(signedBy(keys("Ed25519")))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("is not signed by one of the keys that are trusted");
  }

  @Test
  void anArchiveHasTheSignatureWithIt() throws Exception {
    KeyPair ada = keys("Ed25519");
    Revision revision = publish(ada.getPrivate());
    RuleSets sets =
        RuleSets.with(RuleSettings.usual().signedBy(ada.getPublic()))
            .in(programme.resolve(revision.archive()));
    assertThat(sets.published("2024")).contains(revision);
  }

  @Test
  void rulesThatAreNotSignedOrNotPublishedAreRefused() throws Exception {
    KeyPair ada = keys("Ed25519");
    assertThat(signedBy(ada)).extracting(Problem::code).containsExactly("TW-702");
    publish();
    assertThat(signedBy(ada)).extracting(Problem::code).containsExactly("TW-703");
  }

  @Test
  void whatWasSignedAndChangedIsRefused() throws Exception {
    KeyPair ada = keys("Ed25519");
    publish(ada.getPrivate());
    Path history = programme.resolve("history.yaml");
    CafeGuild.replace(history, "Ada", "Eve");
    assertThat(signedBy(ada)).extracting(Problem::code).containsExactly("TW-703");
    CafeGuild.replace(history, "Eve", "Ada");
    edit();
    assertThat(signedBy(ada)).extracting(Problem::code).containsExactly("TW-702");
  }

  @Test
  void keysOfAnotherSortAreRefused() throws Exception {
    KeyPair rsa = keys("RSA");
    assertThatThrownBy(() -> RuleSettings.usual().signedBy(rsa.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> publish(rsa.getPrivate()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(programme.resolve("history.yaml")).doesNotExist();
  }

  @Test
  void liveRulesTakeOnlyWhatIsSigned() throws Exception {
    KeyPair ada = keys("Ed25519");
    publish(ada.getPrivate());
    LiveSettings signed =
        LiveSettings.usual().reading(RuleSettings.usual().signedBy(ada.getPublic()));
    try (LiveRules live = LiveRules.with(signed).in(rules)) {
      edit();
      assertThat(live.reload().outcome()).isEqualTo(LiveRules.Outcome.REFUSED);
      publish(ada.getPrivate());
      assertThat(live.reload().outcome()).isEqualTo(LiveRules.Outcome.SWAPPED);
      assertThat(live.status().years().get(0).published()).extracting("number").isEqualTo(2);
    }
  }

  // ---- states ----------------------------------------------------------------------------------

  private static YearState state(RuleSets sets, String day) {
    return YearState.of(sets, sets.years().get(0), LocalDate.parse(day));
  }

  @Test
  void aYearIsADraftThenAnnouncedThenInForceThenEnded() throws IOException {
    assertThat(state(RuleSets.in(rules), "2024-05-05")).isEqualTo(YearState.DRAFT);
    publish();
    RuleSets sets = RuleSets.in(rules);
    assertThat(state(sets, "2023-12-31")).isEqualTo(YearState.ANNOUNCED);
    assertThat(state(sets, "2024-01-01")).isEqualTo(YearState.IN_FORCE);
    assertThat(state(sets, "2024-12-31")).isEqualTo(YearState.IN_FORCE);
    assertThat(state(sets, "2025-01-01")).isEqualTo(YearState.ENDED);
  }

  @Test
  void theStatusTellsTheStateOnTheDayOfTheClock() throws IOException {
    publish();
    LiveSettings later =
        LiveSettings.usual().at(() -> Instant.parse("2025-06-01T00:00:00Z"), ZoneOffset.UTC);
    try (LiveRules live = LiveRules.with(later).in(rules)) {
      LiveRules.Year status = live.status().years().get(0);
      assertThat(status.state()).isEqualTo(YearState.ENDED);
      assertThat(status.published()).isNotNull();
    }
  }

  @Test
  void aPublishedDraftIsNoticedWithoutOtherRules() throws IOException {
    try (LiveRules live = LiveRules.in(rules)) {
      var before = live.rules().year("2024");
      publish();
      live.reload();
      assertThat(live.rules().year("2024")).isSameAs(before);
      assertThat(live.status().years().get(0).published()).isNotNull();
    }
  }

  @Test
  void theHistoryIsReadWhateverTheMachineTakesForText() throws IOException {
    publish();
    assertThat(Files.readAllBytes(programme.resolve("history.yaml")))
        .asString(StandardCharsets.US_ASCII)
        .contains("revision: 1");
  }
}
