package tierwise.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import acme.LooksIntoNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.CafeGuild;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** What is kept of a decision, and what proves that it was. */
class DecisionRecordTest {
  private static final Pseudonyms PSEUDONYMS =
      Pseudonyms.withKey("a key of sixteen bytes or more".getBytes(StandardCharsets.UTF_8));

  private static Problem problem(String json) {
    RuleSetException e =
        catchThrowableOfType(RuleSetException.class, () -> DecisionRecord.fromJson(json));
    assertThat(e).as(json).isNotNull();
    assertThat(e.problems().get(0).place()).isNotNull();
    return e.problems().get(0);
  }

  @Test
  void aRecordSaysWhenAndByWhatItWasDecided() {
    DecisionRecord each = TeaLog.record(0);
    assertThat(each.id()).isEqualTo("R-0");
    assertThat(each.at()).isEqualTo(TeaLog.NOON);
    assertThat(each.programYear()).isEqualTo("tea-club/2024");
    assertThat(each.fingerprint()).isEqualTo(TeaLog.CLUB.year("2024").fingerprint());
    assertThat(each.engine()).isEqualTo(RuleSettings.Engine.DIRECT);
    assertThat(each.library()).isNotBlank();
    assertThat(each.previous()).isEqualTo(DecisionRecord.START);
    assertThat(each.hasPseudonyms()).isFalse();
    assertThat(each.decision()).contains(TeaLog.CLUB.decide(TeaLog.CASES.get(0)));
  }

  @Test
  void aRecordComesBackEqualFromItsJson() {
    for (DecisionRecord each : TeaLog.records(TeaLog.CASES.size())) {
      DecisionRecord again = DecisionRecord.fromJson(each.toJson());
      assertThat(again).isEqualTo(each).hasSameHashCodeAs(each);
      assertThat(again.toJson()).isEqualTo(each.toJson());
      DecisionRecord erased = DecisionRecord.fromJson(each.erased().toJson());
      assertThat(erased).isEqualTo(each.erased()).isNotEqualTo(each);
    }
  }

  @Test
  void charactersThatNobodySeesComeBackAsWell() {
    EnrollmentCase each =
        EnrollmentCase.of(
                Application.on(LocalDate.of(2024, 5, 5)),
                Partner.of("Ann\u200d \u202e\u2028 \uD83C\uDF75"))
            .build();
    DecisionRecord kept = DecisionRecord.of(TeaLog.CLUB, each, "1", TeaLog.NOON);
    assertThat(DecisionRecord.fromJson(kept.toJson())).isEqualTo(kept);
    assertThat(kept.toJson()).doesNotContain("\n");
  }

  @Test
  void nothingIsKeptThatTheRulesDoNotRead() {
    EnrollmentCase each =
        EnrollmentCase.of(
                Application.on(LocalDate.of(2024, 5, 5)),
                new Partner("P", "A secret name", null, null, "An account", null))
            .reported(List.of())
            .build();
    String json = DecisionRecord.of(TeaLog.CLUB, each, "1", TeaLog.NOON).toJson();
    assertThat(json).contains("\"P\"").doesNotContain("secret", "An account");
  }

  /** As anybody can work it out with the tools of the system. */
  @Test
  void theHashIsThatOfTheHeadWithSaltedCommitmentsInIt() throws Exception {
    String json = TeaLog.record(1).after("sha256:" + "ab".repeat(32)).toJson();
    String head = json.substring(0, json.indexOf(",\"hash\":")) + "}";
    String salt = json.replaceFirst(".*\"salt\":\"([0-9a-f]{64})\".*", "$1");
    String facts = json.substring(json.indexOf("\"facts\":") + 8, json.indexOf(",\"decision\":{"));
    assertThat(json).contains("\"hash\":\"sha256:" + sha256("", head) + "\"");
    assertThat(head).contains("\"factsSeal\":\"sha256:" + sha256(salt, facts) + "\"");
    assertThat(head).contains("\"previous\":\"sha256:abab");
  }

  private static String sha256(String salt, String text) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(HexFormat.of().parseHex(salt));
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void twoRecordsOfTheSameFactsHaveNothingInCommonThatTellsSo() {
    String one = TeaLog.record(0).erased().toJson();
    String other = TeaLog.record(0).erased().toJson();
    assertThat(one.replaceFirst(".*factsSeal", ""))
        .isNotEqualTo(other.replaceFirst(".*factsSeal", ""));
    assertThat(one).doesNotContain("salt", "decision\":{", "facts\":{");
  }

