package tierwise.internal.drools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import tierwise.internal.language.FactType;
import tierwise.internal.language.FactType.Field;
import tierwise.internal.language.Helper;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.ValueType;
import tierwise.internal.language.ValueType.Plain;
import tierwise.internal.language.Vocabulary;

/**
 * The lines that classes of a built rule set may hold: the resource {@code class-files.txt}, with
 * the names of one rule set filled in.
 */
final class AllowedLines {
  private static final String RESOURCE = "class-files.txt";
  private static final String EXACTLY = ", exactly";
  private static final String REASON = " -- ";

  /** More values than a rule can bind; the engine has a class for each number of them. */
  private static final int MOST_VALUES = 26;

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(org/drools/model/functions/(?:Block|Function|Predicate)|ConsequenceBuilder\\$_)(\\d+)");

  private static final Pattern RULE = Pattern.compile("\\.?rule_r\\d+\\(");
  private static final Pattern VARIABLES = Pattern.compile("(Lorg/drools/model/Variable;)+");
  private static final Pattern TEXTS =
      Pattern.compile("makeConcatWithConstants\\((Ljava/lang/String;|I)+\\)");

  /** Where this may be called, methods of trusted classes may be. */
  private static final String A_HELPER =
      "call tierwise/facts/Statements.half(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;";

  private static final List<Section> SECTIONS = read();

  private final Map<String, Set<String>> allowed = new HashMap<>();
  private final Map<String, List<String>> exact = new HashMap<>();

  /**
   * A section of the resource.
   *
   * @param targets the roles or methods that it is about
   * @param exactly whether its lines are all there is, in their order
   */
  record Section(List<String> targets, boolean exactly, List<Line> lines) {}

  /**
   * A line of a section.
   *
   * @param reason why it may be there; empty where the section is one whole method
   */
  record Line(String text, String reason) {}

  private AllowedLines(RuleModel model) {
    for (Section section : SECTIONS) {
      for (String target : section.targets()) {
        for (Map<String, String> names : names(target, model)) {
          String filled = fill(target, names);
          if (section.exactly()) {
            exact.put(
                filled, section.lines().stream().map(line -> fill(line.text(), names)).toList());
          } else {
            Set<String> lines = allowed.computeIfAbsent(filled, key -> new LinkedHashSet<>());
            section.lines().forEach(line -> lines.addAll(filled(line.text(), names, model)));
          }
        }
      }
    }
    List<String> foreign = new ArrayList<>();
    for (Helper helper : Vocabulary.with(model.trusted()).helpers()) {
      if (helper.isForeign()) {
        foreign.add(
            "call "
                + Type.getInternalName(helper.method().getDeclaringClass())
                + "."
                + helper.name()
                + Type.getMethodDescriptor(helper.method()));
      }
    }
    allowed.values().stream()
        .filter(lines -> lines.contains(A_HELPER))
        .forEach(lines -> lines.addAll(foreign));
  }

  static AllowedLines of(RuleModel model) {
    return new AllowedLines(model);
  }

  static List<Section> sections() {
    return SECTIONS;
  }

  /** What a class of the role may have, or what the method may do; {@code null} if nothing is. */
  @Nullable Set<String> of(String target) {
    return allowed.get(target);
  }

  /** All that the method must do; {@code null} if that is not laid down. */
  @Nullable List<String> exactly(String target) {
    return exact.get(target);
  }

  /** The line as the resource writes it: without the numbers that are not looked at. */
  static String general(String line) {
    String text = line;
    if (text.contains("org/drools/model/")) {
      text =
          NUMBERED
              .matcher(text)
              .replaceAll(
                  match ->
                      match.group(2).length() <= 2
                              && Integer.parseInt(match.group(2)) <= MOST_VALUES
                          ? match.group(1).replace("$", "\\$") + "<n>"
                          : match.group().replace("$", "\\$"));
      text = VARIABLES.matcher(text).replaceAll("<variables>");
    }
    if (text.contains("rule_r")) {
      text = RULE.matcher(text).replaceAll(match -> match.group().replaceAll("\\d+", "<n>"));
    }
    if (text.contains("makeConcat")) {
      text = TEXTS.matcher(text).replaceAll("makeConcatWithConstants(<texts>)");
    }
    return text;
  }

