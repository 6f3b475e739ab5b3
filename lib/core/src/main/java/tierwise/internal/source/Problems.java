package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.MORE_PROBLEMS;
import static tierwise.internal.source.ReadingProblem.ONE_MORE_PROBLEM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;

/**
 * Collects problems while something is read. However many there are, memory, time and what is told
 * stay bounded. Used by one thread.
 */
public final class Problems {
  /**
   * So many are told of a request or a rule folder; how many more there are is said. Nobody mends a
   * hundred before looking again, and a service that answers with them sends half a megabyte at the
   * very most.
   */
  public static final int MOST_TOLD = 100;

  /** Of so many those to be told are chosen, again and again. */
  private static final int MOST_KEPT = 1_000;

  private static final int LONGEST_MESSAGE = 1_000;
  private static final int MOST_RELATED = 20;
  private static final int MOST_ALLOWED = 50;
  private static final int LONGEST_ALLOWED = 2_000;
  private static final int LONGEST_VALUE = 200;

  private final List<Draft> kept = new ArrayList<>();

  /** The codes of all problems in the order in which they were found. */
  private final List<ProblemCode> codes = new ArrayList<>();

  /** Which of all problems are errors. */
  private final BitSet errors = new BitSet();

  private final Set<String> files = new LinkedHashSet<>();
  private final Nearest nearest = new Nearest();

  /** Takes note that a file is read now; problems come in the order of this. */
  public void reading(String file) {
    files.add(file);
  }

  /**
   * Adds an error, to which the caller can add more.
   *
   * @param values what is filled in, a value for each slot of the sentence; {@code null} where the
   *     sentence can do without it
   */
  public Draft error(Sentence sentence, @Nullable Span span, @Nullable Object... values) {
    return add(new Draft(nearest, sentence, Problem.Severity.ERROR, span, values));
  }

  /** Adds a warning, to which the caller can add more; the rest is as for an error. */
  public Draft warning(Sentence sentence, @Nullable Span span, @Nullable Object... values) {
    return add(new Draft(nearest, sentence, Problem.Severity.WARNING, span, values));
  }

  /** An error that stands by itself and has no place. */
  public static Problem alone(Sentence sentence, @Nullable Object... values) {
    return new Draft(new Nearest(), sentence, Problem.Severity.ERROR, null, values).finish();
  }

