package tierwise.testing.internal.expect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Span;

/** Collects what differs from what a case expects. For use by one thread. */
public final class Differences {
  private final List<Difference> all = new ArrayList<>();
  private final Set<String> reasons = new HashSet<>();

  /**
   * Something that differs.
   *
   * @param text for people to read
   * @param expected the words of the case that would have to change; {@code null} if it is more
   *     than a few words
   * @param got what would have to stand there; {@code null} likewise
   */
  public record Difference(String text, @Nullable Span expected, @Nullable String got) {}

  public void add(String text) {
    all.add(new Difference(text, null, null));
  }

  /** Adds a difference that other words would settle. */
  public void add(String text, @Nullable Span expected, String got) {
    all.add(new Difference(text, expected, expected == null ? null : got));
  }

  /** The reason if it was not given before, else nothing: one reason is often behind several. */
  String once(String reason) {
    return reasons.add(reason) ? reason : "";
  }

  /** Adds why, behind the last difference, if that was not said before. */
  void because(String why) {
    String reason = once(why);
    int last = all.size() - 1;
    Difference difference = all.get(last);
    all.set(
        last, new Difference(difference.text() + reason, difference.expected(), difference.got()));
  }

  public int size() {
    return all.size();
  }

  public List<Difference> all() {
    return List.copyOf(all);
  }

  public List<String> texts() {
    return all.stream().map(Difference::text).toList();
  }
}
