package tierwise.internal.direct;

import java.util.Arrays;

/** Where some of the facts of a list stand in it, in their order. It only grows. */
final class Positions {
  /** Nobody adds to it. */
  static final Positions NONE = new Positions();

  private int[] positions = new int[2];
  private int size;

  void add(int position) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, size * 2);
    }
    positions[size++] = position;
  }

  int get(int number) {
    return positions[number];
  }

  int size() {
    return size;
  }
}
