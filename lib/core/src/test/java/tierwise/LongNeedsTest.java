package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offers of which each needs the one before. */
class LongNeedsTest {
  private static final int OFFERS = 250;

  /** So small that the test needs no thousands of rules. */
  private static final long STACK_BYTES = 192 * 1024;

  @TempDir Path temp;

  @Test
  void aChainOfNeedsIsDecidedHoweverLongItIs() throws Exception {
    RuleSets rules = chain();
    EnrollmentCase each = CafeGuild.withPurchases(1, purchase -> purchase.withChannel("Market"));
    // What is loaded and built once needs more room.
    rules.decide(each);
    List<Decision> decisions = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    Thread small =
        new Thread(null, () -> decisions.add(rules.decide(each)), "small stack", STACK_BYTES);
    small.setUncaughtExceptionHandler((thread, problem) -> thrown.add(problem));
    small.start();
    small.join();
    assertThat(thrown).isEmpty();
    assertThat(decisions.get(0).offers())
        .filteredOn(offer -> offer.offer().startsWith("link"))
        .hasSize(OFFERS)
        .allMatch(offer -> offer.status() == OfferDecision.Status.GRANTED);
  }

  private RuleSets chain() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    // The manifest lists the last first, so that each is asked for before the one that it needs.
    CafeGuild.replace(
        folder.resolve("ruleset.yaml"),
        "  stall: {}\n",
        "  stall: {}\n" + all(i -> "  " + link(OFFERS - 1 - i) + ": {}\n"));
    CafeGuild.replace(
        folder.resolve("messages.yaml"),
        "stall: A stall",
        "stall: A stall" + all(i -> ", " + link(i) + ": Link " + i));
    Files.writeString(
        folder.resolve("links.drl"),
        "package cafe.guild\nimport tierwise.facts.*\n"
            + "import static tierwise.facts.Statements.*\n"
            + all(
                i ->
                    "rule \"Link "
                        + i
                        + "\"\nwhen\n  $offer : Offer( name == \""
                        + link(i)
                        + "\" )\nthen\n  insert( $offer."
                        + (i == 0
                            ? "expects( \"clean\", true )"
                            : "needs( \"" + link(i - 1) + "\" )")
                        + " );\nend\n"));
    return RuleSets.with(RuleSettings.usual().withoutGuard().withBudget(10_000_000, 1_000))
        .in(temp);
  }

  private static String all(IntFunction<String> each) {
    return IntStream.range(0, OFFERS).mapToObj(each).collect(Collectors.joining());
  }

  private static String link(int number) {
    return String.format(Locale.ROOT, "link-%04d", number);
  }
}
