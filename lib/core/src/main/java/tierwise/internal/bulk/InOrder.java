package tierwise.internal.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Works on the items of a stream by several threads and gives the results in the order of the
 * items. However long the stream is, only some parts of it are under way, and none is begun before
 * somebody asks for results.
 *
 * <p>Who asks for a result that no thread has begun yet works on it himself. So nothing waits
 * forever where the executor is the very one whose thread asks, has no thread free, or refuses.
 */
public final class InOrder<T, R> implements Iterator<R> {
  /** As many parts as keep all processors busy while the results of one are looked at. */
  private static final int AHEAD = 2 * Runtime.getRuntime().availableProcessors() + 2;

  private final Iterator<T> items;
  private final int together;
  private final Function<List<T>, R> work;
  private final Executor executor;
  private final ArrayDeque<FutureTask<R>> underWay = new ArrayDeque<>();

  private InOrder(Iterator<T> items, int together, Function<List<T>, R> work, Executor executor) {
    this.items = items;
    this.together = together;
    this.work = work;
    this.executor = executor;
  }

  /**
   * The results, to be read by one thread. Closing them closes the items and drops what nobody has
   * begun. What the work throws is thrown where its result would stand.
   *
   * @param items read by the thread that reads the results
   * @param together so many items are worked on in one piece, at least 1
   * @param work done by any thread, once for each piece
   */
  public static <T, R> Stream<R> map(
      Stream<T> items, int together, Function<List<T>, R> work, Executor executor) {
    InOrder<T, R> results = new InOrder<>(items.iterator(), together, work, executor);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(results::drop)
        .onClose(items::close);
  }

  @Override
  public boolean hasNext() {
    return !underWay.isEmpty() || items.hasNext();
  }

  @Override
  public R next() {
    while (underWay.size() < AHEAD && items.hasNext()) {
      begin();
    }
    FutureTask<R> first = underWay.remove();
    first.run(); // Does nothing if a thread has begun it.
    return result(first);
  }

  private void begin() {
    List<T> piece = new ArrayList<>(together);
    while (piece.size() < together && items.hasNext()) {
      piece.add(items.next());
    }
    FutureTask<R> task = new FutureTask<>(() -> work.apply(piece));
    underWay.add(task);
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // It is done by whoever asks for its result.
      return;
    }
  }

  /** Waits for it to the end, since it does end; that somebody interrupts is told afterwards. */
  private static <R> R result(FutureTask<R> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void drop() {
    underWay.forEach(task -> task.cancel(false));
    underWay.clear();
  }
}
