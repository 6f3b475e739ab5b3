package tierwise.internal.language.typing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/**
 * The names of one sort that are used, beside those that there are. A name that is not there is
 * told once, however often it is used, and where it is most likely to be mended: if it is used more
 * than once and there is one of nearly that name that nobody uses, that one is misspelt; if it is
 * one of a list and nothing there looks like it, it is missing there; else the first use is wrong.
 */
final class NameUses {
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
  NameUses(Code code, String sort) {
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
   * @param usesToAdd how often a name that looks like no other must be used to be one that is
   *     missing in the list of those that there are, rather than a wrong use
   */
  void tell(
      Map<String, ? extends @Nullable Span> given,
      Function<String, String> missing,
      String intro,
      int usesToAdd,
      Problems problems) {
    String before = null;
    for (Map.Entry<String, List<Span>> use : uses.entrySet()) {
      String name = use.getKey();
      List<Span> spans = use.getValue();
      if (given.containsKey(name)) {
        before = name;
        continue;
      }
      String near = problems.nearest(name, given.keySet());
      Span unused = near == null || uses.containsKey(near) ? null : given.get(near);
      boolean oftenUsed = spans.size() > 1;
      if (unused != null && oftenUsed) {
        Problems.Draft problem =
            problems
                .error(
                    code,
                    unused,
                    "nothing uses the " + sort + " \"" + near + "\"; " + missing.apply(name))
                .allowed("In use is", Set.of(name), String.valueOf(near));
        related(problem, "named here", spans);
      } else if (spans.size() >= usesToAdd && !given.isEmpty() && (near == null || oftenUsed)) {
        // People list them in the order in which they think of them, mostly that of their use.
        String neighbour = before == null ? given.keySet().iterator().next() : before;
        Problems.Draft problem =
            problems
                .error(code, given.get(neighbour), missing.apply(name))
                .wayOut(
                    "Add it "
                        + (before == null ? "before" : "after")
                        + " this one, or use one that is there.");
        related(problem, "named here", spans);
      } else {
        Problems.Draft problem =
            problems
                .error(code, spans.get(0), missing.apply(name))
                .allowed(intro, given.keySet(), name);
        if (usesToAdd == 1) {
          problem.wayOut("Add it there, or use one that is there.");
        }
        problem.related("nothing uses \"" + near + "\"", unused);
        related(problem, "named here as well", spans.subList(1, spans.size()));
      }
    }
  }

  private static void related(Problems.Draft problem, String what, List<Span> places) {
    places.stream().limit(MOST_PLACES).forEach(place -> problem.related(what, place));
  }
}