  @Test
  void aChangeIsFoundWhateverIsChanged() {
    String json = TeaLog.record(0).toJson();
    assertThat(problem(json.replace("\"id\":\"R-0\"", "\"id\":\"R-1\"")).message())
        .isEqualTo("this record was changed: its head does not give its hash");
    assertThat(problem(json.replace("12:00:00Z", "12:00:01Z")).message())
        .isEqualTo("this record was changed: its head does not give its hash");
    assertThat(problem(json.replaceFirst("(\"facts\":.*?asOf\":\"2024-)..", "$101")).message())
        .isEqualTo(
            "the facts of this record were changed: they are not those that it was sealed with");
    assertThat(
            problem(json.replaceFirst("\"status\":\"GRANTED\"", "\"status\":\"REFUSED\""))
                .message())
        .isEqualTo(
            "the decision of this record was changed: it is not the one that it was sealed with");
    assertThat(problem(json.replaceFirst("\"salt\":\"[0-9a-f]{64}\",", "")).message())
        .isEqualTo("a record has its salt, facts and decision, or none of the three");
    assertThat(problem(json.replace("T12:00:00Z", "")).message())
        .isEqualTo("\"at\" of a record must be written like this: 2021-02-05T09:30:00Z");
    assertThat(problem("{}").message()).isEqualTo("a record has no \"format\"");
  }

  @Test
  void aDecisionOfOtherRulesThanTheHeadSaysIsRefused() {
    DecisionRecord each = TeaLog.record(0);
    DecisionRecord.Head head = each.head();
    DecisionRecord forged =
        new DecisionRecord(
            new DecisionRecord.Head(
                head.id(),
                head.at(),
                head.programYear(),
                "sha256:" + "0".repeat(64),
                head.library(),
                head.engine(),
                false,
                head.previous(),
                head.factsSeal(),
                head.decisionSeal()),
            each.content());
    assertThat(problem(forged.toJson()).message())
        .isEqualTo("the decision of this record is one of other rules than its head says");
  }

  @Test
  void withPseudonymsTheNamesAreOthersAndTheOutcomeIsNot() {
    for (EnrollmentCase each : TeaLog.CASES) {
      DecisionRecord kept = DecisionRecord.of(TeaLog.CLUB, each, "1", TeaLog.NOON, PSEUDONYMS);
      Decision decision = TeaLog.CLUB.decide(each);
      assertThat(kept.hasPseudonyms()).isTrue();
      assertThat(kept.facts().orElseThrow().partner().id())
          .isEqualTo(PSEUDONYMS.of(each.partner().id()));
      each.ledger(Purchase.class)
          .ifPresent(
              lines ->
                  lines.forEach(
                      line -> assertThat(kept.toJson()).doesNotContain("\"" + line.id() + "\"")));
      assertThat(kept.decision().orElseThrow().highest()).isEqualTo(decision.highest());
      assertThat(Replay.by(TeaLog.CLUB).again(kept)).isInstanceOf(Replayed.Same.class);
    }
  }

  @Test
  void aCaseThatIsDecidedByItsNamesIsNotKeptWithOthers(@TempDir Path temp) throws IOException {
    Files.writeString(
        CafeGuild.copyTo(temp).resolve("names.drl"),
        """
        package cafe.guild
        import tierwise.facts.*
        import static tierwise.facts.Statements.*
        import static acme.LooksIntoNames.*

        rule "Whoever has a short id has no stall"
        when
            $offer : Offer( name == "stall" )
            Partner( isShort( id ) )
        then
            insert( $offer.closed( "flood" ) );
        end
        """);
    RuleSets guild = RuleSets.with(RuleSettings.usual().allowing(LooksIntoNames.class)).in(temp);
    EnrollmentCase each = EnrollmentCase.of(Application.on(CafeGuild.DAY), Partner.of("P")).build();
    assertThat(DecisionRecord.of(guild, each, "1", TeaLog.NOON).isErased()).isFalse();
    assertThatThrownBy(() -> DecisionRecord.of(guild, each, "1", TeaLog.NOON, PSEUDONYMS))
        .isInstanceOf(RuleSetException.class)
        .extracting(e -> ((RuleSetException) e).problems().get(0).message())
        .asString()
        .matches(
            ".+ decides this case otherwise with other names, so that it cannot be kept with pseudonyms");
  }

  @Test
  void pseudonymsNeedAKeyThatNobodyGuesses() {
    assertThatThrownBy(() -> Pseudonyms.withKey(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(PSEUDONYMS.of("a")).matches("~[0-9a-f]{32}").isNotEqualTo(PSEUDONYMS.of("b"));
    assertThat(PSEUDONYMS.of("a")).isEqualTo(PSEUDONYMS.of("a"));
    assertThat(PSEUDONYMS).hasToString("pseudonyms");
  }

  @Test
  void anIdIsAtMostTwoHundredCharactersLong() {
    EnrollmentCase each = TeaLog.CASES.get(0);
    RuleSets club = TeaLog.CLUB;
    for (String id : List.of("", " ", "x".repeat(201))) {
      assertThatThrownBy(() -> DecisionRecord.of(club, each, id, Instant.EPOCH))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(DecisionRecord.of(club, each, "x".repeat(200), Instant.EPOCH).at())
        .isEqualTo(Instant.EPOCH);
  }
}
