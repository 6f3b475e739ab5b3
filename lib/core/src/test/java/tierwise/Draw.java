package tierwise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Values that a law is tried on: the same in each run, on every machine, and often the ends of a
 * range, where laws break.
 */
public final class Draw {
  private static final int DRAWS = 1_000;
  private static final int ONE_END_IN = 16;

  private final SplittableRandom random;
  private final List<Object> drawn = new ArrayList<>();

  private Draw(int seed) {
    random = new SplittableRandom(seed);
  }

  /** Tries the law a thousand times; a failure says what was drawn. */
  public static void forEach(Consumer<Draw> law) {
    for (int seed = 0; seed < DRAWS; seed++) {
      Draw draw = new Draw(seed);
      try {
        law.accept(draw);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("draw " + seed + " of " + draw.drawn + ": " + e.getMessage(), e);
      }
    }
  }

  /** A whole number, both ends included. */
  public int whole(int least, int most) {
    return (int) whole((long) least, (long) most);
  }

  /** A whole number, both ends included. */
  public long whole(long least, long most) {
    long end = random.nextInt(ONE_END_IN);
    long value = end == 0 ? least : end == 1 ? most : random.nextLong(least, most + 1);
    drawn.add(value);
    return value;
  }

  /** A day, both ends included. */
  public LocalDate day(LocalDate first, LocalDate last) {
    return LocalDate.ofEpochDay(whole(first.toEpochDay(), last.toEpochDay()));
  }
}