  /** The names that are filled in where the target has a placeholder; once for each of them. */
  private static List<Map<String, String>> names(String target, RuleModel model) {
    if (!target.startsWith("type")) {
      return List.of(Map.of());
    }
    List<Map<String, String>> all = new ArrayList<>();
    for (FactType type : declared(model)) {
      Map<String, String> ofType = ofType(type);
      if (target.contains("<field>")) {
        type.fields().values().forEach(field -> all.add(ofField(ofType, field)));
      } else {
        all.add(ofType);
      }
    }
    return all;
  }

  private static Collection<String> filled(
      String line, Map<String, String> names, RuleModel model) {
    if (line.contains("<any>") || line.contains("<any_>")) {
      return any(model).stream()
          .map(name -> fill(line, Map.of("<any>", name, "<any_>", name.replace('/', '_'))))
          .toList();
    }
    if (line.contains("<value>")) {
      return namesIn("values").stream().map(name -> line.replace("<value>", name)).toList();
    }
    boolean ofTypes = line.contains("<type>");
    boolean ofFields = line.contains("<field>");
    if (!ofTypes && !ofFields) {
      return List.of(fill(line, names));
    }
    List<String> lines = new ArrayList<>();
    for (FactType type : declared(model)) {
      Map<String, String> ofType = ofType(type);
      if (names.isEmpty() || names.equals(ofType)) {
        if (ofFields) {
          type.fields().values().forEach(field -> lines.add(fill(line, ofField(ofType, field))));
        } else {
          lines.add(fill(line, ofType));
        }
      }
    }
    return lines;
  }

  private static String fill(String text, Map<String, String> names) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace(name.getKey(), name.getValue());
    }
    return names.containsKey("<type>") && filled.startsWith("type")
        ? "type " + names.get("<type>") + filled.substring("type".length())
        : filled;
  }

  private static Map<String, String> ofType(FactType type) {
    return Map.of(
        "<type>",
        type.name(),
        "<descriptors>",
        type.fields().values().stream()
            .map(field -> descriptor(field.type()))
            .collect(Collectors.joining()));
  }

  private static Map<String, String> ofField(Map<String, String> ofType, Field field) {
    Map<String, String> names = new HashMap<>(ofType);
    names.put("<field>", field.name());
    names.put("<descriptor>", descriptor(field.type()));
    return names;
  }

  private static String descriptor(ValueType type) {
    return switch ((Plain) type) {
      case TEXT -> "Ljava/lang/String;";
      case WHOLE -> "I";
      case DECIMAL -> "Ljava/math/BigDecimal;";
      case DATE -> "Ljava/time/LocalDate;";
      case YES_NO -> "Ljava/lang/Boolean;";
      default -> throw new IllegalStateException("no field is declared as " + type);
    };
  }

  private static List<FactType> declared(RuleModel model) {
    return model.types().values().stream().filter(FactType::isDeclared).toList();
  }

  private static List<String> any(RuleModel model) {
    List<String> names = new ArrayList<>(namesIn("values"));
    names.addAll(namesIn("facts"));
    declared(model).forEach(type -> names.add("<set>/" + type.name()));
    return names;
  }

  /** The names that a section lists. */
  static List<String> namesIn(String target) {
    return SECTIONS.stream()
        .filter(section -> section.targets().contains(target))
        .flatMap(section -> section.lines().stream())
        .map(Line::text)
        .toList();
  }

  private static List<Section> read() {
    String text;
    try (InputStream in = AllowedLines.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    Map<String, Section> sections = new LinkedHashMap<>();
    Section section = new Section(List.of(), false, new ArrayList<>());
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        String head = line.substring("## ".length());
        boolean exactly = head.endsWith(EXACTLY);
        section =
            new Section(
                targets(exactly ? head.substring(0, head.length() - EXACTLY.length()) : head),
                exactly,
                new ArrayList<>());
        if (sections.put(head, section) != null) {
          throw new IllegalStateException(RESOURCE + " has two sections " + head);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int reason = line.indexOf(REASON);
        section
            .lines()
            .add(
                reason < 0
                    ? new Line(general(line), "")
                    : new Line(
                        general(line.substring(0, reason)),
                        line.substring(reason + REASON.length())));
      }
    }
    return List.copyOf(sections.values());
  }

  /** "a, b: c; d: e" is about the methods c of a and b and about the method e of d. */
  private static List<String> targets(String head) {
    List<String> targets = new ArrayList<>();
    for (String part : head.split("; (?=[a-z, ]+: )", -1)) {
      int colon = part.indexOf(": ");
      String roles = colon < 0 ? part : part.substring(0, colon);
      for (String role : roles.split(", ", -1)) {
        targets.add(colon < 0 ? role : role + part.substring(colon));
      }
    }
    return List.copyOf(targets);
  }
}
