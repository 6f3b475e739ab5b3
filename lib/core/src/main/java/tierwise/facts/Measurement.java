package tierwise.facts;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.RuleLanguage.Source;

/**
 * A statement: what a measure came to, and the lines that made it so. Rules make it with {@link
 * Statements#measured(String, Object, Number, Collection)}, {@link Statements#averaged}, {@link
 * Statements#made} and {@link Statements#ratio}.
 *
 * @param measure the measure, as the manifest names it
 * @param of the offer or the subject's name of which it was taken; {@code null} for all
 * @param at the value that the lines counted have in the field by which the manifest splits the
 *     measure, such as a location; {@code null} if it counts the lines without a value, or if
 *     nothing is split beside {@code of}
 * @param value the figure, in the unit of the measure; {@code null} if there was nothing to
 *     average, or to divide by. One that six digits after the point do not hold, such as 10/3,
 *     compares and is added up by rules exactly; whoever else reckons with it has 120 digits of it
 * @param evidence the lines that were counted, in the order of counting
 * @param parts the measurements that this one was made from; their evidence is its own
 */
@Fact(
    from = Source.RULES,
    says = "What a measure came to, and the lines that made it so.",
    kindsBy = "measure")
public record Measurement(
    @Field(value = "The measure.", is = Role.MEASURE) String measure,
    @Field(
            value = "The offer or the name of the subject of which it was taken; none for all.",
            is = Role.SUBJECT)
        @Nullable Object of,
    @Field("The value by which the lines counted are split from others; none if they are not.")
        @Nullable String at,
    @Field(
            "The figure, in the unit of the measure; none if there was nothing to average, or to divide by.")
        @Nullable BigDecimal value,
    @Field(value = "The lines that were counted.", is = Role.EVIDENCE) List<Object> evidence,
    @Field("The measurements that it was made from.") List<Measurement> parts) {
  /** More lines than several measurements of the largest case have together. */
  private static final int MOST_EVIDENCE = 1_000_000;

  /** More than one has that is made from a part for each location of a large partner. */
  private static final int MOST_PARTS = 10_000;

  /**
   * Makes a measurement.
   *
   * @throws InvalidFactException if a value is missing or has too many digits, if {@code of} is
   *     neither an offer nor a text, or if there are more than 1,000,000 lines of evidence or
   *     10,000 parts, with the parts of parts
   */
  public Measurement {
    measure = Require.text(Measurement.class, "measure", measure);
    of = Require.offerOrText(Measurement.class, "of", of);
    at = Require.optionalText(Measurement.class, "at", at);
    value = Require.optionalDecimal(Measurement.class, "value", value);
    if (evidence.size() > MOST_EVIDENCE) {
      throw tooMuchEvidence();
    }
    evidence = List.copyOf(evidence);
    parts = List.copyOf(parts);
    // Parts of parts would double with each measurement that is made from one part twice.
    if (number(parts, 0) > MOST_PARTS) {
      throw new InvalidFactException(
          Measurement.class, "parts", "are more than " + MOST_PARTS + ", with the parts of parts");
    }
  }

  /**
   * Parts that a rule has collected, those of one measure together: if they are of several, the
   * order in which they were collected is that of whoever applied the rules.
   */
  static List<Measurement> byMeasure(Collection<Measurement> collected) {
    return collected.stream().sorted(Comparator.comparing(Measurement::measure)).toList();
  }

  /**
   * The evidence of all parts, which is looked at before it is put together. A line that counts for
   * several parts, such as for two paths to the same points, stands once.
   */
  static List<Object> evidenceOf(Collection<Measurement> parts) {
    long size = 0;
    for (Measurement part : parts) {
      size += part.evidence.size();
    }
    if (size > MOST_EVIDENCE) {
      throw tooMuchEvidence();
    }
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return parts.stream().flatMap(part -> part.evidence.stream()).filter(seen::add).toList();
  }

  private static InvalidFactException tooMuchEvidence() {
    return new InvalidFactException(
        Measurement.class, "evidence", "has more than " + MOST_EVIDENCE + " lines");
  }

  /**
   * How many parts it has, with the parts of its parts; each counts as often as it is part of
   * something.
   */
  public int numberOfParts() {
    return number(parts, 0);
  }

  /** Counts parts and their parts on from a number, and no further than what is allowed. */
  private static int number(List<Measurement> parts, int before) {
    int number = before;
    for (Measurement part : parts) {
      if (number > MOST_PARTS) {
        break;
      }
      number = number(part.parts, number + 1);
    }
    return number;
  }

  /** Leaves the lines and the parts out, of which there may be many. */
  @Override
  public int hashCode() {
    return Objects.hash(measure, of, at, value);
  }
}
