package tierwise.record;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Verdicts;
import tierwise.internal.folder.Sha256;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.source.Json;
import tierwise.internal.source.Problems;

/**
 * A decision that is kept: when and by which rules it was made, the facts that they read, and what
 * was decided. Its hash binds it to the record before it, so that none can be changed, put in or
 * taken out unseen; facts and decision go into it through salted commitments, so that both can be
 * erased and the rest be proved as before.
 *
 * <p>Immutable, equal if all of it is equal, and safe for use by several threads.
 */
public final class DecisionRecord {
  /** What stands for the hash of the record before the first one. */
  public static final String START = "sha256:" + "0".repeat(64);

  static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

  /** Characters, as in the facts. */
  static final int LONGEST_ID = 200;

  /** Bytes; a case and its decision are not longer together. */
  static final int LARGEST = 128 * 1024 * 1024;

  private static final int SALT = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * When and how a decision was made.
   *
   * @param factsSeal the commitment to the facts
   * @param decisionSeal the commitment to the decision
   */
  record Head(
      String id,
      Instant at,
      String programYear,
      String fingerprint,
      String library,
      RuleSettings.Engine engine,
      boolean pseudonyms,
      String previous,
      String factsSeal,
      String decisionSeal) {
    Head after(String other) {
      return new Head(
          id,
          at,
          programYear,
          fingerprint,
          library,
          engine,
          pseudonyms,
          other,
          factsSeal,
          decisionSeal);
    }
  }

  /**
   * What can be erased. The texts are those that were sealed: a later version of the library may
   * write the same decision with more words.
   */
  record Content(
      String salt, String factsText, String decisionText, EnrollmentCase facts, Decision decision) {
    String factsSeal() {
      return seal(salt, factsText);
    }

    String decisionSeal() {
      return seal(salt, decisionText);
    }

    private static String seal(String salt, String text) {
      byte[] words = text.getBytes(StandardCharsets.UTF_8);
      byte[] all = new byte[SALT + words.length];
      System.arraycopy(HexFormat.of().parseHex(salt), 0, all, 0, SALT);
      System.arraycopy(words, 0, all, SALT, words.length);
      return "sha256:" + Sha256.of(all);
    }
  }

  private final Head head;
  private final @Nullable Content content;
  private final String hash;

