package tierwise.analysis.diff;

import java.util.List;
import java.util.Objects;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.analysis.Report;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.RecordJson;

/**
 * What changes from one programme year to another: what is written otherwise, and whom it hits.
 * Immutable; the same for the same rules and cases on any machine.
 *
 * @param before the earlier year
 * @param after the later year
 * @param offers what becomes of each offer
 * @param told one partner for each notice and each measure that the years tell otherwise
 * @param changes what is written otherwise
 * @param sameRules how many rules say the same in both
 * @param sameRows how many rows are the same in both
 * @param search how partners were looked for
 */
public record YearDiff(
    Side before,
    Side after,
    List<OfferChange> offers,
    List<Witness> told,
    List<Change> changes,
    int sameRules,
    int sameRows,
    Search search)
    implements Report {
  /** How many cases are drawn if nobody says otherwise. */
  public static final int DRAWN = 1_000;

  /** Keeps its own copies. */
  public YearDiff {
    offers = List.copyOf(offers);
    told = List.copyOf(told);
    changes = List.copyOf(changes);
  }

  /** A year that is compared, see {@link RuleSet#fingerprint()}. */
  public record Side(ProgramYear year, String fingerprint) {}

  /**
   * How partners were looked for.
   *
   * @param tried how many cases both years have decided
   * @param known how many of those were given
   * @param drawn how many were drawn
   * @param moved by how much the days of the later year's cases are later, in words; empty if each
   *     case is one for both
   * @param notCompared what could not be compared, in sentences
   */
  public record Search(int tried, int known, int drawn, String moved, List<String> notCompared) {
    /** Keeps its own copy. */
    public Search {
      notCompared = List.copyOf(notCompared);
    }
  }

  /**
   * How hard partners are looked for. Immutable.
   *
   * @param drawn how many cases are drawn, at least 0
   * @param before cases of the earlier year, such as those of its tests
   * @param after cases of the later year
   */
  public record Effort(int drawn, List<EnrollmentCase> before, List<EnrollmentCase> after) {
    /**
     * Keeps its own copies.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Effort {
      if (drawn < 0) {
        throw new IllegalArgumentException("cannot draw " + drawn + " cases");
      }
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /** Compares two years, and looks for partners among drawn cases only. */
  public static YearDiff of(RuleSet before, RuleSet after) {
    return of(before, after, new Effort(DRAWN, List.of(), List.of()));
  }

  /** Compares two years. It takes some seconds where many cases are tried. */
  public static YearDiff of(RuleSet before, RuleSet after, Effort effort) {
    return new Differ(
            Objects.requireNonNull(before, "before"), Objects.requireNonNull(after, "after"))
        .diff(Objects.requireNonNull(effort, "effort"));
  }

  /** The changes of a part. */
  public List<Change> changes(Change.Part part) {
    return changes.stream().filter(each -> each.part() == part).toList();
  }

  @Override
  public String toJson() {
    return RecordJson.of(this);
  }

  @Override
  public String toText() {
    return PageText.of(DiffPage.of(this));
  }

  @Override
  public String toMarkdown() {
    return PageMarkdown.of(DiffPage.of(this));
  }

  @Override
  public String toHtml() {
    return PageHtml.of(DiffPage.of(this));
  }
}
