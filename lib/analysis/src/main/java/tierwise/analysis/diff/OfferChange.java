package tierwise.analysis.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one offer from one year to the next. Immutable.
 *
 * @param offer its name, as the manifests have it
 * @param renewal whether it is the renewal of what is held
 * @param called what it is called
 * @param effect whether it is easier or harder to get
 * @param because how it is known that it is the same; {@code null} of what is not
 * @param compared how many cases both years have decided that have the offer in both
 * @param witnesses the smallest partner who notices each: easier, harder, other reasons
 */
public record OfferChange(
    String offer,
    boolean renewal,
    String called,
    Effect effect,
    @Nullable Because because,
    int compared,
    List<Witness> witnesses) {
  /** Keeps its own copy. */
  public OfferChange {
    witnesses = List.copyOf(witnesses);
  }

  /** What a change does to those who ask for the offer. */
  public enum Effect {
    /** Nobody was found who gets another answer. */
    SAME,
    /** Some get it who did not, and nobody was found who no longer does. */
    EASIER,
    /** Some no longer get it, and nobody was found who gets it now. */
    HARDER,
    /** Some get it who did not, and some no longer do. */
    BOTH,
    /** Only the later year has it. */
    NEW,
    /** Only the earlier year has it. */
    GONE,
    /** Both years have it, but no case was found that has it in both. */
    NOT_COMPARED
  }

  /** How it is known that nobody notices. */
  public enum Because {
    /** All rules, rows and entries that it rests on are the same. */
    SAME_RULES,
    /** Nobody was found among the cases that were tried, and that proves nothing. */
    NONE_FOUND
  }
}
