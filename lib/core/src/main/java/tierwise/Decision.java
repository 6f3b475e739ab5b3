package tierwise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.decide.Once;
import tierwise.internal.json.DecisionReader;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.source.Json;

/**
 * What a partner may enroll for on one day, and why. A value: immutable, equal if all of it is
 * equal, safe for use by several threads, and the same for the same facts and rules on any machine.
 *
 * <p>Statuses and figures are there at once. Words, evidence and notices are made when somebody
 * first asks for them; until then a decision keeps the facts that it was made from.
 */
public final class Decision {
  private static final String SCHEMA = "decision.schema.json";

  /** Bytes; no decision of a case that is taken has more. */
  private static final int LARGEST = 64 * 1024 * 1024;

  /**
   * The highest tier granted. Immutable.
   *
   * @param offer its name
   * @param of the subjects for which it is granted; empty if it is about nothing
   * @param orHigher whether a higher tier cannot be told yet
   */
  public record Highest(String offer, List<String> of, boolean orHigher) {}

  /**
   * Something that the partner holds. Immutable.
   *
   * @param offer the name of the offer or membership
   * @param of what it is about; {@code null} if it is about nothing
   * @param title it in words, such as {@code Silver in Cloud Platform}
   * @param since the first day of the term
   * @param anniversary the last day of the term
   */
  public record Held(
      String offer, @Nullable String of, String title, LocalDate since, LocalDate anniversary) {}

  /**
   * Something to know. Immutable.
   *
   * @param code the code that the rules use
   * @param about what it is about; {@code null} if it is about nothing in particular
   * @param from the first day it speaks of; {@code null} without a date
   * @param until the first day it no longer speaks of; {@code null} without a date
   * @param amount a sum of money, with two digits after the point; {@code null} without one
   * @param currency the currency of the sum; {@code null} without one
   * @param text the sentence for the reader
   * @param by the rule that stated it
   */
  public record Notice(
      String code,
      @Nullable About about,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable BigDecimal amount,
      @Nullable String currency,
      String text,
      RuleReference by) {}

  private final String programYear;
  private final String title;
  private final String fingerprint;
  private final LocalDate asOf;
  private final @Nullable Highest highest;
  private final List<OfferDecision> offers;
  private final Once<List<Held>> held;
  private final Once<List<Measured>> measurements;
  private final Once<List<Notice>> notices;

  /**
   * Makes a decision.
   *
   * @param programYear the name of the year, such as {@code learning-partner/2021}
   * @param title what people call the year
   * @param held gives what the partner holds; asked once at most, as are the others
   * @param measurements gives each measurement, also those that are but parts of others
   * @param notices gives what else the reader should know
   */
  public Decision(
      String programYear,
      String title,
      String fingerprint,
      LocalDate asOf,
      @Nullable Highest highest,
      List<OfferDecision> offers,
      Supplier<List<Held>> held,
      Supplier<List<Measured>> measurements,
      Supplier<List<Notice>> notices) {
    this.programYear = programYear;
    this.title = title;
    this.fingerprint = fingerprint;
    this.asOf = asOf;
    this.highest = highest;
    this.offers = List.copyOf(offers);
    this.held = new Once<>(() -> List.copyOf(held.get()));
    this.measurements = new Once<>(() -> List.copyOf(measurements.get()));
    this.notices = new Once<>(() -> List.copyOf(notices.get()));
  }

  /** The name of the year whose rules decided, such as {@code learning-partner/2021}. */
  public String programYear() {
    return programYear;
  }

  /** What people call that year. */
  public String title() {
    return title;
  }

  /** Identifies those rules down to the last figure. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The day of the decision. */
  public LocalDate asOf() {
    return asOf;
  }

  /** The highest tier granted; {@code null} if none is. */
  public @Nullable Highest highest() {
    return highest;
  }

  /** What the partner holds on that day. */
  public List<Held> held() {
    return held.get();
  }

  /** Everything that the programme can grant in this case: tiers first, the highest tier first. */
  public List<OfferDecision> offers() {
    return offers;
  }

  /**
   * All that was measured, each measurement once: those that findings rest on, their parts, and
   * what was measured besides; in the order of the manifest's measures.
   */
  public List<Measured> measurements() {
    return measurements.get();
  }

  /** What was measured besides, for no requirement of an offer. */
  public List<Measured> measures() {
    Set<String> used = new HashSet<>();
    offers.forEach(offer -> offer.findings().forEach(finding -> addMeasured(finding, used)));
    for (Measured whole : measurements()) {
      whole.parts().forEach(part -> used.add(part.id()));
    }
    return measurements().stream().filter(measured -> !used.contains(measured.id())).toList();
  }

  private static void addMeasured(Finding finding, Set<String> ids) {
    finding.within().forEach(each -> addMeasured(each, ids));
    if (finding instanceof Finding.OfMeasure measure) {
      Measured measured = measure.measured();
      if (measured != null) {
        ids.add(measured.id());
      }
    }
  }

  /** What else the reader should know, in the order of its dates. */
  public List<Notice> notices() {
    return notices.get();
  }

