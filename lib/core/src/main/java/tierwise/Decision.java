package tierwise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a partner may enroll for on one day, and why. A plain value: immutable, equal if all of it
 * is equal, and the same for the same facts and rules on any machine.
 *
 * @param programYear the rules that decided
 * @param fingerprint identifies those rules down to the last figure
 * @param asOf the day of the decision
 * @param highest the highest tier granted; {@code null} if none is
 * @param held what the partner holds on that day
 * @param offers everything that the programme can grant in this case: tiers first, the highest tier
 *     first
 * @param measures what was measured besides, for no requirement of an offer
 * @param notices what else the reader should know, in the order of its dates
 */
public record Decision(
    ProgramYear programYear,
    String fingerprint,
    LocalDate asOf,
    @Nullable Highest highest,
    List<Held> held,
    List<OfferDecision> offers,
    List<Measured> measures,
    List<Notice> notices) {
  private static final String SCHEMA = "decision.schema.json";

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

  /** Keeps its own copies of the lists. */
  public Decision {
    held = List.copyOf(held);
    offers = List.copyOf(offers);
    measures = List.copyOf(measures);
    notices = List.copyOf(notices);
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

  /** This decision as JSON, in the format that {@link #jsonSchema()} describes. */
  public String toJson() {
    return DecisionJson.write(this);
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
