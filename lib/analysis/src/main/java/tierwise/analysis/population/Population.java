package tierwise.analysis.population;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tierwise.EnrollmentCase;
import tierwise.internal.bulk.InOrder;

/**
 * Partners, as many as there may be: they are read as they are looked at, and never all at once.
 * Can be looked through again, and gives the same in the same order.
 */
public final class Population {
  private final String title;
  private final long extent;
  private final Supplier<Stream<Candidate>> candidates;

  Population(String title, long extent, Supplier<Stream<Candidate>> candidates) {
    this.title = title;
    this.extent = extent;
    this.candidates = candidates;
  }

  /**
   * The cases of a list.
   *
   * @param title what to call them
   */
  public static Population of(String title, List<EnrollmentCase> cases) {
    List<EnrollmentCase> all = List.copyOf(cases);
    return numbered(title, "case", all.size(), number -> all.get((int) number));
  }

  /**
   * Cases that are made when they are asked for.
   *
   * @param title what to call all of them
   * @param each what to call one of them, before its number
   * @param making gives the same case for the same number, counted from 0, in any thread
   */
  public static Population numbered(
      String title, String each, long number, LongFunction<EnrollmentCase> making) {
    Objects.requireNonNull(making, "making");
    return new Population(
        Objects.requireNonNull(title, "title"),
        number,
        () ->
            LongStream.range(0, number)
                .mapToObj(
                    at -> Candidate.of(each + " " + (at + 1), at + 1, () -> making.apply(at))));
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** How much there is, in bytes or in partners: what {@link Candidate#until()} ends at. */
  public long extent() {
    return extent;
  }

  /** All of it, in its order; to be closed. */
  public Stream<Candidate> candidates() {
    return candidates.get();
  }

  /**
   * What comes of pieces of it, worked on by several threads, in its order; to be read by one
   * thread and to be closed. The thread that reads works, too.
   *
   * @param together so many make one piece
   */
  public <R> Stream<R> pieces(int together, Executor executor, Function<List<Candidate>, R> work) {
    return InOrder.map(candidates(), together, work, executor);
  }
}
