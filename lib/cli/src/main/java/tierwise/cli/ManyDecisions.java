package tierwise.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import tierwise.EnrollmentCase;
import tierwise.analysis.population.DecidedLine;
import tierwise.analysis.population.DecidedLine.Outcome;
import tierwise.analysis.population.Population;

/** Decides a population and prints a line for each, in its order, on all processors. */
final class ManyDecisions {
  private static final int TOGETHER = 32;

  private ManyDecisions() {}

  /** Prints them, and on standard error how far it is; gives the exit code. */
  static int print(
      Population population,
      Function<EnrollmentCase, Outcome> deciding,
      PrintWriter out,
      PrintWriter err) {
    ExecutorService threads = Threads.all();
    try (Interruption interruption = new Interruption(err);
        Stream<List<DecidedLine>> pieces =
            population.pieces(
                TOGETHER,
                threads,
                piece -> piece.stream().map(each -> DecidedLine.of(each, deciding)).toList())) {
      return print(pieces.iterator(), population.extent(), interruption, out, err);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int print(
      Iterator<List<DecidedLine>> pieces,
      long extent,
      Interruption interruption,
      PrintWriter out,
      PrintWriter err) {
    Progress progress = new Progress(err);
    long decided = 0;
    long undecided = 0;
    while (pieces.hasNext() && !interruption.isAsked()) {
      for (DecidedLine line : pieces.next()) {
        if (!line.json().isEmpty()) {
          out.print(line.json());
          out.print('\n');
          decided += line.isDecided() ? 1 : 0;
          undecided += line.isDecided() ? 0 : 1;
        }
        progress.at(line.until(), extent);
      }
    }
    out.flush();
    boolean complete = !pieces.hasNext();
    err.println(
        String.format(Locale.ROOT, "%,d decided, %,d with problems", decided, undecided)
            + (complete ? "." : "; broken off."));
    err.flush();
    return complete && undecided == 0 ? 0 : Main.PROBLEMS;
  }
}
