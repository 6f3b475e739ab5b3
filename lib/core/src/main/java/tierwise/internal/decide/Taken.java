package tierwise.internal.decide;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.engine.Statement;

/** A measurement in one decision: of one measure and one thing, however often it was stated. */
final class Taken {
  /** What a measurement was taken of. */
  record Key(String measure, @Nullable Object of, @Nullable String at) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::measure)
            .thenComparing(Key::at, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(key -> String.valueOf(key.of()));

    static Key of(Measurement measurement) {
      return new Key(measurement.measure(), measurement.of(), measurement.at());
    }

    /** So that names chosen to share a hash are found as fast as others. */
    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** What the measurement was made from, each once, in the order of names. */
  static SortedSet<Key> partsOf(Measurement measurement) {
    SortedSet<Key> parts = new TreeSet<>();
    measurement.parts().forEach(part -> parts.add(Key.of(part)));
    return parts;
  }

  private final int number;
  private final @Nullable MeasurePlan plan;
  private final List<Statement<Measurement>> stated;
  private List<Taken> parts = List.of();
  private boolean isReported = true;

  Taken(int number, @Nullable MeasurePlan plan, List<Statement<Measurement>> stated) {
    this.number = number;
    this.plan = plan;
    this.stated = stated;
  }

  /** Its number among the measurements of the decision. */
  int number() {
    return number;
  }

  /** Its measure; {@code null} if the manifest does not have it, which is a problem. */
  @Nullable MeasurePlan plan() {
    return plan;
  }

  /** Who stated it, in the order of lines; never empty. */
  List<Statement<Measurement>> stated() {
    return stated;
  }

  Statement<Measurement> first() {
    return stated.get(0);
  }

  Measurement measurement() {
    return stated.get(0).fact();
  }

  /** What it was made from. */
  List<Taken> parts() {
    return parts;
  }

  void madeFrom(List<Taken> others) {
    parts = others;
  }

  /** Whether the case gave everything that it counts. */
  boolean isReported() {
    return isReported;
  }

  void setReported(boolean reported) {
    isReported = reported;
  }

  /**
   * Tells it from the other measurements of the decision, which are all of an offer, all of a text
   * or all of nothing if their measure is the same. An offer of nothing has an empty place where
   * others have what they are of, so that its renewal is not taken for an offer of "renewal".
   */
  String id() {
    Measurement measurement = measurement();
    StringBuilder id = new StringBuilder(measurement.measure());
    if (measurement.of() instanceof Offer offer) {
      id.append('/').append(offer.name());
      if (offer.of() != null) {
        append(id.append('/'), offer.of());
      } else if (offer.renewal()) {
        id.append('/');
      }
      if (offer.renewal()) {
        id.append("/renewal");
      }
    } else if (measurement.of() != null) {
      append(id.append('/'), Objects.toString(measurement.of()));
    }
    if (measurement.at() != null) {
      append(id.append('@'), measurement.at());
    }
    return id.toString();
  }

  /** Keeps apart what is written in a text from what separates texts. */
  private static void append(StringBuilder id, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '/' -> id.append("%2F");
        case '@' -> id.append("%40");
        case '%' -> id.append("%25");
        default -> id.append(c);
      }
    }
  }
}