  /** The part that is statuses and figures, which {@link RuleSet#verdicts} gives alone. */
  public Verdicts verdicts() {
    return Verdicts.of(programYear, fingerprint, asOf, highest, offers);
  }

  /**
   * The offer with the name and subject. Of something held there are two: the one that the partner
   * should look at is the renewal, unless that is closed and enrolling anew is not.
   *
   * @param of what it is about; {@code null} for an offer that is about nothing
   * @return empty if this decision has no such offer
   */
  public Optional<OfferDecision> offer(String offer, @Nullable String of) {
    OfferDecision best = null;
    for (OfferDecision each : offers) {
      if (each.offer().equals(offer)
          && Objects.equals(each.of(), of)
          && (best == null || best.status() == OfferDecision.Status.CLOSED)
          && !(best != null && each.status() == OfferDecision.Status.CLOSED)) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * What stands between the partner and an offer: the findings that are missed or not reported.
   * With exactly these met the offer is granted, unless it is closed.
   *
   * @param of what the offer is about; {@code null} for an offer that is about nothing
   * @throws IllegalArgumentException if this decision has no such offer
   */
  public List<Finding> missingFor(String offer, @Nullable String of) {
    return offer(offer, of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no offer " + offer + (of == null ? "" : " of " + of) + " in this decision"))
        .missing();
  }

  /**
   * The next step up the ladder, for each subject in play: the lowest tier that is neither granted
   * nor closed and stands above everything granted for the subject. Empty at the top.
   */
  public List<OfferDecision> nextSteps() {
    Set<@Nullable String> subjects = new LinkedHashSet<>();
    tiers().map(OfferDecision::of).filter(Objects::nonNull).forEach(subjects::add);
    if (subjects.isEmpty()) {
      subjects.add(null);
    }
    Set<OfferDecision> steps = new LinkedHashSet<>();
    subjects.forEach(subject -> nextStep(subject).ifPresent(steps::add));
    return List.copyOf(steps);
  }

  private Optional<OfferDecision> nextStep(@Nullable String subject) {
    List<OfferDecision> ladder =
        tiers().filter(tier -> tier.of() == null || tier.of().equals(subject)).toList();
    int reached =
        ladder.stream()
            .filter(tier -> tier.status() == OfferDecision.Status.GRANTED)
            .mapToInt(OfferDecision::rung)
            .min()
            .orElse(Integer.MAX_VALUE);
    return ladder.stream()
        .filter(tier -> tier.rung() < reached && tier.status() != OfferDecision.Status.CLOSED)
        .max(Comparator.comparingInt(OfferDecision::rung));
  }

  private Stream<OfferDecision> tiers() {
    return offers.stream().filter(offer -> offer.rung() >= 0);
  }

  /**
   * This decision as JSON, in the format that {@link #jsonSchema()} describes, indented for people.
   */
  public String toJson() {
    return JsonLayout.write(DecisionTree.of(this, null));
  }

  /**
   * The same JSON with the name of the case behind the format, to be told from the decisions of
   * other cases.
   */
  public String toJson(String caseName) {
    return JsonLayout.write(DecisionTree.of(this, Objects.requireNonNull(caseName, "caseName")));
  }

  /** The same JSON in one line and without spaces, for logs and for files of many decisions. */
  public String toJsonLine() {
    return JsonLayout.writeLine(DecisionTree.of(this, null));
  }

  /** The JSON of {@link #toJson(String)} in one line and without spaces. */
  public String toJsonLine(String caseName) {
    return JsonLayout.writeLine(
        DecisionTree.of(this, Objects.requireNonNull(caseName, "caseName")));
  }

  /**
   * The decision that {@link #toJson()} or one of its sisters made this text of, equal to it in
   * all. Needs neither the case nor the rules.
   *
   * @throws RuleSetException as {@link #fromJson(String, byte[])} does; its problems call the text
   *     {@code decision.json}
   */
  public static Decision fromJson(String json) {
    Objects.requireNonNull(json, "json");
    return fromJson("decision.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same of a text that has a name. The name of a case that stands in it is passed over.
   *
   * @param name what problems should call the text
   * @param json in UTF-8, at most 64 MiB
   * @throws RuleSetException with everything that is wrong in the text
   */
  public static Decision fromJson(String name, byte[] json) {
    return Json.readWritten(name, json, LARGEST, DecisionReader::read);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Decision that
            && programYear.equals(that.programYear)
            && title.equals(that.title)
            && fingerprint.equals(that.fingerprint)
            && asOf.equals(that.asOf)
            && Objects.equals(highest, that.highest)
            && offers.equals(that.offers)
            && held().equals(that.held())
            && measurements().equals(that.measurements())
            && notices().equals(that.notices()));
  }

  @Override
  public int hashCode() {
    return Objects.hash(programYear, fingerprint, asOf, highest, offers);
  }

  /** The decision as JSON in one line. */
  @Override
  public String toString() {
    return toJsonLine();
  }

  /** The JSON Schema (draft 2020-12) of {@link #toJson()}. */
  public static String jsonSchema() {
    return schema(SCHEMA);
  }

  static String schema(String name) {
    try (InputStream in = Decision.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
