package tierwise.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.SourceLocation;
import tierwise.internal.json.JsonLayout;

/**
 * How many of the mistakes that a person might make in the rules the cases notice. A mistake is a
 * small change of the rules at one place, a mutant; one that makes a case fail is killed.
 * Immutable.
 *
 * @param folder the programme and year
 * @param cases how many cases took part
 * @param failing the cases that fail with the unchanged rules, and so cannot tell anything
 * @param idle the cases that notice none of the mistakes, so that nobody would miss them
 * @param refused how many mutants the checker of rules finds; they need no case
 * @param killed how many mutants some case finds
 * @param survivors the mutants that no case finds, though a case could
 * @param alike the mutants that decide at least 10,000 drawn cases as the rules do; they are set
 *     apart and not counted
 * @param open how many mutants were not judged, because the run was stopped
 * @param limit the percentage that the manifest wants; {@code null} if it wants none
 */
public record Mutation(
    String folder,
    int cases,
    List<String> failing,
    List<String> idle,
    int refused,
    int killed,
    List<Mutated> survivors,
    List<Mutated> alike,
    int open,
    @Nullable Integer limit) {
  /** Keeps its own copies, file by file from the top. */
  public Mutation {
    failing = List.copyOf(failing);
    idle = List.copyOf(idle);
    survivors = inFileOrder(survivors);
    alike = inFileOrder(alike);
  }

  /**
   * A mutant.
   *
   * @param kind the sort of mistake, in words
   * @param at where it is
   * @param rule the rule that it is in
   * @param diff the lines that differ
   * @param killer a case that would kill it, to be pasted below {@code cases}
   */
  public record Mutated(
      String kind, SourceLocation at, String rule, String diff, Optional<String> killer) {}

  /** How far a run has come. */
  public interface Progress {
    /**
     * Is told after each mutant, one thread at a time.
     *
     * @return whether to go on; the run then ends with what it knows
     */
    boolean step(String what, int done, int all);
  }

  private static List<Mutated> inFileOrder(List<Mutated> mutants) {
    return mutants.stream()
        .sorted(
            Comparator.comparing((Mutated each) -> each.at().file())
                .thenComparingInt(each -> each.at().line())
                .thenComparingInt(each -> each.at().column())
                .thenComparing(Mutated::diff))
        .toList();
  }

  /** The share of the counted mutants that are killed, rounded down; 100 if there are none. */
  public int percent() {
    int all = killed + survivors.size();
    return all == 0 ? 100 : (int) (100L * killed / all);
  }

  /** Whether all mutants were judged and the killed share is what the manifest wants. */
  public boolean isEnough() {
    return failing.isEmpty() && open == 0 && (limit == null || percent() >= limit);
  }

  /** The report for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(folder).append(": which mistakes in the rules the ").append(cases);
    text.append(cases == 1 ? " case notices\n" : " cases notice\n");
    text.append("  killed     ").append(killed).append(" of ").append(killed + survivors.size());
    text.append(", ").append(percent()).append(" %");
    if (limit != null) {
      text.append("   limit ").append(limit).append(" %");
      text.append(percent() < limit ? ": NOT REACHED" : "");
    }
    text.append("\n  set apart  ").append(alike.size());
    text.append(" that decide every drawn case as the rules do\n");
    text.append("  refused    ").append(refused).append(" that the checker of rules finds\n");
    if (open > 0) {
      text.append("  open       ").append(open).append(": the run was stopped\n");
    }
    failing.forEach(
        each -> text.append("  fails already, took no part: ").append(each).append('\n'));
    if (!idle.isEmpty()) {
      text.append("\nCases that notice none of the mistakes\n");
      idle.forEach(each -> text.append("  ").append(each).append('\n'));
    }
    section(text, "Mistakes that no case notices", survivors);
    section(text, "Set apart: mistakes that no drawn case shows", alike);
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<Mutated> mutants) {
    if (mutants.isEmpty()) {
      return;
    }
    text.append('\n').append(title).append('\n');
    for (Mutated each : mutants) {
      text.append("\n  ").append(each.at().file()).append(':').append(each.at().line());
      text.append(": ").append(each.kind()).append(", in \"").append(each.rule()).append("\"\n");
      each.diff().lines().forEach(line -> text.append("    ").append(line).append('\n'));
      each.killer()
          .ifPresent(killer -> text.append("    This case would notice it:\n").append(killer));
    }
  }

  /** The same for programs. */
  public String toJson() {
    return JsonLayout.write(asMap());
  }

  Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("folder", folder);
    values.put("cases", cases);
    values.put("failing", failing);
    values.put("idle", idle);
    values.put("killed", killed);
    values.put("percent", percent());
    values.put("limit", limit);
    values.put("refused", refused);
    values.put("open", open);
    values.put("survivors", maps(survivors));
    values.put("alike", maps(alike));
    return values;
  }

  private static List<Map<String, @Nullable Object>> maps(List<Mutated> mutants) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    for (Mutated each : mutants) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("kind", each.kind());
      values.put("file", each.at().file());
      values.put("line", each.at().line());
      values.put("rule", each.rule());
      values.put("diff", each.diff());
      values.put("killer", each.killer().orElse(null));
      maps.add(values);
    }
    return maps;
  }
}
