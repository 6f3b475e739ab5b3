package tierwise.testing;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * Draws rules from the whole of the grammar, beside the few that any programme needs so that a case
 * can be decided. What the checker refuses is left out. The same seed draws the same.
 */
final class RandomRules {
  private static final int TRIED = 16;
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> FACTS =
      List.of(
          "Purchase",
          "Purchase",
          "Credential",
          "Membership",
          "Order",
          "Attestation",
          "Reported",
          "Cup",
          "Cup",
          "Cup",
          "Visit",
          "Visit",
          "Tab",
          "Tab",
          "Offer",
          "Offer",
          "Offer",
          "Offer",
          "Subject",
          "Application",
          "Partner");
  private static final Set<String> LINES =
      Set.of("Purchase", "Credential", "Membership", "Order", "Attestation", "Reported", "Cup");
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry("Purchase.document", List.of("invoice", "credit-note", "order")),
          Map.entry("Credential.kind", List.of("barista", "judge")),
          Map.entry("Membership.offer", List.of("master", "roaster", "friend")),
          Map.entry("Membership.of", List.of("Brewing", "Roasting")),
          Map.entry("Order.offer", List.of("master", "roaster", "friend")),
          Map.entry("Order.of", List.of("Brewing", "Roasting")),
          Map.entry("Offer.name", List.of("master", "roaster", "stall")),
          Map.entry("Offer.of", List.of("Brewing", "Roasting")),
          Map.entry("Subject.kind", List.of("craft")),
          Map.entry("Subject.name", List.of("Brewing", "Roasting")),
          Map.entry("Window.name", List.of("w0", "w1")),
          Map.entry("Exclusion.measure", List.of("points", "cups")),
          Map.entry("Exclusion.reason", List.of("r0", "r1", "other-document")),
          Map.entry("Measurement.measure", List.of("free0", "free1")),
          Map.entry("Notice.code", List.of("n0", "n1")));
  static final List<String> ANY_TEXT = List.of("A", "B", "Brewing", "Roasting");
  static final List<String> DECIMALS =
      List.of("0", "1", "1.0", "1.00", "2.5", "2.50", "2.500", "3", "10.0", "10", "0.333333");
  static final List<String> DAYS =
      List.of("2024-01-01", "2024-02-29", "2024-03-01", "2024-05-05", "2024-12-31", "2023-12-31");

  private static final String HEAD =
      """
      package cafe.drawn

      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate

      """;

  private final Random random;
  private final Map<String, String> kept = new TreeMap<>();
  private final Map<String, FactType> types;
  private int tried;
  private int refused;

  RandomRules(long seed) {
    random = new Random(seed);
    Problems problems = new Problems();
    RuleModel base = RuleChecker.read(folder(Map.of(), problems), problems);
    types = requireNonNull(base, () -> problems.inFileOrder().toString()).types();
  }

  /** How many rules were drawn. */
  int tried() {
    return tried;
  }

  /** How many of them the checker refused. */
  int refused() {
    return refused;
  }

  /** Whether the rule was drawn, and is not one of those that all rule sets have. */
  boolean isDrawn(String rule) {
    return kept.containsKey(rule);
  }

  /** The text of the rules that were drawn. */
  String text() {
    return String.join("\n", kept.values());
  }

  /** Draws the rules. */
  TestedRules draw() {
    while (tried < TRIED) {
      String name = "Drawn rule " + (char) ('A' + tried++);
      String text = new Draft(Math.min(2, tried / 5)).rule(name);
      Map<String, String> more = new TreeMap<>(kept);
      more.put(name, text);
      Problems problems = new Problems();
      if (TestedRules.read(folder(more, problems), problems) == null) {
        refused++;
        if (Boolean.getBoolean("tierwise.refused")) {
          System.out.println(text + problems.inFileOrder());
        }
      } else {
        kept.put(name, text);
      }
    }
    Problems problems = new Problems();
    return requireNonNull(TestedRules.read(folder(kept, problems), problems));
  }

  private static RuleFolder folder(Map<String, String> drawn, Problems problems) {
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put("ruleset.yaml", bytes(MANIFEST));
    contents.put("messages.yaml", bytes(MESSAGES));
    contents.put("base.drl", bytes(HEAD + BASE));
    contents.put("drawn.drl", bytes(HEAD + String.join("\n", drawn.values())));
    return RuleFolder.read(
        new FolderFiles("cafe-drawn", "2024", "rules/cafe-drawn/2024", contents), problems);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A value that has a name: of a field, a fact, or what was worked out. */
  private record Named(String name, ValueType type, boolean mayBeMissing) {}

  /**
   * One rule as it comes to be. A rule of a level reads what rules of lower levels state, so that
   * few are refused for going in a circle.
   */
  private final class Draft {
    private final int level;
    private final List<Named> values = new ArrayList<>();
    private final StringBuilder when = new StringBuilder();
    private final Set<String> masters = new TreeSet<>();
    private int names;

    Draft(int level) {
      this.level = level;
    }

    String rule(String name) {
      int conditions = 1 + random.nextInt(3);
      for (int i = 0; i < conditions; i++) {
        int sort = random.nextInt(100);
        if (i == 0 ? sort < 80 : sort < 45) {
          when.append("    ").append(pattern(true, 3)).append("\n");
        } else if (sort < 65) {
          when.append("    ").append(denied(chance(50) ? "not " : "exists ")).append("\n");
        } else {
          when.append("    ").append(accumulate()).append("\n");
        }
      }
      StringBuilder then = new StringBuilder();
      int statements = chance(80) ? 1 : 2;
      for (int i = 0; i < statements; i++) {
        then.append("    insert( ").append(statement()).append(" );\n");
      }
      return "rule \"" + name + "\"\nwhen\n" + when + "then\n" + then + "end\n";
    }

    // ---- conditions ------------------------------------------------------------------------

    private FactType type() {
      List<String> names = new ArrayList<>(FACTS);
      if (level >= 1) {
        names.addAll(List.of("Window", "Mark", "Mark", "Exclusion", "Measurement", "Measurement"));
      }
      if (level >= 2) {
        names.addAll(List.of("Stamp", "Stamp", "Notice"));
      }
      return requireNonNull(types.get(oneOf(names)));
    }

    private String denied(String word) {
      int before = values.size();
      String pattern = pattern(false, 3);
      values.subList(before, values.size()).clear();
      return word + pattern;
    }

    private String pattern(boolean named, int most) {
      return pattern(type(), named, most);
    }

    private String pattern(FactType type, boolean named, int most) {
      return new Constraints(type, named).draw(most);
    }

    private String name() {
      return "$v" + ++names;
    }

    private String accumulate() {
      int before = values.size();
      FactType type = type();
      Constraints first = new Constraints(type, true);
      first.bindToWorkWith();
      StringBuilder text = new StringBuilder("accumulate(\n        ");
      text.append(first.draw(2));
      String line = first.variable;
      if (chance(30)) {
        Constraints second = new Constraints(type(), true);
        second.bindToWorkWith();
        second.join();
        text.append(" and\n        ").append(second.draw(1));
      }
      boolean line0 = type.name().equals("Purchase") || type.name().equals("Cup");
      if (line0 && level >= 1 && chance(60)) {
        text.append(" and\n        not Exclusion( measure == \"")
            .append(type.name().equals("Cup") ? "cups" : "points")
            .append("\", evidence == ")
            .append(line)
            .append(chance(50) ? "" : ", of == null || of == \"Brewing\"")
            .append(" )");
      } else if (chance(30)) {
        text.append(" and\n        ").append(denied(chance(60) ? "not " : "exists "));
      }
      List<Named> inside = new ArrayList<>(values.subList(before, values.size()));
      values.subList(before, values.size()).clear();
      text.append(";\n        ");
      int functions = 1 + random.nextInt(3);
      List<Named> results = new ArrayList<>();
      for (int i = 0; i < functions; i++) {
        text.append(i == 0 ? "" : ", ").append(function(inside, results));
      }
      values.addAll(results);
      return text.append(" )").toString();
    }

    private String function(List<Named> inside, List<Named> results) {
      Named argument = oneOf(inside);
      List<Named> figures = inside.stream().filter(each -> each.type().isNumber()).toList();
      if (!figures.isEmpty() && chance(60)) {
        argument = oneOf(figures);
      }
      String name = name();
      List<String> kinds = new ArrayList<>(List.of("count", "collectList", "collectSet"));
      if (argument.type().isOrdered()) {
        kinds.addAll(List.of("min", "max"));
      }
      if (argument.type().isNumber()) {
        kinds.addAll(List.of("sum", "sum"));
      }
      String kind = oneOf(kinds);
      ValueType result =
          switch (kind) {
            case "count" -> Plain.NUMBER;
            case "sum" -> Plain.DECIMAL;
            case "min", "max" -> argument.type();
            default -> new ValueType.Collected(argument.type());
          };
      results.add(new Named(name, result, false));
      String of = kind.equals("count") && chance(20) ? "" : " " + argument.name() + " ";
      return name + " : " + kind + "(" + of + ")";
    }

    /** What a pattern says of its fact. */
    private final class Constraints {
      private final FactType type;
      private final String variable;
      private final boolean named;
      private final List<String> parts = new ArrayList<>();
      private final Set<String> present = new TreeSet<>();
      private final List<Named> earlier = List.copyOf(values);
      private final List<Field> fields;

      Constraints(FactType type, boolean named) {
        this.type = type;
        this.named = named;
        variable = named ? name() : "";
        fields =
            type.fields().values().stream()
                .filter(field -> field.type() instanceof Plain plain && isSimple(plain))
                .toList();
        if (named) {
          values.add(new Named(variable, new ValueType.Fact(type), false));
        }
        String only =
            switch (type.name()) {
              case "Window" ->
                  "name == \"" + (level > 1 ? oneOf(List.of("w0", "w1")) : "w0") + "\"";
              case "Measurement" ->
                  level > 1 && chance(30)
                      ? "measure in ( \"free0\", \"free1\" )"
                      : "measure == \"free" + random.nextInt(level) + "\"";
              case "Exclusion" -> "measure == \"" + oneOf(List.of("points", "cups")) + "\"";
              case "Notice" -> "code == \"n" + random.nextInt(2) + "\"";
              default -> "";
            };
        if (named && type.name().equals("Offer") && chance(35)) {
          // Only of an offer whose name is written is it sure that it does not need itself.
          parts.add("name == \"master\"");
          masters.add(variable);
        }
        if (!only.isEmpty()) {
          parts.add(only);
        }
      }

      String draw(int most) {
        if (!earlier.isEmpty() && chance(60)) {
          join();
        }
        int tests = random.nextInt(most + 1);
        for (int i = 0; i < tests; i++) {
          if (named && chance(35)) {
            bind(oneOf(fields));
          } else {
            parts.add(test(0));
          }
        }
        if (named && chance(40)) {
          bind(oneOf(fields));
        }
        return (named ? variable + " : " : "")
            + type.name()
            + "( "
            + String.join(", ", parts)
            + " )";
      }

      private void bind(Field field) {
        if (field.mayBeMissing() && chance(70)) {
          need(field);
        }
        String name = name();
        boolean missing = field.mayBeMissing() && !present.contains(field.name());
        parts.add(name + " : " + field.name());
        values.add(new Named(name, field.type(), missing));
      }

      private void bindToWorkWith() {
        Field field = oneOf(fields);
        List<Field> figures = fields.stream().filter(each -> each.type().isNumber()).toList();
        if (!figures.isEmpty() && chance(70)) {
          field = oneOf(figures);
        }
        need(field);
        String name = name();
        if (field.type() == Plain.DECIMAL && chance(20)) {
          parts.add(name + " : " + oneOf(List.of("half", "rounded")) + "( " + field.name() + " )");
          values.add(new Named(name, Plain.DECIMAL, false));
        } else {
          parts.add(name + " : " + field.name());
          values.add(new Named(name, field.type(), false));
        }
      }

      private void need(Field field) {
        if (field.mayBeMissing() && present.add(field.name())) {
          parts.add(field.name() + " != null");
        }
      }

      /** Compares with what an earlier pattern gives, mostly for equality. */
      private void join() {
        List<Named> others = earlier;
        if (others.isEmpty()) {
          return;
        }
        for (int i = 0; i < 6; i++) {
          Named other = oneOf(others);
          if (other.type() instanceof ValueType.Fact fact) {
            if (fact.type().equals(type)) {
              parts.add("this " + (chance(60) ? "==" : "!=") + " " + other.name());
              return;
            }
            if (type.name().equals("Exclusion")) {
              parts.add("evidence " + (chance(80) ? "==" : "!=") + " " + other.name());
              return;
            }
            continue;
          }
          List<Field> fitting = alike(other.type());
          if (!fitting.isEmpty()) {
            Field field = oneOf(fitting);
            String sign =
                chance(60) || !field.type().isOrdered()
                    ? chance(75) ? "==" : "!="
                    : oneOf(COMPARISONS);
            parts.add(
                chance(80)
                    ? field.name() + " " + sign + " " + other.name()
                    : other.name() + " " + sign + " " + field.name());
            return;
          }
        }
      }

      private List<Field> alike(ValueType other) {
        return fields.stream()
            .filter(field -> field.type() == other || (field.type().isNumber() && other.isNumber()))
            .toList();
      }

      private String sign(ValueType of) {
        return of.isOrdered() ? oneOf(COMPARISONS) : chance(60) ? "==" : "!=";
      }

      private String test(int depth) {
        Field field = oneOf(fields);
        String name = field.name();
        int sort = random.nextInt(depth < 2 ? 115 : 100);
        if (sort < 22) {
          return name + " " + sign(field.type()) + " " + literal(field);
        }
        if (sort < 32) {
          Field other = oneOf(alike(field.type()));
          return name + " " + sign(field.type()) + " " + other.name();
        }
        if (sort < 42) {
          List<Named> fitting =
              earlier.stream()
                  .filter(
                      each ->
                          each.type() == field.type()
                              || (each.type().isNumber() && field.type().isNumber()))
                  .toList();
          return fitting.isEmpty()
              ? name + " == " + literal(field)
              : name + " " + sign(field.type()) + " " + oneOf(fitting).name();
        }
        if (sort < 52) {
          if (field.type() == Plain.DATE) {
            return name + " > " + literal(field);
          }
          return name
              + (chance(60) ? " in ( " : " not in ( ")
              + literal(field)
              + ", "
              + literal(field)
              + (chance(30) ? ", " + literal(field) : "")
              + " )";
        }
        if (sort < 60) {
          return name + (chance(50) ? " == null" : " != null");
        }
        if (sort < 75) {
          return arithmetic();
        }
        if (sort < 85) {
          return ofTheDay();
        }
        if (sort < 94) {
          return ofTheFact();
        }
        if (sort < 100) {
          return yesNo();
        }
        String first = test(depth + 1);
        String second = test(depth + 1);
        String third = test(depth + 1);
        return switch (random.nextInt(6)) {
          case 0 -> first + " && " + second;
          case 1, 2 -> first + " || " + second;
          case 3 -> "( " + first + " || " + second + " ) && " + third;
          case 4 -> first + " || " + second + " && " + third;
          default -> "( " + first + " && " + second + " ) || ( " + third + " )";
        };
      }

      private String arithmetic() {
        List<Field> figures = fields.stream().filter(each -> each.type().isNumber()).toList();
        if (figures.isEmpty()) {
          return ofTheDay();
        }
        Field field = oneOf(figures);
        Field other = oneOf(figures);
        need(field);
        List<Named> numbers =
            earlier.stream().filter(e -> e.type().isNumber() && !e.mayBeMissing()).toList();
        String second;
        if (!numbers.isEmpty() && chance(50)) {
          second = oneOf(numbers).name();
        } else if (chance(40)) {
          need(other);
          second = other.name();
        } else {
          second = String.valueOf(random.nextInt(5));
        }
        String right =
            chance(50) ? String.valueOf(random.nextInt(8)) : "number(\"" + oneOf(DECIMALS) + "\")";
        String left =
            switch (random.nextInt(9)) {
              case 0 -> "( " + field.name() + " + " + second + " )";
              case 1 -> "( " + field.name() + " - " + second + " )";
              case 2 -> "( " + field.name() + " * " + second + " )";
              case 3 -> "( " + field.name() + " + " + second + " * 2 )";
              case 4 -> "plus( " + field.name() + ", " + second + " )";
              case 5 -> "minus( " + field.name() + ", " + second + " )";
              case 6 -> "times( " + second + ", " + field.name() + " )";
              case 7 -> "larger( " + second + ", " + field.name() + " )";
              default -> "smaller( " + field.name() + ", " + second + " )";
            };
        return left + " " + oneOf(COMPARISONS) + " " + right;
      }

      private String ofTheDay() {
        List<Field> days = fields.stream().filter(each -> each.type() == Plain.DATE).toList();
        if (days.isEmpty()) {
          Field field = oneOf(fields);
          return "given( " + field.name() + " )";
        }
        Field field = oneOf(days);
        boolean safe = field.mayBeMissing() && chance(60) && !present.contains(field.name());
        if (!safe) {
          need(field);
        }
        List<Named> others = earlier.stream().filter(each -> each.type() == Plain.DATE).toList();
        String other =
            others.isEmpty() || chance(40) ? "date(\"" + oneOf(DAYS) + "\")" : oneOf(others).name();
        return field.name()
            + (safe ? "!." : ".")
            + oneOf(List.of("plusDays", "minusDays", "plusMonths", "minusMonths", "plusYears"))
            + "( "
            + random.nextInt(12)
            + " ) "
            + oneOf(COMPARISONS)
            + " "
            + other;
      }

      private String ofTheFact() {
        List<Named> days =
            earlier.stream()
                .filter(each -> each.type() == Plain.DATE && !each.mayBeMissing())
                .toList();
        String day =
            days.isEmpty() || chance(30) ? "date(\"" + oneOf(DAYS) + "\")" : oneOf(days).name();
        String not = chance(40) ? "!" : "";
        return switch (type.name()) {
          case "Credential" -> not + "validOn( " + day + " )";
          case "Membership" -> not + "activeOn( " + day + " )";
          case "Window" -> not + "contains( " + day + " )";
          case "Offer" ->
              chance(60)
                  ? "held!.anniversary " + oneOf(COMPARISONS) + " " + day
                  : chance(50) ? "held!.offer == \"master\"" : "held == null";
          default -> test(2);
        };
      }

      private String yesNo() {
        List<Field> answers = fields.stream().filter(each -> each.type() == Plain.YES_NO).toList();
        if (answers.isEmpty()) {
          return oneOf(fields).name() + " == null";
        }
        Field field = oneOf(answers);
        if (chance(40)) {
          return field.name() + (chance(50) ? " == true" : " != false");
        }
        need(field);
        return (chance(50) ? "!" : "") + field.name();
      }

      private String literal(Field field) {
        return switch ((Plain) field.type()) {
          case TEXT ->
              "\"" + oneOf(TEXTS.getOrDefault(type.name() + "." + field.name(), ANY_TEXT)) + "\"";
          case DATE -> "date(\"" + oneOf(DAYS) + "\")";
          case YES_NO -> String.valueOf(chance(50));
          case DECIMAL -> oneOf(DECIMALS);
          default -> String.valueOf(random.nextInt(5));
        };
      }
    }

    // ---- statements ------------------------------------------------------------------------

    private @Nullable String value(ValueType type) {
      List<Named> fitting =
          values.stream()
              .filter(
                  each ->
                      !each.mayBeMissing()
                          && (each.type() == type
                              || (type == Plain.NUMBER && each.type().isNumber())))
              .toList();
      return fitting.isEmpty() || chance(15) ? null : oneOf(fitting).name();
    }

    private @Nullable String fact(String type) {
      List<Named> fitting =
          values.stream()
              .filter(
                  each ->
                      each.type() instanceof ValueType.Fact fact
                          && (type.isEmpty() || fact.type().name().equals(type)))
              .toList();
      return fitting.isEmpty() ? null : oneOf(fitting).name();
    }

    private String text() {
      String found = value(Plain.TEXT);
      return found == null ? "\"" + oneOf(ANY_TEXT) + "\"" : found;
    }

    private String day() {
      String found = value(Plain.DATE);
      String day = found == null ? "date(\"" + oneOf(DAYS) + "\")" : found;
      return chance(15) ? day + ".plusMonths( " + random.nextInt(3) + " )" : day;
    }

    private String whole() {
      String found = value(Plain.WHOLE);
      return found == null ? String.valueOf(random.nextInt(5)) : found;
    }

    private String figure() {
      String found = value(Plain.NUMBER);
      return found == null ? "number(\"" + oneOf(DECIMALS) + "\")" : found;
    }

    private String decimal() {
      String found = value(Plain.DECIMAL);
      if (found != null && chance(60)) {
        return chance(70) ? found : oneOf(List.of("half", "rounded")) + "( " + found + " )";
      }
      return switch (random.nextInt(7)) {
        case 0 -> "number(\"" + oneOf(DECIMALS) + "\")";
        case 1 -> "plus( " + figure() + ", " + figure() + " )";
        case 2 -> "minus( " + figure() + ", " + figure() + " )";
        case 3 -> "times( " + figure() + ", " + figure() + " )";
        case 4 -> "smaller( " + figure() + ", " + figure() + " )";
        case 5 -> "larger( " + figure() + ", " + figure() + " )";
        default -> "percent( " + random.nextInt(100) + ", number(\"" + oneOf(DECIMALS) + "\") )";
      };
    }

    /** What a measurement can rest on, or an empty text. */
    private String evidence() {
      List<Named> lists =
          values.stream()
              .filter(
                  each ->
                      each.type() instanceof ValueType.Collected collected
                          && collected.element() instanceof ValueType.Fact fact
                          && (LINES.contains(fact.type().name()) || chance(5)))
              .toList();
      if (!lists.isEmpty()) {
        return oneOf(lists).name();
      }
      List<Named> lines =
          values.stream()
              .filter(
                  each ->
                      each.type() instanceof ValueType.Fact fact
                          && (LINES.contains(fact.type().name()) || chance(5)))
              .toList();
      return lines.isEmpty()
          ? ""
          : chance(70)
              ? "evidence( " + oneOf(lines).name() + " )"
              : "evidence( " + oneOf(lines).name() + ", " + oneOf(lines).name() + " )";
    }

    /** What a measurement can be made from: what was collected, or one; {@code null} if nothing. */
    private @Nullable String parts() {
      return values.stream()
          .filter(
              each ->
                  each.type() instanceof ValueType.Collected collected
                      && collected.element() instanceof ValueType.Fact fact
                      && fact.type().name().equals("Measurement"))
          .map(Named::name)
          .findFirst()
          .orElseGet(() -> fact("Measurement"));
    }

    private String reason() {
      return "\"r" + random.nextInt(2) + "\"";
    }

    private String statement() {
      String offer = fact("Offer");
      if (offer != null && chance(70)) {
        return ofTheOffer(offer);
      }
      String purchase = fact("Purchase");
      String cup = fact("Cup");
      if (level == 0 && (purchase != null || cup != null) && chance(30)) {
        boolean points = purchase != null;
        return "leftOut( \""
            + (points ? "points" : "cups")
            + "\", "
            + (chance(80) ? "" : oneOf(List.of("\"Brewing\", ", "\"Roasting\", ")))
            + (points ? purchase : cup)
            + ", "
            + reason()
            + " )";
      }
      String of = chance(95) ? "\"Brewing\", " : "\"Roasting\", ";
      String evidence = evidence();
      String measure = "\"free" + level + "\", ";
      String parts = parts();
      if (parts != null && chance(60)) {
        return chance(50)
            ? "ratio( " + measure + of + figure() + ", " + figure() + ", " + parts + " )"
            : "made( " + measure + of + figure() + ", " + parts + " )";
      }
      int sort = random.nextInt(100);
      if (sort < 22 && !evidence.isEmpty()) {
        return "measured( " + measure + of + figure() + ", " + evidence + " )";
      }
      if (sort < 36 && !evidence.isEmpty()) {
        return "averaged( " + measure + of + decimal() + ", " + figure() + ", " + evidence + " )";
      }
      if (sort < 58 && level == 0) {
        return "new Mark( " + text() + ", " + whole() + ", " + decimal() + ", " + day() + " )";
      }
      if (sort < 58 && level == 1) {
        return "new Stamp( " + text() + ", " + decimal() + ", " + chance(50) + " )";
      }
      if (sort < 68 && level < 2) {
        return "days( "
            + (chance(80) ? "date(\"2023-01-01\")" : day())
            + ", "
            + day()
            + ", \"w"
            + level
            + "\", "
            + (offer == null ? oneOf(List.of("\"Brewing\"", "\"Roasting\"")) : offer)
            + " )";
      }
      String note = "note( \"n" + level + "\"";
      note +=
          switch (random.nextInt(3)) {
            case 0 -> " )";
            case 1 -> ", " + day() + " )";
            default -> ", " + day() + ", " + (chance(82) ? "date(\"2025-06-01\")" : day()) + " )";
          };
      if (chance(50)) {
        note += ".amount( " + decimal() + ", \"EUR\" )";
      }
      if (chance(30)) {
        note += ".about( " + (offer == null ? text() : offer) + " )";
      }
      if (offer != null && chance(30)) {
        note += ".ifGranted( " + offer + " )";
      }
      return note;
    }

    private String ofTheOffer(String offer) {
      if (masters.contains(offer) && chance(50)) {
        return offer + ".needs( " + oneOf(List.of("\"roaster\"", "\"stall\", \"roaster\"")) + " )";
      }
      return offer
          + switch (random.nextInt(14)) {
            case 0 -> ".asks( \"free0\", " + figure() + " )";
            case 1 -> ".asks( \"free1\", atLeast( " + figure() + " ) )";
            case 2 -> ".asks( \"free0\", \"Brewing\", atMost( " + figure() + " ) )";
            case 3 -> ".asks( \"cups\", 1 ).or( \"points\", " + figure() + " )";
            case 12 ->
                ".asks( \"points\", "
                    + figure()
                    + " ).or( all( \"cups\", 1 ).and( \"free0\", "
                    + figure()
                    + " ) )";
            case 13 ->
                ".asks( all( \"free1\", atMost( "
                    + figure()
                    + " ) ).and( \"cups\", "
                    + figure()
                    + " ) )";
            case 4, 5 -> ".expects( \"clean\", " + chance(50) + " )";
            case 6, 11 -> ".open( " + reason() + " )";
            case 7, 8 -> ".closed( " + reason() + " )";
            default -> ".waives( \"" + oneOf(List.of("points", "cups")) + "\", " + reason() + " )";
          };
    }
  }

  private static boolean isSimple(Plain plain) {
    return switch (plain) {
      case TEXT, WHOLE, DECIMAL, NUMBER, DATE, YES_NO -> true;
      default -> false;
    };
  }

  private static final String MANIFEST =
      """
      title: Drawn rules
      guide: {name: none, address: none}
      effective: {from: 2024-01-01, until: 2025-01-01}
      ladder: [master, roaster]
      lists:
        craft: {values: [Brewing, Roasting], of: asked or held}
      offers:
        master: {per: craft, renewable: yes}
        roaster: {per: craft, renewable: yes}
        stall: {}
      memberships: [friend]
      measures:
        points: {unit: point, counts: Purchase}
        cups: {unit: cup, counts: Cup}
        free0: {unit: point, per: craft, may-fall: yes}
        free1: {unit: point, per: craft, may-fall: yes}
        free2: {unit: point, per: craft, may-fall: yes}
      provenance:
        Tab: {source: drawn}
      """;

  private static final String MESSAGES =
      """
      offers: {master: "Master of {of}", roaster: "Roaster, {of}", stall: A stall, friend: A friend}
      measures: {points: Points, cups: Cups, free0: Free, free1: Free, free2: Free}
      reasons: {r0: First reason., r1: Second reason., other-document: It is none., no-size: None.}
      questions: {clean: Is it clean?}
      notices: {n0: First., n1: Second., n2: Third.}
      """;

  private static final String BASE =
      """
      declare Cup
          id : String
          kind : String
          other : String
          number : int
          size : BigDecimal
          day : LocalDate
          clean : Boolean
      end

      declare Visit
          kind : String
          number : int
          size : BigDecimal
          least : BigDecimal
          day : LocalDate
          clean : Boolean
      end

      declare Tab
          kind : String
          number : int
          size : BigDecimal
          day : LocalDate
      end

      declare Mark
          kind : String
          number : int
          size : BigDecimal
          day : LocalDate
      end

      declare Stamp
          kind : String
          size : BigDecimal
          last : Boolean
      end

      rule "What the tables say"
      when
      then
          insert( new Tab( "A", 1, number("1.00"), date("2024-03-01") ) );
          insert( new Tab( "B", 2, number("2.5"), date("2024-05-05") ) );
          insert( new Tab( "Brewing", 3, number("2.50"), date("2023-12-31") ) );
          insert( new Tab( "Roasting", 3, number("10"), date("2024-12-31") ) );
      end

      rule "A cup of a kind is marked"
      when
          Cup( kind != null, $kind : kind, number != null, $n : number, size != null, $size : size,
               day != null, $day : day )
      then
          insert( new Mark( $kind, $n, $size, $day ) );
      end

      rule "A mark is stamped"
      when
          Mark( $kind : kind, $size : size, number > 1 )
      then
          insert( new Stamp( $kind, $size, true ) );
      end

      rule "The days before today are a window"
      when
          Application( $today : asOf )
      then
          insert( days( $today.minusMonths( 6 ), $today, "w0", "Brewing" ) );
          insert( days( $today.minusMonths( 3 ), $today, "w1", "Brewing" ) );
      end

      rule "Something is told first"
      when
          Application( $today : asOf )
      then
          insert( note( "n0", $today ) );
          insert( note( "n1", $today ) );
      end

      rule "Something is measured of Roasting"
      when
          accumulate( $line : Purchase( document == "invoice" ); $lines : collectList( $line ) )
      then
          insert( measured( "free0", "Roasting", 3, $lines ) );
          insert( measured( "free1", "Roasting", 4, $lines ) );
          insert( measured( "free2", "Roasting", 5, $lines ) );
      end

      rule "A roaster has some points"
      when
          $offer : Offer( name == "roaster" )
      then
          insert( $offer.asks( "points", 1 ) );
      end

      rule "A master has points and cups"
      when
          $offer : Offer( name == "master" )
      then
          insert( $offer.asks( "points", 5 ) );
          insert( $offer.asks( "cups", 1 ) );
      end

      rule "A stall has cups"
      when
          $offer : Offer( name == "stall" )
      then
          insert( $offer.asks( "cups", 1 ) );
      end

      rule "Another document counts for nothing"
      when
          $line : Purchase( document not in ( "invoice", "credit-note" ) || kpi == null )
      then
          insert( leftOut( "points", $line, "other-document" ) );
      end

      rule "A cup without a size counts for nothing"
      when
          $cup : Cup( size == null )
      then
          insert( leftOut( "cups", $cup, "no-size" ) );
      end

      rule "Points are those of all other lines"
      when
          accumulate(
              $line : Purchase( kpi != null, $points : kpi ) and
              not Exclusion( measure == "points", evidence == $line, of == null );
              $sum : sum( $points ), $lines : collectList( $line ) )
      then
          insert( measured( "points", $sum, $lines ) );
      end

      rule "Cups are counted that are not left out"
      when
          accumulate(
              $cup : Cup( size != null ) and
              not Exclusion( measure == "cups", evidence == $cup, of == null );
              $number : count( $cup ), $cups : collectList( $cup ) )
      then
          insert( measured( "cups", $number, $cups ) );
      end
      """;
}