  DecisionRecord(Head head, @Nullable Content content) {
    this.head = head;
    this.content = content;
    this.hash = "sha256:" + Sha256.of(RecordText.head(head).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decides a case and records it, as the first of a chain.
   *
   * @param id names the record, with at most 200 characters
   * @param at when it was decided
   * @throws RuleSetException as {@link RuleSets#decide} does
   * @throws IllegalArgumentException if the id is blank or too long
   */
  public static DecisionRecord of(
      RuleSets rules, EnrollmentCase enrollmentCase, String id, Instant at) {
    return of(rules.forCase(enrollmentCase), enrollmentCase, id, at, null);
  }

  /**
   * The same with pseudonyms: ids and names are replaced before the case is decided for the record,
   * so that the record can be decided again as it is.
   *
   * @throws RuleSetException also if the case is decided otherwise with other names, as the code of
   *     an embedding program that rules call can bring about
   */
  public static DecisionRecord of(
      RuleSets rules, EnrollmentCase enrollmentCase, String id, Instant at, Pseudonyms pseudonyms) {
    return of(
        rules.forCase(enrollmentCase),
        enrollmentCase,
        id,
        at,
        Objects.requireNonNull(pseudonyms, "pseudonyms"));
  }

  static DecisionRecord of(
      RuleSet rules,
      EnrollmentCase enrollmentCase,
      String id,
      Instant at,
      @Nullable Pseudonyms pseudonyms) {
    if (id.isBlank() || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "the id of a record has from 1 to " + LONGEST_ID + " characters");
    }
    EnrollmentCase facts = rules.onlyRead(enrollmentCase);
    if (pseudonyms != null) {
      EnrollmentCase named = facts;
      facts = rules.renamed(named, pseudonyms::of);
      requireSameOutcome(rules, named, facts);
    }
    Decision decision = rules.decide(facts);
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    Content content =
        new Content(
            HexFormat.of().formatHex(salt), facts.toJson(), decision.toJsonLine(), facts, decision);
    Head head =
        new Head(
            id,
            Objects.requireNonNull(at, "at"),
            decision.programYear(),
            decision.fingerprint(),
            Library.version(),
            rules.status().engine(),
            pseudonyms != null,
            START,
            content.factsSeal(),
            content.decisionSeal());
    return new DecisionRecord(head, content);
  }

  /** What is granted, and what is missing, whatever anything is called. */
  private static void requireSameOutcome(
      RuleSet rules, EnrollmentCase named, EnrollmentCase renamed) {
    if (!outcomes(rules.verdicts(named)).equals(outcomes(rules.verdicts(renamed)))) {
      throw new RuleSetException(List.of(Problems.alone(RecordProblem.DECIDED_BY_NAMES, rules)));
    }
  }

  private static List<String> outcomes(Verdicts verdicts) {
    List<String> outcomes = new ArrayList<>();
    for (Verdicts.Verdict each : verdicts.offers()) {
      outcomes.add(
          new Verdicts.Verdict(
                  each.offer(), null, each.renewal(), each.rung(), each.status(), each.figures())
              .toString());
    }
    // Offers that exist once for each fact stand in the order of the facts' ids.
    outcomes.sort(Comparator.naturalOrder());
    return outcomes;
  }

  /** What names the record. */
  public String id() {
    return head.id();
  }

  /** When it was decided, as whoever recorded it says. */
  public Instant at() {
    return head.at();
  }

  /** The year whose rules decided, such as {@code learning-partner/2021}. */
  public String programYear() {
    return head.programYear();
  }

  /** Identifies those rules down to the last figure. */
  public String fingerprint() {
    return head.fingerprint();
  }

  /** The version of this library that decided. */
  public String library() {
    return head.library();
  }

  /** The engine that decided. */
  public RuleSettings.Engine engine() {
    return head.engine();
  }

  /** Whether ids and names are replaced. */
  public boolean hasPseudonyms() {
    return head.pseudonyms();
  }

  /** The hash of the record before this one; {@link #START} if it is the first. */
  public String previous() {
    return head.previous();
  }

  /** Binds all of this record and, by {@link #previous()}, all before it. */
  public String hash() {
    return hash;
  }

  /** The facts that the rules read; empty if they were erased. */
  public Optional<EnrollmentCase> facts() {
    return Optional.ofNullable(content).map(Content::facts);
  }

  /** What was decided; empty if it was erased. */
  public Optional<Decision> decision() {
    return Optional.ofNullable(content).map(Content::decision);
  }

  /** Whether facts and decision were erased. */
  public boolean isErased() {
    return content == null;
  }

  /** The same without facts, decision and salt. Its hash is the same. */
  public DecisionRecord erased() {
    return new DecisionRecord(head, null);
  }

  /**
   * The same behind another record.
   *
   * @param hash that of the other one
   * @throws IllegalArgumentException if it is no hash of a record
   */
  public DecisionRecord after(String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("no hash of a record: " + hash);
    }
    return new DecisionRecord(head.after(hash), content);
  }

  Head head() {
    return head;
  }

  @Nullable Content content() {
    return content;
  }

  /** The record as JSON in one line, of which {@link #fromJson(String)} makes an equal one. */
  public String toJson() {
    return JsonLayout.writeLine(RecordText.of(this));
  }

  /**
   * The record of a text that {@link #toJson()} made.
   *
   * @throws RuleSetException as {@link #fromJson(String, byte[])} does; its problems call the text
   *     {@code record.json}
   */
  public static DecisionRecord fromJson(String json) {
    Objects.requireNonNull(json, "json");
    return fromJson("record.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same of a text that has a name.
   *
   * @param name what problems should call the text
   * @param json in UTF-8, at most 128 MiB
   * @throws RuleSetException with everything that is wrong in the text, also if it was changed: if
   *     facts or decision are not those that it was sealed with, or the hash is another
   */
  public static DecisionRecord fromJson(String name, byte[] json) {
    return Json.readWritten(name, json, LARGEST, RecordText::read);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DecisionRecord that
            && head.equals(that.head)
            && Objects.equals(content, that.content));
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** Which decision of which rules it is, and no more: facts stay out of logs. */
  @Override
  public String toString() {
    return "record "
        + id()
        + " of "
        + at()
        + " by "
        + programYear()
        + (isErased() ? ", erased" : "");
  }
}
