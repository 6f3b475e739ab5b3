package tierwise.internal.direct;

import java.util.Arrays;

/** Facts of one kind, in the order in which they came. It only grows. */
final class FactList {
  /** What stands for a list until it gets a fact. Nobody adds to it. */
  static final FactList EMPTY = new FactList(new Object[0], 0);

  private Object[] facts;
  private int size;

  private FactList(Object[] facts, int size) {
    this.facts = facts;
    this.size = size;
  }

  /** A list of its own with the same facts. */
  FactList copy() {
    return new FactList(Arrays.copyOf(facts, Math.max(8, size * 2)), size);
  }

  void add(Object fact) {
    if (size == facts.length) {
      facts = Arrays.copyOf(facts, size * 2);
    }
    facts[size++] = fact;
  }

  Object get(int position) {
    return facts[position];
  }

  int size() {
    return size;
  }
}
