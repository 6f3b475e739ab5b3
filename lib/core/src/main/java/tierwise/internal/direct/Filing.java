package tierwise.internal.direct;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement is kept for the rules that read it. Immutable.
 *
 * @param lists the lists that it is added to, whatever it says
 * @param named the lists for those of one name, which only the statement itself tells; {@code null}
 *     if its name is written out, or if no rule asks for a name
 * @param tables for each of {@code lists} where its position is kept by the line that it leaves
 *     out; -1 if it is not
 * @param line the place of that line
 */
record Filing(int[] lists, @Nullable Named named, int[] tables, int line) {
  /**
   * Lists by name.
   *
   * @param name gives the name of a statement
   * @param lists the number of the list for a name; {@code null} if no rule asks for it
   */
  record Named(
      Function<Object, @Nullable Object> name, Function<Object, @Nullable Integer> lists) {}

  void file(Run run, Object fact) {
    for (int i = 0; i < lists.length; i++) {
      int position = run.add(lists[i], fact);
      if (tables[i] >= 0) {
        run.leaveOut(tables[i], line, position);
      }
    }
    if (named != null) {
      Object name = named.name.apply(fact);
      Integer list = name == null ? null : named.lists.apply(name);
      if (list != null) {
        run.add(list, fact);
      }
    }
  }
}
