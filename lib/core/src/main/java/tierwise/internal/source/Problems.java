package tierwise.internal.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;

/** Collects problems while something is read. Used by one thread. */
public final class Problems {
  /** More than anybody reads; what comes after them is only counted. */
  private static final int MOST_TOLD = 1_000;

  private static final int LONGEST_MESSAGE = 1_000;

  private static final Draft UNTOLD_ERROR =
      new Draft(Code.TOO_LARGE, Problem.Severity.ERROR, null, "");
  private static final Draft UNTOLD_WARNING =
      new Draft(Code.TOO_LARGE, Problem.Severity.WARNING, null, "");

  private final List<Draft> drafts = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();

  /** Takes note that a file is read now; problems come in the order of this. */
  public void reading(String file) {
    files.add(file);
  }

  /** Adds an error, to which the caller can add more. */
  public Draft error(Code code, @Nullable Span span, String message) {
    return add(new Draft(code, Problem.Severity.ERROR, span, message));
  }

  /** Adds a warning, to which the caller can add more. */
  public Draft warning(Code code, @Nullable Span span, String message) {
    return add(new Draft(code, Problem.Severity.WARNING, span, message));
  }

  private Draft add(Draft draft) {
    drafts.add(
        drafts.size() < MOST_TOLD
            ? draft
            : draft.severity == Problem.Severity.ERROR ? UNTOLD_ERROR : UNTOLD_WARNING);
    return draft;
  }

  public boolean hasErrors() {
    return drafts.stream().anyMatch(draft -> draft.severity == Problem.Severity.ERROR);
  }

  /** Whether there is an error among those added after there were so many problems. */
  public boolean errorsSince(int size) {
    return drafts.subList(size, drafts.size()).stream()
        .anyMatch(draft -> draft.severity == Problem.Severity.ERROR);
  }

  /** The same, but errors of one sort are passed over. */
  public boolean errorsSince(int size, Code except) {
    return drafts.subList(size, drafts.size()).stream()
        .anyMatch(draft -> draft.severity == Problem.Severity.ERROR && draft.code != except);
  }

  public int size() {
    return drafts.size();
  }

  /** All problems, file by file as the files were read, each file from its top. */
  public List<Problem> inFileOrder() {
    Map<String, Integer> order = new HashMap<>();
    files.forEach(file -> order.put(file, order.size()));
    List<Draft> told = drafts.subList(0, Math.min(drafts.size(), MOST_TOLD));
    told.forEach(draft -> order.putIfAbsent(draft.file(), order.size()));
    return Stream.concat(
            told.stream()
                .sorted(
                    Comparator.comparingInt((Draft draft) -> order.getOrDefault(draft.file(), 0))
                        .thenComparingInt(Draft::offset)),
            untold().stream())
        .map(Draft::finish)
        .distinct()
        .toList();
  }

  private Optional<Draft> untold() {
    int more = drafts.size() - MOST_TOLD;
    return more <= 0
        ? Optional.empty()
        : Optional.of(
            new Draft(
                Code.TOO_LARGE,
                errorsSince(MOST_TOLD) ? Problem.Severity.ERROR : Problem.Severity.WARNING,
                null,
                "there are " + more + " more problems, which are not listed"));
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

  /** A problem to which allowed values, a way out and other places can still be added. */
  public static final class Draft {
    private final Code code;
    private final Problem.Severity severity;
    private final @Nullable Span span;
    private final String message;
    private final List<Problem.Related> related = new ArrayList<>();
    private Problem.@Nullable Allowed allowed;
    private @Nullable String nearest;
    private @Nullable String wayOut;

    private Draft(Code code, Problem.Severity severity, @Nullable Span span, String message) {
      this.code = code;
      this.severity = severity;
      this.span = span;
      this.message = message;
    }

    /** Lists what could stand there, and the one of it that looks most like what was written. */
    public Draft allowed(String intro, Collection<String> values, String written) {
      allowed = new Problem.Allowed(intro, List.copyOf(values));
      nearest = Nearest.to(written, values);
      String unlike = nearest == null ? null : Characters.unlike(written, nearest);
      return unlike == null ? this : wayOut(unlike);
    }

    /** Lists what could stand there. */
    public Draft allowed(String intro, Collection<String> values) {
      allowed = new Problem.Allowed(intro, List.copyOf(values));
      return this;
    }

    /** Says what to do; said twice, both are told. */
    public Draft wayOut(String text) {
      wayOut = wayOut == null ? text : wayOut + " " + text;
      return this;
    }

    public Draft related(String what, @Nullable Span where) {
      if (where != null) {
        related.add(new Problem.Related(what, where.place()));
      }
      return this;
    }

    private String file() {
      return span == null ? "" : span.source().name();
    }

    private int offset() {
      return span == null ? 0 : span.start();
    }

    private Problem finish() {
      return new Problem(
          code.toString(),
          severity,
          Characters.visible(
              message.length() > LONGEST_MESSAGE
                  ? message.substring(0, LONGEST_MESSAGE) + "…"
                  : message),
          span == null ? null : span.place(),
          related,
          allowed,
          nearest,
          wayOut);
    }
  }
}
