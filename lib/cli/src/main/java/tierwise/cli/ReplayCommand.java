package tierwise.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tierwise.Comparison;
import tierwise.Comparison.ComparedOffer;
import tierwise.OfferDecision;
import tierwise.RuleSetException;
import tierwise.record.DecisionLog;
import tierwise.record.DecisionRecord;
import tierwise.record.Replay;
import tierwise.record.Replayed;

/** Decides the records of a log again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides the records of a log again by the very rules that decided them, as they are now or"
          + " in the archives of what was published, and says of each that is not the same what"
          + " differs, or why it cannot be decided again.",
      "",
      "With --year the records are decided by that year instead, and what it decides otherwise is"
          + " told.",
      ""
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<log>", description = "The directory of the log, or one of its files.")
  private Path log;

  @Mixin private Rules rules;

  @Option(
      names = "--year",
      paramLabel = "<programme/year>",
      description =
          "Decide by this year, such as my-programme/next; the year alone is one of the programme of"
              + " each record.")
  private @Nullable String year;

  /** How many records there are of each outcome. */
  private final Map<String, Integer> counts = new TreeMap<>();

  private boolean hasProblems;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  ReplayCommand() {}

  @Override
  public Integer call() {
    Replay replay = rules.replay();
    PrintWriter out = spec.commandLine().getOut();
    String by = year;
    try (Stream<DecisionRecord> records = DecisionLog.read(log)) {
      records.forEach(
          record -> {
            if (by == null) {
              again(replay.again(record), record, out);
            } else {
              byYear(replay, by, record, out);
            }
          });
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    out.println(
        String.format(Locale.ROOT, "%d %s: ", all, all == 1 ? "record" : "records")
            + (by == null
                ? count("same") + " the same, " + count("differs") + " otherwise, "
                : count("same") + " alike, " + count("differs") + " otherwise, ")
            + count("erased")
            + " erased, "
            + count("cannot")
            + " that cannot be decided.");
    out.flush();
    return hasProblems ? Main.PROBLEMS : 0;
  }

  private int count(String outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private void again(Replayed replayed, DecisionRecord record, PrintWriter out) {
    if (record.isErased()) {
      counts.merge("erased", 1, Integer::sum);
    } else if (replayed instanceof Replayed.Same) {
      counts.merge("same", 1, Integer::sum);
    } else if (replayed instanceof Replayed.Differs differs) {
      counts.merge("differs", 1, Integer::sum);
      hasProblems = true;
      out.println(head(record) + " is decided otherwise:");
      differs
          .differences()
          .forEach(
              each ->
                  out.println(
                      "    "
                          + each.where()
                          + ": "
                          + orNothing(each.recorded())
                          + ", now "
                          + orNothing(each.now())));
    } else if (replayed instanceof Replayed.Cannot cannot) {
      cannot(record, cannot.why(), out);
    }
  }

  private void cannot(DecisionRecord record, String why, PrintWriter out) {
    counts.merge("cannot", 1, Integer::sum);
    hasProblems = true;
    out.println(head(record) + " cannot be decided: " + why);
  }

  private void byYear(Replay replay, String by, DecisionRecord record, PrintWriter out) {
    if (record.isErased()) {
      counts.merge("erased", 1, Integer::sum);
      return;
    }
    try {
      Comparison comparison = replay.byYear(by, record);
      String other = comparison.years().get(1);
      boolean isSame = true;
      for (ComparedOffer each : comparison.offers()) {
        String before = status(each, record.programYear());
        String now = status(each, other);
        if (!before.equals(now)) {
          if (isSame) {
            out.println(head(record) + " by " + other + ":");
          }
          isSame = false;
          out.println(
              "    "
                  + each.title()
                  + (each.renewal() ? " (renewal)" : "")
                  + ": "
                  + before
                  + ", now "
                  + now);
        }
      }
      counts.merge(isSame ? "same" : "differs", 1, Integer::sum);
    } catch (RuleSetException e) {
      cannot(record, e.problems().get(0).message(), out);
    } catch (IllegalArgumentException e) {
      cannot(record, "it was decided by that year", out);
    }
  }

  private static String status(ComparedOffer offer, String name) {
    OfferDecision decision = offer.byYear().get(name);
    return decision == null ? "no such offer" : decision.status().name();
  }

  private static String head(DecisionRecord record) {
    return record.id() + " of " + record.at() + " (" + record.programYear() + ")";
  }

  private static String orNothing(@Nullable String value) {
    return value == null ? "nothing" : value;
  }
}
