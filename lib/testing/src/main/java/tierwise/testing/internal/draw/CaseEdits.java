package tierwise.testing.internal.draw;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.Subject;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;

/** The small changes of a case that a person might think of, the smallest first. */
public final class CaseEdits {
  private static final int MOST_COPIES = 30;

  private final Manifest manifest;
  private final RuleModel model;
  private final DrawnCase facts;
  private final Set<BigDecimal> distances;
  private final List<Edit> edits = new ArrayList<>();

  /** The ids of the lines that may be changed; {@code null} for all. */
  private @Nullable Collection<String> only;

  private CaseEdits(
      Manifest manifest, RuleModel model, DrawnCase facts, Collection<BigDecimal> distances) {
    this.manifest = manifest;
    this.model = model;
    this.facts = facts;
    this.distances = new TreeSet<>((a, b) -> order(a, b));
    this.distances.addAll(distances);
    this.distances.removeIf(distance -> distance.signum() == 0);
  }

  /** The nearer to zero the earlier. */
  private static int order(BigDecimal a, BigDecimal b) {
    int order = a.abs().compareTo(b.abs());
    return order == 0 ? a.compareTo(b) : order;
  }

  /** A change in words, and the case with it. */
  public record Edit(String words, DrawnCase result) {}

  /**
   * The changes of a case.
   *
   * @param distances by how much figures may have to change, beside one unit
   */
  public static List<Edit> of(
      Manifest manifest, RuleModel model, DrawnCase facts, Collection<BigDecimal> distances) {
    CaseEdits edits = new CaseEdits(manifest, model, facts, distances);
    edits.figures();
    edits.days();
    edits.copies();
    edits.removals();
    edits.texts();
    edits.application();
    edits.ledgers();
    return edits.edits;
  }

  /**
   * The changes of figures and of the number of lines, of certain lines only.
   *
   * @param distance by how much figures have to change
   * @param ids the lines
   */
  public static List<Edit> near(
      Manifest manifest,
      RuleModel model,
      DrawnCase facts,
      BigDecimal distance,
      Collection<String> ids) {
    CaseEdits edits = new CaseEdits(manifest, model, facts, List.of(distance));
    edits.only = ids;
    edits.figures();
    edits.copies();
    edits.fewer(distance);
    edits.removals();
    return edits.edits;
  }

  /** Fewer of the chosen lines, as many as are too many. */
  private void fewer(BigDecimal distance) {
    if (distance.signum() >= 0 || only == null || distance.scale() > 0) {
      return;
    }
    int number = distance.negate().min(BigDecimal.valueOf(MOST_COPIES)).intValue();
    facts
        .lines()
        .forEach(
            (type, lines) -> {
              List<Object> kept = new ArrayList<>(lines);
              int removed = 0;
              for (Object line : lines) {
                if (removed < number && only.contains(FactFields.id(line))) {
                  kept.remove(line);
                  removed++;
                }
              }
              if (removed == number) {
                edits.add(
                    new Edit(number + " " + type + " lines less", facts.withLines(type, kept)));
              }
            });
  }

  private Stream<Line> lines() {
    return allLines().filter(line -> only == null || only.contains(FactFields.id(line.fact())));
  }

  private Stream<Line> allLines() {
    return facts.lines().entrySet().stream()
        .flatMap(
            entry ->
                IntStream.range(0, entry.getValue().size())
                    .mapToObj(i -> new Line(entry.getKey(), i, entry.getValue().get(i))));
  }

  private record Line(String type, int index, Object fact) {
    String name() {
      String id = FactFields.id(fact);
      return id.isEmpty() ? "the " + type : id;
    }
  }

  private DrawnCase replaced(Line line, Collection<Object> others) {
    List<Object> lines = new ArrayList<>(facts.lines().getOrDefault(line.type(), List.of()));
    lines.remove(line.index());
    lines.addAll(line.index(), others);
    return facts.withLines(line.type(), lines);
  }

  private void field(Line line, String field, @Nullable Object before, @Nullable Object after) {
    Object changed = FactFields.with(line.fact(), field, after);
    if (changed != null) {
      edits.add(
          new Edit(
              after == null
                  ? "no " + field + " of " + line.name()
                  : field
                      + " "
                      + YamlText.of(after)
                      + (before == null ? "" : " instead of " + YamlText.of(before))
                      + " of "
                      + line.name(),
              replaced(line, List.of(changed))));
    }
  }

  private void figures() {
    lines()
        .forEach(
            line ->
                FactFields.of(line.fact())
                    .forEach(
                        (field, value) -> {
                          BigDecimal figure = figure(line, field, value);
                          if (figure != null && value != null) {
                            for (BigDecimal distance : distances) {
                              BigDecimal sum = figure.add(distance);
                              if (value instanceof BigDecimal) {
                                field(line, field, value, sum);
                              } else if (sum.stripTrailingZeros().scale() <= 0) {
                                field(
                                    line,
                                    field,
                                    value,
                                    value instanceof Integer
                                        ? (Object) sum.intValue()
                                        : sum.toPlainString());
                              }
                            }
                          }
                        }));
  }

