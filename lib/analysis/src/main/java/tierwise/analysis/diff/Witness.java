package tierwise.analysis.diff;

import java.time.LocalDate;
import java.util.List;

/**
 * The smallest partner found who notices a change, as both years decide. Immutable.
 *
 * @param notices what this partner notices
 * @param title what it is about, in words
 * @param onOneDay whether it is one case for both years; else each year decides it on days of its
 *     own, which are as far apart as the first days of the years
 * @param caseBefore the case with what the earlier year decides, as an entry of a file of cases
 * @param caseAfter the same with what the later year decides
 */
public record Witness(
    Notices notices,
    String title,
    boolean onOneDay,
    Outcome before,
    Outcome after,
    String caseBefore,
    String caseAfter) {

  /** What somebody notices. */
  public enum Notices {
    /** The later year grants what the earlier one does not. */
    EASIER,
    /** The later year does not grant what the earlier one does. */
    HARDER,
    /** The answer is the same, for other figures or requirements. */
    OTHERWISE,
    /** A notice is told by one year only, or with other days or money. */
    NOTICE,
    /** A measure comes to another figure, or rests on other lines. */
    MEASURE
  }

  /**
   * What one year decides.
   *
   * @param year the name of the year
   * @param asOf the day of the decision
   * @param status the status of the offer, or what there is of the notice or the measure, in words
   * @param because what of it the other year has otherwise
   */
  public record Outcome(String year, LocalDate asOf, String status, List<Ground> because) {
    /** Keeps its own copy. */
    public Outcome {
      because = List.copyOf(because);
    }
  }

  /**
   * A sentence of a decision with the lines that make it so: a rule, and the row that it reads.
   *
   * @param synthetic whether a figure of it is invented
   */
  public record Ground(String text, List<Change.Place> at, boolean synthetic) {
    /** Keeps its own copy. */
    public Ground {
      at = List.copyOf(at);
    }
  }
}
