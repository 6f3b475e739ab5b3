package tierwise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.internal.json.ComparisonTree;
import tierwise.internal.json.DecisionTree;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.json.Tree;

/**
 * One case as several programme years decide it, side by side. A plain value: immutable, equal if
 * all of it is equal.
 *
 * @param decisions the decision of each year, in the order in which the years were named
 * @param notRead what of the case some of the years do not know; empty if each reads all of it
 */
public record Comparison(List<Decision> decisions, List<NotRead> notRead) {
  /** What one year can have otherwise than another: figures and status, not rules and texts. */
  private static final Set<String> OUTCOME =
      Set.of("status", "required", "actual", "unit", "granted", "ways");

  /**
   * Facts that some of the years do not read, since they do not fit their rules: a type that a year
   * does not declare, a competency that is not on its list. Immutable.
   *
   * @param type the fact type; {@code Subject} for what the application asks for
   * @param facts the ids of the facts, or the kind and name of each subject
   * @param years the names of the years that do not read them
   */
  public record NotRead(String type, List<String> facts, List<String> years) {
    /** Keeps its own copies of the lists. */
    public NotRead {
      facts = List.copyOf(facts);
      years = List.copyOf(years);
    }
  }

  /**
   * An offer as each year decides it. Immutable.
   *
   * @param offer its name
   * @param of what it is about; {@code null} if it is about nothing
   * @param renewal whether it is the renewal of what is held
   * @param title the offer in words, those of the first year that has it
   * @param byYear what each year decides, by the year's name; a year without the offer is not there
   * @param changes the requirements in which these years differ
   */
  public record ComparedOffer(
      String offer,
      @Nullable String of,
      boolean renewal,
      String title,
      Map<String, OfferDecision> byYear,
      List<Change> changes) {
    /** Keeps its own copies. */
    public ComparedOffer {
      byYear = Collections.unmodifiableMap(new LinkedHashMap<>(byYear));
      changes = List.copyOf(changes);
    }

    /** Whether the years come to one status, for the same closures. */
    public boolean sameOutcome() {
      return byYear.values().stream()
              .map(
                  each ->
                      List.of(
                          each.status(),
                          each.closedBy().stream().map(Reason::code).sorted().toList()))
              .distinct()
              .count()
          <= 1;
    }
  }

  /**
   * A requirement in which years differ: in what they ask, in what they measure, or in whether they
   * ask it at all. Immutable.
   *
   * @param requirement what is asked, in the words of the rules: a measure, offers, or a question
   * @param byYear the finding of each year, by the year's name; a year that does not ask it is not
   *     there
   */
  public record Change(String requirement, Map<String, Finding> byYear) {
    /** Keeps its own copy. */
    public Change {
      byYear = Collections.unmodifiableMap(new LinkedHashMap<>(byYear));
    }
  }

  /**
   * Keeps its own copies of the lists.
   *
   * @throws IllegalArgumentException if there is no decision, or two of one year
   */
  public Comparison {
    decisions = List.copyOf(decisions);
    notRead = List.copyOf(notRead);
    Set<String> years = new HashSet<>();
    for (Decision decision : decisions) {
      if (!years.add(decision.programYear())) {
        throw new IllegalArgumentException("two decisions of " + decision.programYear());
      }
    }
    if (decisions.isEmpty()) {
      throw new IllegalArgumentException("there is no decision to compare");
    }
  }

  /**
   * Compares decisions of which each year read all of the case.
   *
   * @throws IllegalArgumentException if there is no decision, or two of one year
   */
  public static Comparison of(List<Decision> decisions) {
    return new Comparison(decisions, List.of());
  }

  /** The names of the years, in the order in which they were named. */
  public List<String> years() {
    return decisions.stream().map(Decision::programYear).toList();
  }

  /** What each offer is, in the order of the first year that has it. */
  public List<ComparedOffer> offers() {
    return lined(Decision::offers, OfferKey::of).entrySet().stream()
        .map(
            entry -> {
              OfferKey key = entry.getKey();
              Map<String, OfferDecision> byYear = entry.getValue();
              return new ComparedOffer(
                  key.offer(),
                  key.of(),
                  key.renewal(),
                  byYear.values().iterator().next().title(),
                  byYear,
                  changes(byYear));
            })
        .toList();
  }

