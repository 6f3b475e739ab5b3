package tierwise;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.bulk.InOrder;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.folder.YearChoice;
import tierwise.internal.source.Problems;

/**
 * The one door: finds rule folders, checks them and decides cases by the year that holds.
 *
 * <pre>{@code
 * RuleSets rules = RuleSets.onClassPath();
 * Decision decision = rules.decide(enrollmentCase);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. Make one and keep it. All rules are checked
 * when it is made; each year is made ready when its first case is decided.
 */
public final class RuleSets {
  /** So many that handing them to a thread costs nothing beside deciding them. */
  private static final int DECIDED_TOGETHER = 16;

  private final FoundRules found;
  private final YearChoice<RuleSet> choice;

  private RuleSets(FoundRules found) {
    this.found = found;
    this.choice = new YearChoice<>(found.sets().values(), set -> set.programYear().span());
  }

  /**
   * Finds rule folders with other settings than the usual ones: {@code
   * RuleSets.with(RuleSettings.usual().withoutGuard()).in(directory)}.
   */
  public static Finder with(RuleSettings settings) {
    return new Finder(Objects.requireNonNull(settings, "settings"), null, null);
  }

  /** Finds rule folders and reads them with its settings. Immutable. */
  public static final class Finder {
    private final RuleSettings settings;

    /** The cases that are to be decided; {@code null} if nobody knows yet. */
    private final @Nullable List<EnrollmentCase> cases;

    /** Rules that were made before; {@code null} if all are to be made anew. */
    private final @Nullable RuleSets earlier;

    private Finder(
        RuleSettings settings, @Nullable List<EnrollmentCase> cases, @Nullable RuleSets earlier) {
      this.settings = settings;
      this.cases = cases;
      this.earlier = earlier;
    }

    /**
     * The same, but it reads only the years by which some of the cases are decided: those that they
     * name, else those that cover their days. That takes a fraction of the time where there are
     * many years. What is wrong with another year is not told. If a case finds no year, all are
     * read, so that they can be named.
     */
    public Finder forCases(List<EnrollmentCase> needing) {
      return new Finder(settings, List.copyOf(needing), earlier);
    }

    /**
     * The same, but years whose files are as they were keep their rules of earlier, with all that
     * these have built and counted. Only where the settings are the very same.
     */
    public Finder reusing(RuleSets before) {
      return new Finder(settings, cases, Objects.requireNonNull(before, "before"));
    }

    /** As {@link RuleSets#onClassPath(ClassLoader)}. */
    public RuleSets onClassPath(ClassLoader loader) {
      return of(RuleFiles.onClassPath(loader));
    }

    /** As {@link RuleSets#in(Path)}. */
    public RuleSets in(Path directory) {
      return of(RuleFiles.in(directory));
    }

    /**
     * The rules of files that were read before.
     *
     * @throws RuleSetException with everything that is wrong with them
     */
    public RuleSets of(RuleFiles files) {
      FoundRules found = found(Objects.requireNonNull(files, "files"));
      if (found.hasErrors()) {
        throw new RuleSetException(found.problems());
      }
      return new RuleSets(found);
    }

    /** As {@link RuleSets#check(Path)}. */
    public List<Problem> check(Path directory) {
      RuleFiles files = RuleFiles.in(directory);
      FoundRules found = found(files);
      List<Problem> problems = new ArrayList<>(found.problems());
      problems.addAll(found.drift());
      problems.addAll(files.againstHistory());
      return List.copyOf(problems);
    }

    private FoundRules found(RuleFiles files) {
      return FoundRules.in(files, settings, cases, earlier == null ? null : earlier.found);
    }
  }

  /**
   * What came of one of many cases: a decision, or the reasons why there is none. Immutable.
   *
   * @param enrollmentCase the case
   * @param decision what was decided; {@code null} if it could not be
   * @param problems why not; empty if it was
   */
  public record DecidedCase(
      EnrollmentCase enrollmentCase, @Nullable Decision decision, List<Problem> problems) {
    /** Keeps its own copy. */
    public DecidedCase {
      problems = List.copyOf(problems);
    }

    private static DecidedCase of(RuleSets rules, EnrollmentCase enrollmentCase) {
      try {
        return new DecidedCase(enrollmentCase, rules.decide(enrollmentCase), List.of());
      } catch (RuleSetException e) {
        return new DecidedCase(enrollmentCase, null, e.problems());
      }
    }
  }