  private Draft add(Draft draft) {
    if (kept.size() == MOST_KEPT) {
      List<Draft> first = firstInFileOrder(kept);
      kept.clear();
      kept.addAll(first);
    }
    kept.add(draft);
    errors.set(codes.size(), draft.isError());
    codes.add(draft.code);
    return draft;
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /**
   * What a stage of work made.
   *
   * @param errors the codes of the errors that it found
   */
  public record Stage<T extends @Nullable Object>(T result, Set<ProblemCode> errors) {
    public boolean isSound() {
      return errors.isEmpty();
    }
  }

  /** Does a stage of work, which adds its problems here. */
  public <T extends @Nullable Object> Stage<T> stage(Supplier<T> work) {
    int before = codes.size();
    T result = work.get();
    Set<ProblemCode> found = EnumSet.noneOf(ProblemCode.class);
    for (int i = errors.nextSetBit(before); i >= 0; i = errors.nextSetBit(i + 1)) {
      found.add(codes.get(i));
    }
    return new Stage<>(result, found);
  }

  /** What a stage of work made; {@code null} if it found errors. */
  public <T extends @Nullable Object> @Nullable T sound(Supplier<T> work) {
    Stage<T> stage = stage(work);
    return stage.isSound() ? stage.result() : null;
  }

  /**
   * What was probably meant; {@code null} if nothing looks like it. The work for all searches of
   * one list of problems together is bounded.
   */
  public @Nullable String nearest(String written, Collection<String> candidates) {
    return nearest.find(written, candidates);
  }

  /**
   * The problems, file by file as the files were read, each file from its top. Of very many the
   * first, errors before warnings, and at the end one that says how many more there are.
   */
  public List<Problem> inFileOrder() {
    Map<Problem, Draft> different = new LinkedHashMap<>();
    kept.forEach(draft -> different.putIfAbsent(draft.finish(), draft));
    int alike = kept.size() - different.size();
    if (codes.size() - alike <= MOST_TOLD) {
      return finished(new ArrayList<>(different.values()));
    }
    List<Draft> told = firstInFileOrder(List.copyOf(different.values()));
    int more = codes.size() - alike - told.size();
    long errorsTold = told.stream().filter(Draft::isError).count();
    long alikeErrors =
        kept.stream().filter(Draft::isError).count()
            - different.values().stream().filter(Draft::isError).count();
    boolean moreErrors = errors.cardinality() - alikeErrors > errorsTold;
    List<Problem> problems = new ArrayList<>(finished(told));
    problems.add(more(more, moreErrors ? Problem.Severity.ERROR : Problem.Severity.WARNING));
    return List.copyOf(problems);
  }

  private List<Problem> finished(List<Draft> drafts) {
    drafts.sort(inFiles());
    return drafts.stream().map(Draft::finish).toList();
  }

  /** As many as are told, errors before warnings. */
  private List<Draft> firstInFileOrder(List<Draft> drafts) {
    List<Draft> first = new ArrayList<>(drafts);
    first.sort(Comparator.comparing((Draft draft) -> draft.severity).thenComparing(inFiles()));
    return new ArrayList<>(first.subList(0, Math.min(first.size(), MOST_TOLD)));
  }

  private Comparator<Draft> inFiles() {
    Map<String, Integer> order = new HashMap<>();
    files.forEach(file -> order.put(file, order.size()));
    kept.forEach(draft -> order.putIfAbsent(draft.file(), order.size()));
    return Comparator.comparingInt((Draft draft) -> order.getOrDefault(draft.file(), 0))
        .thenComparingInt(Draft::offset)
        .thenComparing(draft -> draft.among);
  }

  /**
   * Does nothing if there are no errors.
   *
   * @throws RuleSetException with all problems if there is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new RuleSetException(inFileOrder());
    }
  }

  /** The first of a list of problems that were told by several, and how many more there are. */
  public static List<Problem> bounded(List<Problem> problems) {
    if (problems.size() <= MOST_TOLD) {
      return problems;
    }
    List<Problem> told = new ArrayList<>(problems.subList(0, MOST_TOLD));
    told.add(more(problems.size() - MOST_TOLD, Problem.Severity.ERROR));
    return List.copyOf(told);
  }

  private static Problem more(int more, Problem.Severity severity) {
    return (more == 1
            ? new Draft(new Nearest(), ONE_MORE_PROBLEM, severity, null)
            : new Draft(new Nearest(), MORE_PROBLEMS, severity, null, more))
        .finish();
  }

  /** What is filled in, no longer than what is told of it. */
  private static @Nullable String told(@Nullable Object value) {
    String text = value == null ? null : value.toString();
    return text == null || text.length() <= LONGEST_MESSAGE
        ? text
        : text.substring(0, LONGEST_MESSAGE + 1);
  }

  /** The text, cut off if it is longer than anybody reads. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean cuts = Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
    return text.substring(0, cuts ? longest - 1 : longest) + "…";
  }

  /** A problem to which allowed values, a way out and other places can still be added. */
  public static final class Draft {
    private final Nearest search;
    private final ProblemCode code;
    private final Problem.Severity severity;
    private final @Nullable Span span;
    private final String message;
    private final Catalogue.Entry entry;
    private final List<String> slots;
    private final List<@Nullable String> values = new ArrayList<>();
    private final List<Problem.Related> related = new ArrayList<>();
    private int untoldRelated;
    private Problem.@Nullable Allowed allowed;
    private @Nullable String nearest;
    private @Nullable String wayOut;
    private String among = "";

    private Draft(
        Nearest search,
        Sentence sentence,
        Problem.Severity severity,
        @Nullable Span span,
        @Nullable Object... values) {
      this.entry = sentence.catalogue().of(sentence);
      this.slots = sentence.slots();
      if (values.length != slots.size()) {
        throw new IllegalArgumentException(entry.key() + " is filled with " + slots);
      }
      for (Object value : values) {
        this.values.add(told(value));
      }
      this.search = search;
      this.code = entry.code();
      this.severity = severity;
      this.span = span;
      this.message = cut(filled(entry.sentence()), LONGEST_MESSAGE);
      if (entry.waysOut().containsKey(Catalogue.UNNAMED)) {
        way(Catalogue.UNNAMED);
      }
    }

    private String filled(String text) {
      return Catalogue.filled(text, slots, values);
    }

    /** Tells the way out of that name, too. */
    public Draft way(String name) {
      String text = filled(entry.wayOut(name));
      wayOut = cut(wayOut == null ? text : wayOut + " " + text, LONGEST_MESSAGE);
      return this;
    }

    /**
     * Puts it among others of its place by what it says: for what is found in an order that tells
     * nothing. Others of one place come as they were found.
     */
    public Draft byText() {
      among = message;
      return this;
    }

    /** Shows another place; of very many the first. */
    public Draft place(@Nullable Span where) {
      return place(Catalogue.UNNAMED, where);
    }

    /**
     * Shows another place, of which that is said which has the name.
     *
     * @param own what is filled in, if it is not what is filled into the sentence
     */
    public Draft place(String name, @Nullable Span where, @Nullable Object... own) {
      List<@Nullable String> filling =
          own.length == 0 ? values : Arrays.stream(own).map(Problems::told).toList();
      String what = Catalogue.filled(entry.place(name), slots, filling);
      if (where != null && related.size() < MOST_RELATED) {
        related.add(new Problem.Related(cut(what, LONGEST_MESSAGE), where.place()));
      } else if (where != null) {
        untoldRelated++;
      }
      return this;
    }

    /** Lists what could stand there, and the one of it that looks most like what was written. */
    public Draft allowed(Collection<String> values, String written) {
      allowed(values);
      nearest = search.find(written, values);
      String unlike = nearest == null ? null : Characters.unlike(written, nearest);
      if (unlike != null) {
        wayOut = wayOut == null ? unlike : unlike + " " + wayOut;
      }
      return this;
    }

    /** Lists what could stand there; of very many the first. */
    public Draft allowed(Collection<String> values) {
      List<String> named = new ArrayList<>();
      int length = 0;
      for (String value : values) {
        length += Math.min(value.length(), LONGEST_VALUE);
        if (named.size() == MOST_ALLOWED || length > LONGEST_ALLOWED) {
          break;
        }
        named.add(cut(value, LONGEST_VALUE));
      }
      allowed =
          new Problem.Allowed(
              filled(entry.allowed(values.size())), named, values.size() - named.size());
      return this;
    }

    private boolean isError() {
      return severity == Problem.Severity.ERROR;
    }

    private String file() {
      return span == null ? "" : span.source().name();
    }

    private int offset() {
      return span == null ? 0 : span.start();
    }

    private List<Problem.Related> toldRelated() {
      if (untoldRelated == 0) {
        return related;
      }
      List<Problem.Related> told = new ArrayList<>(related);
      Problem.Related last = told.remove(told.size() - 1);
      told.add(
          new Problem.Related(
              last.what() + " (and " + untoldRelated + " more places)", last.place()));
      return told;
    }

    private Problem finish() {
      return new Problem(
          code.toString(),
          severity,
          Characters.visible(message),
          span == null ? null : span.place(),
          toldRelated(),
          allowed,
          nearest,
          wayOut);
    }
  }
}
