package tierwise.internal.language.typing;

import static tierwise.internal.language.typing.TypingProblem.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Sentence;
import tierwise.internal.source.Span;

/**
 * The names of one sort that are used, beside those that there are. A name that is not there is
 * told once, however often it is used, and where it is most likely to be mended: if it is used more
 * than once and there is one of nearly that name that nobody uses, that one is misspelt; if it is
 * one of a list and nothing there looks like it, it is missing there; else the first use is wrong.
 */
final class NameUses {
  private static final int MOST_PLACES = 3;

  private final Sentence notUsed;
  private final @Nullable Sentence notListed;
  private final Sentence notThere;
  private final int usesToAdd;
  private final Map<String, List<Span>> uses = new LinkedHashMap<>();

  private NameUses(
      Sentence notUsed, @Nullable Sentence notListed, Sentence notThere, int usesToAdd) {
    this.notUsed = notUsed;
    this.notListed = notListed;
    this.notThere = notThere;
    this.usesToAdd = usesToAdd;
  }

  /** Of types: one that looks like no other is a wrong use, since types are declared anywhere. */
  static NameUses ofTypes() {
    return new NameUses(TYPE_NOT_USED, null, NO_TYPE, Integer.MAX_VALUE);
  }

  /** Of names that the manifest lists: one that is used twice is missing there. */
  static NameUses ofNames() {
    return new NameUses(NAME_NOT_USED, NAME_NOT_LISTED, NO_NAME, 2);
  }

  /** Of codes that messages have sentences for: whatever is used is missing there. */
  static NameUses ofCodes() {
    return new NameUses(MESSAGE_NOT_USED, MESSAGE_NOT_LISTED, NO_MESSAGE, 1);
  }

  void use(String name, Span where) {
    uses.computeIfAbsent(name, key -> new ArrayList<>()).add(where);
  }

  /**
   * Tells the names that are used and not there.
   *
   * @param given where each name that there is was made; {@code null} for those of the library
   * @param sort what such a name is called
   * @return whether all are there
   */
  boolean tell(Map<String, ? extends @Nullable Span> given, String sort, Problems problems) {
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
                .error(notUsed, unused, sort, name, near)
                .allowed(Set.of(name), String.valueOf(near));
        places(problem, "", spans);
      } else if (notListed != null
          && spans.size() >= usesToAdd
          && !given.isEmpty()
          && (near == null || oftenUsed)) {
        // People list them in the order in which they think of them, mostly that of their use.
        String neighbour = before == null ? given.keySet().iterator().next() : before;
        Problems.Draft problem =
            problems
                .error(notListed, given.get(neighbour), sort, name)
                .way(before == null ? "before" : "after");
        places(problem, "", spans);
      } else {
        Problems.Draft problem =
            problems
                .error(notThere, spans.get(0), sort, name, near)
                .allowed(given.keySet(), name)
                .place("unused", unused);
        places(problem, "again", spans.subList(1, spans.size()));
      }
    }
    return given.keySet().containsAll(uses.keySet());
  }

  private static void places(Problems.Draft problem, String what, List<Span> places) {
    places.stream().limit(MOST_PLACES).forEach(place -> problem.place(what, place));
  }
}