  /**
   * The rule folders of all jars and directories of the class path that carry some, as {@code
   * META-INF/tierwise/programme/year}. What cannot be listed, such as a jar without entries for its
   * folders, needs a file {@code META-INF/tierwise/index.txt} that names them, one on each line.
   *
   * @throws RuleSetException if there is none, or with everything that is wrong with them
   */
  public static RuleSets onClassPath() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return onClassPath(context == null ? RuleSets.class.getClassLoader() : context);
  }

  /**
   * The rule folders that the class loader sees; see {@link #onClassPath()}.
   *
   * @throws RuleSetException if there is none, or with everything that is wrong with them
   */
  public static RuleSets onClassPath(ClassLoader loader) {
    return with(RuleSettings.usual()).onClassPath(loader);
  }

  /**
   * The rule folders in a directory, as {@code programme/year}. The directory can also be that of
   * one programme or of one year, or be the archive of a published year.
   *
   * @throws RuleSetException if there is none, or with everything that is wrong with them
   */
  public static RuleSets in(Path directory) {
    return with(RuleSettings.usual()).in(directory);
  }

  /**
   * Everything that is wrong or doubtful with the rule folders in a directory, without making
   * anything of them: errors as well as warnings. Empty if all is well.
   */
  public static List<Problem> check(Path directory) {
    return with(RuleSettings.usual()).check(directory);
  }

  /**
   * Makes the rules of all years ready now rather than with the first decision of each. Does
   * nothing where they are.
   *
   * @return these rules
   */
  public RuleSets prepare() {
    found.sets().values().forEach(RuleSet::prepare);
    return this;
  }

  /** The years, programme by programme in the order of their days. */
  public List<ProgramYear> years() {
    return found.sets().values().stream()
        .map(RuleSet::programYear)
        .sorted(Comparator.comparing(ProgramYear::programme).thenComparing(ProgramYear::from))
        .toList();
  }

  /**
   * The revision as which the rules of a year were published; empty if they were not, or were
   * changed since.
   *
   * @param name as {@link #year(String)} takes it
   * @throws RuleSetException as {@link #year(String)} does
   */
  public Optional<Revision> published(String name) {
    return Optional.ofNullable(found.published().get(year(name).toString()));
  }

  /**
   * The rules of a year.
   *
   * @param name the programme and the year, such as {@code learning-partner/2021}; or the year
   *     alone, if only one programme has it
   * @throws RuleSetException if there is no such year, or several programmes have it
   */
  public RuleSet year(String name) {
    Problems problems = new Problems();
    return found(choice.named(Objects.requireNonNull(name, "name"), null, problems), problems);
  }

  private static RuleSet found(@Nullable RuleSet set, Problems problems) {
    if (set == null) {
      throw new RuleSetException(problems.inFileOrder());
    }
    return set;
  }

  /**
   * The rules of a programme that hold on a day.
   *
   * @param programme the programme, such as {@code learning-partner}
   * @throws RuleSetException if no year of the programme covers the day
   */
  public RuleSet on(String programme, LocalDate day) {
    Objects.requireNonNull(programme, "programme");
    Problems problems = new Problems();
    return found(
        choice.on(programme, Objects.requireNonNull(day, "day"), null, problems), problems);
  }

  /**
   * Decides a case by the year that it names, else by the year that covers its day.
   *
   * @throws RuleSetException if no year fits, or as {@link RuleSet#decide} says
   */
  public Decision decide(EnrollmentCase enrollmentCase) {
    return forCase(enrollmentCase).decide(enrollmentCase);
  }

  /**
   * Statuses and figures of what {@link #decide(EnrollmentCase)} decides, in less time.
   *
   * @throws RuleSetException if no year fits, or as {@link RuleSet#verdicts} says
   */
  public Verdicts verdicts(EnrollmentCase enrollmentCase) {
    return forCase(enrollmentCase).verdicts(enrollmentCase);
  }

  /**
   * Decides many cases, one after the other, in the thread that reads what came of them.
   *
   * @param cases read while the results are
   * @return what came of each, in their order; one that cannot be decided does not keep others from
   *     it
   */
  public Stream<DecidedCase> decideAll(Stream<EnrollmentCase> cases) {
    return cases.map(each -> DecidedCase.of(this, each));
  }

  /**
   * Decides many cases by several threads. However many they are, only some hundreds are held at a
   * time, and none is decided before somebody reads. The thread that reads decides too where the
   * executor has not begun.
   *
   * @param cases read while the results are, by the same thread
   * @param executor not shut down by this
   * @return what came of each, in their order, to be read by one thread; closing it closes the
   *     cases
   */
  public Stream<DecidedCase> decideAll(Stream<EnrollmentCase> cases, Executor executor) {
    Objects.requireNonNull(executor, "executor");
    return InOrder.map(
            cases,
            DECIDED_TOGETHER,
            (List<EnrollmentCase> some) ->
                some.stream().map(each -> DecidedCase.of(this, each)).toList(),
            executor)
        .flatMap(List::stream);
  }

  /**
   * Decides a case by each of several years, whatever its day.
   *
   * <p>A fact that does not fit the rules of a year, such as one of a type that the year does not
   * declare, is not read by that year, and the comparison says so. One that fits none of the years
   * is a problem.
   *
   * @param years the years, each as {@link EnrollmentCase#withYear} and {@link #year} take it; a
   *     year alone that follows a year with its programme is one of the same programme; a year that
   *     is named twice counts once
   * @throws RuleSetException if there is no such year, or a fact fits none of them, or as {@link
   *     RuleSet#decide} says
   * @throws IllegalArgumentException if no year is named
   */
  public Comparison compare(EnrollmentCase enrollmentCase, List<String> years) {
    Set<RuleSet> sets = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    EnrollmentCase each = Objects.requireNonNull(enrollmentCase, "enrollmentCase");
    for (String year : Given.all("years", years)) {
      each = each.withYear(year);
      try {
        sets.add(forCase(each));
      } catch (RuleSetException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleSetException(Problems.bounded(problems));
    }
    return CaseAcrossYears.compare(enrollmentCase.facts(), List.copyOf(sets));
  }

  /**
   * The rules that would decide a case: those of the year that it names, else of the year that
   * covers its day.
   *
   * @throws RuleSetException if no year fits
   */
  public RuleSet forCase(EnrollmentCase enrollmentCase) {
    CaseFacts facts = Objects.requireNonNull(enrollmentCase, "enrollmentCase").facts();
    Problems problems = new Problems();
    return found(
        choice.deciding(
            facts.year(),
            facts.yearSpan(),
            enrollmentCase.application().asOf(),
            facts.place(enrollmentCase.application(), "asOf"),
            problems),
        problems);
  }
}
