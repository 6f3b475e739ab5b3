package tierwise.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.SourceLocation;
import tierwise.internal.json.JsonLayout;

/**
 * What the cases of a rule folder exercise of its rules, and what not. Immutable.
 *
 * @param folder the programme and year
 * @param cases how many cases were run
 * @param items everything that can be exercised, file by file from the top
 * @param limits the percentages that the manifest wants, by {@link Kind#key()}
 * @param disagreements the cases that the engine and the interpreter decide differently: mistakes
 *     of this library, if there are any
 * @param sources the rules
 */
public record Coverage(
    String folder,
    int cases,
    List<Item> items,
    Map<String, Integer> limits,
    List<String> disagreements,
    List<Source> sources) {

  /** What is counted. */
  public enum Kind {
    /** A rule states something. */
    RULES("rules"),
    /** A condition of a rule holds, and does not hold. */
    CONDITIONS("conditions"),
    /** A row of figures is what some rule looks for. */
    ROWS("rows"),
    /** A figure is reached exactly, and missed by one unit. */
    BOUNDARIES("boundaries"),
    /** Two values that a condition compares are at the edge, and one unit beyond it. */
    COMPARISONS("comparisons"),
    /** A sentence of the messages is shown. */
    MESSAGES("messages");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** The word of reports, and of the manifest's {@code coverage}. */
    public String key() {
      return key;
    }

    static Kind of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** A rule file: its path, and what stands in it. */
  public record Source(String file, String text) {}

  /**
   * Something that cases can exercise.
   *
   * @param at where it stands
   * @param label what it is called
   * @param seen what was seen of it, such as {@code true}
   * @param missing what was not
   * @param cases for each missing side of a boundary a case to be pasted; may have fewer
   */
  public record Item(
      Kind kind,
      SourceLocation at,
      String label,
      List<String> seen,
      List<String> missing,
      Map<String, String> cases) {
    /** Keeps its own copies. */
    public Item {
      seen = List.copyOf(seen);
      missing = List.copyOf(missing);
      // In their own order, which Map.copyOf draws anew in each Java machine.
      cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
    }
  }

  /** Keeps its own copies. */
  public Coverage {
    items = List.copyOf(items);
    limits = Map.copyOf(limits);
    disagreements = List.copyOf(disagreements);
    sources = List.copyOf(sources);
  }

  /** How much was seen, and of how much. */
  public record Count(int seen, int all) {
    /** The percentage, rounded down, so that 100 means all; 100 if there is nothing to see. */
    public int percent() {
      return all == 0 ? 100 : (int) (100L * seen / all);
    }
  }

  /** How much of one kind was seen. */
  public Count count(Kind kind) {
    return count(kind, null);
  }

  /**
   * How much of one kind was seen in one file.
   *
   * @param file the path of the file; {@code null} for all files
   */
  public Count count(Kind kind, @Nullable String file) {
    return count(
        items.stream()
            .filter(item -> item.kind() == kind)
            .filter(item -> file == null || item.at().file().equals(file)));
  }

  static Count count(List<Item> items, Kind kind) {
    return count(items.stream().filter(item -> item.kind() == kind));
  }

  private static Count count(Stream<Item> items) {
    int seen = 0;
    int all = 0;
    for (Item item : items.toList()) {
      seen += item.seen().size();
      all += item.seen().size() + item.missing().size();
    }
    return new Count(seen, all);
  }

  /** The items of one kind of which something was not seen. */
  public List<Item> missing(Kind kind) {
    return items.stream().filter(item -> item.kind() == kind && !item.missing().isEmpty()).toList();
  }

  /** The kinds of which less was seen than the manifest wants. */
  public List<Kind> belowLimit() {
    List<Kind> below = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Integer limit = limits.get(kind.key());
      if (limit != null && count(kind).percent() < limit) {
        below.add(kind);
      }
    }
    return below;
  }

  /** The report for people. */
  public String toText() {
    return CoverageText.of(this);
  }

  /** The report for programs. */
  public String toJson() {
    return JsonLayout.write(asMap());
  }

  /** The report as values of JSON. */
  public Map<String, Object> asMap() {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      Count count = count(kind);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("seen", count.seen());
      values.put("all", count.all());
      values.put("percent", count.percent());
      Integer limit = limits.get(kind.key());
      if (limit != null) {
        values.put("limit", limit);
      }
      counts.put(kind.key(), values);
    }
    List<Object> rules = new ArrayList<>();
    byRule().forEach((rule, ofRule) -> rules.add(asMap(rule, ofRule)));
    List<Object> missing = new ArrayList<>();
    for (Item item : items) {
      if (!item.missing().isEmpty()) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", item.kind().key());
        values.put("file", item.at().file());
        values.put("line", item.at().line());
        values.put("column", item.at().column());
        values.put("label", item.label());
        values.put("missing", item.missing());
        if (!item.cases().isEmpty()) {
          values.put("cases", item.cases());
        }
        missing.add(values);
      }
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("folder", folder);
    all.put("cases", cases);
    all.put("coverage", counts);
    all.put("rules", rules);
    all.put("missing", missing);
    all.put("disagreements", disagreements);
    return all;
  }

  private static Map<String, Object> asMap(Item rule, List<Item> items) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rule", rule.label());
    values.put("file", rule.at().file());
    values.put("line", rule.at().line());
    for (Kind kind : Kind.values()) {
      Count count = count(items, kind);
      if (count.all() > 0) {
        values.put(kind.key(), Map.of("percent", count.percent()));
      }
    }
    return values;
  }

  /** The items of each rule: the rule itself, and all from there to the next one. */
  Map<Item, List<Item>> byRule() {
    Map<Item, List<Item>> rules = new LinkedHashMap<>();
    List<Item> ofRule = List.of();
    for (Item item : items) {
      if (item.kind() == Kind.RULES) {
        ofRule = new ArrayList<>();
        rules.put(item, ofRule);
      }
      if (item.kind() != Kind.MESSAGES) {
        ofRule.add(item);
      }
    }
    return rules;
  }

  /** The report as one HTML page that needs nothing else, with the rules line by line. */
  public String toHtml() {
    return CoverageHtml.of(List.of(this));
  }

  /** The report of several folders as one HTML page. */
  public static String toHtml(List<Coverage> coverages) {
    return CoverageHtml.of(coverages);
  }
}