  /** The value as a figure, also where a file gives it as text. */
  private @Nullable BigDecimal figure(Line line, String field, @Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Integer whole) {
      return BigDecimal.valueOf(whole);
    }
    FactType type = model.types().get(line.type());
    FactType.Field declared = type == null ? null : type.field(field);
    boolean number =
        declared != null && (declared.type() == Plain.WHOLE || declared.type() == Plain.DECIMAL);
    return number && value instanceof String text && text.matches("-?\\d+(\\.\\d+)?")
        ? new BigDecimal(text)
        : null;
  }

  private void days() {
    LocalDate asOf = facts.application().asOf();
    for (int days : new int[] {1, -1}) {
      edits.add(
          new Edit(
              "asOf " + asOf.plusDays(days) + " instead of " + asOf,
              facts.with(
                  new Application(
                      asOf.plusDays(days),
                      facts.application().role(),
                      facts.application().asksFor()))));
    }
    lines()
        .forEach(
            line ->
                FactFields.of(line.fact())
                    .forEach(
                        (field, value) -> {
                          if (value instanceof LocalDate day) {
                            field(line, field, day, day.plusDays(1));
                            field(line, field, day, day.minusDays(1));
                            field(line, field, day, asOf);
                            field(line, field, day, day.minusMonths(1));
                            field(line, field, day, day.plusMonths(1));
                          }
                        }));
  }

  private void copies() {
    Set<Integer> numbers = new TreeSet<>(Set.of(1));
    distances.stream()
        .filter(distance -> distance.signum() > 0 && distance.scale() <= 0)
        .filter(distance -> distance.compareTo(BigDecimal.valueOf(MOST_COPIES)) <= 0)
        .forEach(distance -> numbers.add(distance.intValue()));
    lines()
        .forEach(
            line -> {
              for (int number : numbers) {
                List<Object> all = new ArrayList<>(List.of(line.fact()));
                for (int i = 1; i <= number; i++) {
                  Object copy = copy(line.fact(), i);
                  if (copy != null) {
                    all.add(copy);
                  }
                }
                edits.add(new Edit(number + " more like " + line.name(), replaced(line, all)));
              }
            });
  }

  /** The line once more, with an id of its own, and of another person if it is about one. */
  public static @Nullable Object copy(Object fact, int number) {
    Map<String, @Nullable Object> values = FactFields.of(fact);
    Object copy = fact;
    for (String field : FactFields.identities(fact)) {
      if (copy != null && values.get(field) != null) {
        copy = FactFields.with(copy, field, values.get(field) + "+" + number);
      }
    }
    return copy;
  }

  private void removals() {
    lines().forEach(line -> edits.add(new Edit("no " + line.name(), replaced(line, List.of()))));
    distances.stream()
        .filter(distance -> distance.signum() < 0 && distance.scale() <= 0)
        .map(distance -> distance.negate().intValue())
        .filter(number -> number > 1 && number <= MOST_COPIES)
        .forEach(
            number ->
                facts
                    .lines()
                    .forEach(
                        (type, lines) -> {
                          if (lines.size() >= number) {
                            edits.add(
                                new Edit(
                                    number + " " + type + " lines less",
                                    facts.withLines(
                                        type, lines.subList(0, lines.size() - number))));
                          }
                        }));
  }

  private void texts() {
    lines()
        .forEach(
            line ->
                FactFields.of(line.fact())
                    .forEach(
                        (field, value) -> {
                          if (is(line.type(), field, Role.ID)) {
                            return;
                          }
                          for (String other : known(line.type(), field)) {
                            if (!other.equals(value)) {
                              field(line, field, value, other);
                            }
                          }
                          if (value != null) {
                            field(line, field, value, null);
                          }
                          if (value instanceof Boolean answer) {
                            field(line, field, answer, !answer);
                          }
                        }));
  }

  private Collection<String> known(String type, String field) {
    Manifest.ClosedTexts closed = manifest.closed(type, field);
    if (closed != null) {
      return closed.texts();
    }
    return is(type, field, Role.HOLDABLE) ? manifest.holdable() : List.of();
  }

  private boolean is(String type, String field, Role role) {
    FactType known = model.types().get(type);
    FactType.Field declared = known == null ? null : known.field(field);
    return declared != null && declared.role() == role;
  }

  private void application() {
    Application application = facts.application();
    for (Manifest.SubjectList list : manifest.lists().values()) {
      for (String name : list.names()) {
        Subject subject = new Subject(list.name(), name);
        List<Subject> others = new ArrayList<>(application.asksFor());
        boolean asked = others.remove(subject);
        if (!asked) {
          others.add(subject);
        }
        edits.add(
            new Edit(
                (asked ? "not asking for " : "asking for ") + name,
                facts.with(new Application(application.asOf(), application.role(), others))));
      }
    }
    if (application.role() != null) {
      edits.add(
          new Edit(
              "no role",
              facts.with(new Application(application.asOf(), null, application.asksFor()))));
    }
  }

  private void ledgers() {
    model.types().values().stream()
        .filter(
            type ->
                type.kind() == FactType.Kind.LEDGER || type.kind() == FactType.Kind.DECLARED_INPUT)
        .map(FactType::name)
        .forEach(
            type -> {
              boolean given = facts.lines().containsKey(type);
              boolean declared =
                  model.types().get(type) != null && model.types().get(type).isDeclared();
              if (given) {
                edits.add(new Edit("no word about " + type, facts.without(type)));
              } else if (!declared) {
                edits.add(new Edit("an empty list of " + type, facts.withLines(type, List.of())));
              }
            });
  }
}
