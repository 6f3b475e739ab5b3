package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.DAY_OF_NO_YEAR;
import static tierwise.internal.folder.FolderProblem.DAY_OF_SEVERAL_PROGRAMMES;
import static tierwise.internal.folder.FolderProblem.NO_SUCH_YEAR;
import static tierwise.internal.folder.FolderProblem.YEAR_OF_SEVERAL_PROGRAMMES;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * Which of some years is meant: the one that is named, else the one that covers the day. Immutable
 * as far as the years are.
 *
 * @param <T> what there is of each year
 */
public final class YearChoice<T> {
  private final List<T> years;
  private final Function<T, YearSpan> span;

  /**
   * The choice between years, of which none holds on a day on which another of its programme does.
   */
  public YearChoice(Collection<T> years, Function<T, YearSpan> span) {
    this.years = List.copyOf(years);
    this.span = span;
  }

  /** All that a case can mean: those of the name, else those that cover the day. */
  public List<T> fitting(@Nullable String name, LocalDate day) {
    return name != null ? named(name) : covering(null, day);
  }

  /**
   * The year by which a case is decided: that of the name, else that which covers the day; {@code
   * null} with the reason among the problems.
   */
  public @Nullable T deciding(
      @Nullable String name,
      @Nullable Span named,
      LocalDate day,
      @Nullable Span asOf,
      Problems problems) {
    return name != null ? named(name, named, problems) : on(null, day, asOf, problems);
  }

  private List<T> named(String name) {
    return years.stream().filter(each -> span.apply(each).isNamed(name)).toList();
  }

  private List<T> covering(@Nullable String programme, LocalDate day) {
    return years.stream()
        .filter(each -> programme == null || span.apply(each).programme().equals(programme))
        .filter(each -> span.apply(each).covers(day))
        .toList();
  }

  /** The year of the name, or {@code null} with the reason among the problems. */
  public @Nullable T named(String name, @Nullable Span place, Problems problems) {
    List<T> named = named(name);
    if (named.size() == 1) {
      return named.get(0);
    }
    if (named.isEmpty()) {
      problems.error(NO_SUCH_YEAR, place, name).allowed(names(years), name);
    } else {
      problems.error(YEAR_OF_SEVERAL_PROGRAMMES, place, name).allowed(names(named));
    }
    return null;
  }

  /**
   * The year that covers the day, or {@code null} with the reason among the problems.
   *
   * @param programme whose year it is; {@code null} if it can be that of any
   */
  public @Nullable T on(
      @Nullable String programme, LocalDate day, @Nullable Span place, Problems problems) {
    List<T> covering = covering(programme, day);
    if (covering.size() == 1) {
      return covering.get(0);
    }
    if (covering.isEmpty()) {
      problems.error(DAY_OF_NO_YEAR, place, programme, day).allowed(shown());
    } else {
      problems.error(DAY_OF_SEVERAL_PROGRAMMES, place, day).allowed(names(covering));
    }
    return null;
  }

  private List<String> names(List<T> of) {
    return of.stream().map(each -> span.apply(each).name()).sorted().toList();
  }

  /** Programme by programme in the order of their days. */
  private List<String> shown() {
    return years.stream()
        .map(span)
        .sorted(Comparator.comparing(YearSpan::programme).thenComparing(YearSpan::from))
        .map(YearSpan::shown)
        .toList();
  }
}