  /** Tells one offer of a decision from the others. */
  private record OfferKey(String offer, @Nullable String of, boolean renewal) {
    static OfferKey of(OfferDecision offer) {
      return new OfferKey(offer.offer(), offer.of(), offer.renewal());
    }
  }

  private <T, K> Map<K, Map<String, T>> lined(
      Function<Decision, List<T>> items, Function<T, K> key) {
    Map<String, List<T>> byYear = new LinkedHashMap<>();
    decisions.forEach(each -> byYear.put(each.programYear(), items.apply(each)));
    return lined(byYear, key);
  }

  /**
   * Puts side by side what has one key. What only a later year has comes where that year has it.
   */
  private static <T, K> Map<K, Map<String, T>> lined(
      Map<String, List<T>> byYear, Function<T, K> key) {
    List<K> order = new ArrayList<>();
    Map<K, Map<String, T>> found = new LinkedHashMap<>();
    byYear.forEach(
        (year, items) -> {
          int last = -1;
          for (T item : items) {
            K each = key.apply(item);
            int at = order.indexOf(each);
            if (at < 0) {
              at = last + 1;
              order.add(at, each);
            }
            last = at;
            found.computeIfAbsent(each, k -> new LinkedHashMap<>()).put(year, item);
          }
        });
    Map<K, Map<String, T>> sorted = new LinkedHashMap<>();
    order.forEach(each -> sorted.put(each, Objects.requireNonNull(found.get(each))));
    return sorted;
  }

  private static List<Change> changes(Map<String, OfferDecision> byYear) {
    Map<String, List<Described>> findings = new LinkedHashMap<>();
    byYear.forEach(
        (year, offer) ->
            findings.put(year, offer.findings().stream().map(Described::new).toList()));
    List<Change> changes = new ArrayList<>();
    lined(findings, finding -> asked(finding.tree()))
        .forEach(
            (asked, ofYears) -> {
              if (ofYears.size() < byYear.size() || differ(List.copyOf(ofYears.values()))) {
                Map<String, Finding> changed = new LinkedHashMap<>();
                ofYears.forEach((year, described) -> changed.put(year, described.finding()));
                changes.add(new Change(asked, changed));
              }
            });
    return changes;
  }

  /** A finding with its names and values. */
  private record Described(Finding finding, Map<String, @Nullable Object> tree) {
    Described(Finding finding) {
      this(finding, Tree.of(DecisionTree.of(finding)));
    }
  }

  private static boolean differ(List<Described> findings) {
    Map<String, @Nullable Object> first = Tree.only(findings.get(0).tree(), OUTCOME);
    return findings.stream().anyMatch(each -> !Tree.same(Tree.only(each.tree(), OUTCOME), first));
  }

  /** What is asked, whatever the figure, in the words of the rules. */
  private static String asked(Map<?, ?> finding) {
    return switch (String.valueOf(finding.get("kind"))) {
      case "measure" ->
          finding.get("measure")
              + (finding.get("of") == null ? "" : " of " + finding.get("of"))
              + ("at-most".equals(finding.get("bound")) ? ", at most" : "");
      case "needs" -> joined((List<?>) finding.get("offers"), String::valueOf);
      case "expects" -> String.valueOf(finding.get("question"));
      default -> joined((List<?>) finding.get("ways"), way -> asked((Map<?, ?>) way));
    };
  }

  private static String joined(@Nullable List<?> parts, Function<Object, String> words) {
    return Objects.requireNonNull(parts).stream().map(words).collect(Collectors.joining(" or "));
  }

  /** This comparison as JSON, in the format that {@link #jsonSchema()} describes. */
  public String toJson() {
    return JsonLayout.write(ComparisonTree.of(this, null));
  }

  /**
   * The same JSON with the name of the case behind the format, to be told from the comparisons of
   * other cases.
   */
  public String toJson(String caseName) {
    return JsonLayout.write(ComparisonTree.of(this, Objects.requireNonNull(caseName, "caseName")));
  }

  /**
   * The JSON Schema (draft 2020-12) of {@link #toJson()}. It refers to that of a decision, {@link
   * Decision#jsonSchema()}, by its {@code $id}.
   */
  public static String jsonSchema() {
    return Decision.schema("comparison.schema.json");
  }
}
