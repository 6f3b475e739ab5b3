package tierwise;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A programme year as it was published: it does not change any more, and a correction is the next
 * revision. Immutable.
 *
 * @param programme the programme, such as {@code learning-partner}
 * @param year the name of the year's folder, such as {@code 2021}
 * @param number counts the revisions of the year, from 1
 * @param fingerprint that of the rules, see {@link RuleSet#fingerprint()}
 * @param files the SHA-256 of each file of the folder but its tests, by its name; line ends count
 *     as LF
 * @param on the day on which it was published
 * @param by who published it
 * @param note what it is, or what it corrects
 * @param proved what was shown of it before it was published
 * @param signature an Ed25519 signature of all of this; {@code null} if it is not signed
 */
public record Revision(
    String programme,
    String year,
    int number,
    String fingerprint,
    Map<String, String> files,
    LocalDate on,
    String by,
    String note,
    Proof proved,
    @Nullable String signature) {
  /** Keeps its own copy of the files, by their names. */
  public Revision {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    Objects.requireNonNull(proved, "proved");
  }

  /**
   * What was shown before a revision was published. Immutable.
   *
   * @param cases how many cases of its tests were decided as they expect, by both engines
   * @param drawn how many drawn cases were decided alike by both engines, and kept every law
   * @param coverage what percentage the cases exercise, by what is counted
   */
  public record Proof(int cases, int drawn, Map<String, Integer> coverage) {
    /** Keeps its own copy of the percentages. */
    public Proof {
      coverage = Collections.unmodifiableMap(new TreeMap<>(coverage));
    }
  }

  /** The name of the year: {@code learning-partner/2021}. */
  public String name() {
    return programme + "/" + year;
  }

  /** Where its archive lies, below the folder of the programme: {@code archive/2021-r1.zip}. */
  public String archive() {
    return "archive/" + year + "-r" + number + ".zip";
  }

  /** The same with a signature. */
  public Revision signed(String other) {
    return new Revision(programme, year, number, fingerprint, files, on, by, note, proved, other);
  }

  /** The name of the year, and which revision it is. */
  @Override
  public String toString() {
    return name() + " revision " + number;
  }
}
