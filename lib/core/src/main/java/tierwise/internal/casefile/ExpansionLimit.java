package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.*;

import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;

/**
 * What bases and rows may make of a few lines: a small file could name a large base a million
 * times. For use by one thread.
 */
final class ExpansionLimit {
  private static final int MOST_VALUES = 1_000_000;

  private int left = MOST_VALUES;

  /**
   * Takes note that the node is used once more.
   *
   * @throws TooMuch if that is more than files may make
   */
  void add(YamlNode node, Span place) {
    add(1, place);
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> add(item, place));
    } else if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().values().forEach(entry -> add(entry.value(), place));
    }
  }

  /**
   * Takes note of so many values or characters.
   *
   * @throws TooMuch if that is more than files may make
   */
  void add(int amount, Span place) {
    left -= Math.min(left + 1, amount);
    if (left < 0) {
      throw new TooMuch(place);
    }
  }

  /** The files are not read further. */
  static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Span place;

    private TooMuch(Span place) {
      super("see the problem", null, false, false);
      this.place = place;
    }

    void tell(Problems problems) {
      problems.error(CASES_TOO_LARGE, place, MOST_VALUES);
    }
  }
}
