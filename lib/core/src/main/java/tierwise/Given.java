package tierwise;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What callers hand over, refused where they do so if it is nothing. */
final class Given {
  private Given() {}

  /**
   * A copy of the list.
   *
   * @throws NullPointerException that says which parameter is null, or which of its elements
   */
  static <T> List<T> all(String parameter, List<T> given) {
    Objects.requireNonNull(given, parameter);
    List<T> copy = new ArrayList<>(given.size());
    for (T each : given) {
      copy.add(Objects.requireNonNull(each, () -> parameter + "[" + copy.size() + "] is null"));
    }
    return List.copyOf(copy);
  }
}
