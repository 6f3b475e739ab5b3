package tierwise.internal.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Code;
import tierwise.internal.source.Nearest;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * The names of one sort that rules use, beside those that there are. A name that is not there is
 * told once, however often it is used: where it is used first, or, if it is used more than once and
 * something of nearly that name is made that nobody uses, where that is made.
 */
final class Usage {
  private static final int MOST_PLACES = 3;

  private final Code code;
  private final String sort;
  private final Map<String, List<Span>> uses = new LinkedHashMap<>();

  /**
   * Of a sort of names.
   *
   * @param code the code of a name that is not there
   * @param sort what such a name is called
   */
  Usage(Code code, String sort) {
    this.code = code;
    this.sort = sort;
  }

  void use(String name, Span where) {
    uses.computeIfAbsent(name, key -> new ArrayList<>()).add(where);
  }

  /**
   * Tells the names that are used and not there.
   *
   * @param given where each name that there is was made; {@code null} for those of the library
   * @param missing says that a name is not there
   * @param intro introduces the names that there are
   * @param wayOut what else to do; {@code null} if nothing
   */
  void tell(
      Map<String, ? extends @Nullable Span> given,
      Function<String, String> missing,
      String intro,
      @Nullable String wayOut,
      Problems problems) {
    uses.forEach(
        (name, spans) -> {
          if (given.containsKey(name)) {
            return;
          }
          String near = Nearest.to(name, given.keySet());
          Span unused = near == null || uses.containsKey(near) ? null : given.get(near);
          Problems.Draft problem;
          if (unused != null && spans.size() > 1) {
            problem =
                problems
                    .error(
                        code,
                        unused,
                        "no rule uses the " + sort + " \"" + near + "\"; " + missing.apply(name))
                    .allowed("Rules use", Set.of(name), String.valueOf(near));
            related(problem, "used here", spans);
          } else {
            problem =
                problems
                    .error(code, spans.get(0), missing.apply(name))
                    .allowed(intro, given.keySet(), name);
            problem.related("nobody uses \"" + near + "\"", unused);
            related(problem, "used here as well", spans.subList(1, spans.size()));
          }
          if (wayOut != null) {
            problem.wayOut(wayOut);
          }
        });
  }

  private static void related(Problems.Draft problem, String what, List<Span> places) {
    places.stream().limit(MOST_PLACES).forEach(place -> problem.related(what, place));
  }
}
