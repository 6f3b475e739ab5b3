package tierwise.internal.drools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.RuleSetException;
import tierwise.internal.drools.ClassOutline.Method;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.language.FactType;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleModel.Rule;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * Looks through every class of a built rule set, before any of them is loaded: each must have one
 * of the known roles, and hold nothing but what {@code class-files.txt} lists for it. Together with
 * jumps that go forward only and calls that never come back, that bounds what one call can do.
 *
 * <p>The grammar lets nothing through that this refuses; it is here in case the grammar has a hole.
 */
final class ClassFileCheck {
  private static final String HASH = "[0-9A-F]{32}";

  private final RuleModel model;
  private final AllowedLines allowed;
  private final String prefix;
  private final Pattern ownNames;
  private final Map<String, String> general = new HashMap<>();
  private final BuiltClasses classes;
  private final List<Violation> violations = new ArrayList<>();

  /** What is wrong, and in which class. */
  private record Violation(String className, @Nullable String rule, String what) {}

  private ClassFileCheck(RuleModel model, BuiltClasses classes) {
    this.model = model;
    this.classes = classes;
    this.allowed = AllowedLines.of(model);
    this.prefix = model.packageName().replace('.', '/') + "/";
    this.ownNames =
        Pattern.compile(
            "(?<group>P[0-9A-F]{2}/Lambda(?<kind>Predicate|Extractor|Consequence)HASH)"
                    .replace("HASH", HASH)
                + "|(?<methods>RulesHASHRuleMethods\\d+)".replace("HASH", HASH)
                + "|(?<rules>RulesHASH)".replace("HASH", HASH)
                + "|(?<metadata>DomainClassesMetadataHASH)".replace("HASH", HASH)
                + "|");
  }

  /**
   * Does nothing if all classes are as they should be.
   *
   * @throws RuleSetException with one problem that names the rule
   */
  static void check(RuleModel model, BuiltClasses classes) {
    new ClassFileCheck(model, classes).check();
  }

  private void check() {
    for (Map.Entry<String, ClassOutline> file : classes.outlines().entrySet()) {
      ClassOutline outline = file.getValue();
      if (!file.getKey().equals(outline.name())) {
        refuse(outline, null, "the file of " + file.getKey() + " holds another class");
      }
      check(outline);
    }
    if (!violations.isEmpty()) {
      throw refused();
    }
  }

  private void check(ClassOutline outline) {
    String role = role(outline.name());
    Set<String> lines = allowed.of(role);
    if (lines == null) {
      refuse(outline, null, "is a class that nothing in a rule makes");
      return;
    }
    for (String line : outline.lines()) {
      if (!lines.contains(normal(line, outline.name()))) {
        refuse(outline, null, line);
      }
    }
    Set<String> undescribed = new HashSet<>();
    for (Method method : outline.methods()) {
      check(outline, role, method, undescribed);
    }
    if (outline.callsInCircles()) {
      refuse(outline, null, "its methods call each other in a circle");
    }
  }

  private void check(ClassOutline outline, String role, Method method, Set<String> byName) {
    String name = normal((method.flags() + " " + method.name()).strip(), outline.name());
    String full = role + ": " + name;
    String shortName = full.substring(0, full.indexOf('('));
    List<String> lines =
        method.lines().stream().map(line -> own(normal(line, outline.name()), outline)).toList();
    List<String> exact = allowed.exactly(full);
    if (exact != null) {
      if (!lines.equals(exact)) {
        refuse(outline, method, "the method " + name + " is not as it should be");
      }
      return;
    }
    Set<String> may = allowed.of(full);
    if (may == null && byName.add(shortName)) {
      may = allowed.of(shortName);
    }
    if (may == null) {
      refuse(outline, method, "the method " + name);
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!may.contains(line) && !may.contains(firstWord(line))) {
        refuse(outline, method, method.lines().get(i));
      }
    }
  }

  /** A number or variable that stands behind one of these words makes no difference. */
  private static String firstWord(String line) {
    return line.startsWith("load ") || line.startsWith("store ") || line.startsWith("whole ")
        ? line.substring(0, line.indexOf(' '))
        : line;
  }

  /** Calls of methods that the class has itself; of circles among them see elsewhere. */
  private static String own(String line, ClassOutline outline) {
    String call = "call <self>.";
    if (line.startsWith(call) && !line.contains("<init>")) {
      String called = line.substring(call.length(), line.indexOf('('));
      boolean has =
          outline.methods().stream().anyMatch(method -> method.name().startsWith(called + "("));
      return has ? "call own " + called : line;
    }
    return line;
  }

  private String role(String className) {
    String name = normal(className, "");
    return switch (name) {
      case "<predicate>" -> "predicate";
      case "<extractor>" -> "extractor";
      case "<consequence>" -> "consequence";
      case "<methods>" -> "methods";
      case "<rules>" -> "rules";
      case "<metadata>" -> "metadata";
      default -> {
        if (name.startsWith("<metadata>$")) {
          yield "fields";
        }
        FactType type =
            name.startsWith("<set>/") ? model.types().get(name.substring("<set>/".length())) : null;
        yield type != null && type.isDeclared() ? "type " + type.name() : name;
      }
    };
  }

  /** The line with the names of this rule set replaced by what they stand for. */
  private String normal(String line, String self) {
    return general.computeIfAbsent(withoutSelf(line, self), this::withoutNames);
  }

  private static String withoutSelf(String line, String self) {
    int at = self.isEmpty() ? -1 : line.indexOf(self);
    if (at < 0) {
      return line;
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (at >= 0) {
      int end = at + self.length();
      boolean longer = end < line.length() && isPartOfName(line.charAt(end));
      text.append(line, from, at).append(longer ? self : "<self>");
      from = end;
      at = line.indexOf(self, from);
    }
    return text.append(line, from, line.length()).toString();
  }

  /** What can follow in the name of another class; a $ leads to a class inside this one. */
  private static boolean isPartOfName(char c) {
    return c != '$' && Character.isJavaIdentifierPart(c);
  }

  private String withoutNames(String line) {
    String text = line;
    int at = text.indexOf(prefix);
    if (at >= 0) {
      StringBuilder result = new StringBuilder();
      int from = 0;
      while (at >= 0) {
        result.append(text, from, at);
        Matcher name = ownNames.matcher(text).region(at + prefix.length(), text.length());
        boolean found = name.lookingAt();
        result.append(found ? replacement(name) : "<set>/");
        from = found ? name.end() : at + prefix.length();
        at = text.indexOf(prefix, from);
      }
      text = result.append(text.substring(from)).toString();
    }
    return AllowedLines.general(text.replace(prefix.replace('/', '_'), "<set>_"));
  }

  private static String replacement(Matcher name) {
    if (name.group("kind") != null) {
      return switch (name.group("kind")) {
        case "Predicate" -> "<predicate>";
        case "Extractor" -> "<extractor>";
        default -> "<consequence>";
      };
    }
    if (name.group("methods") != null) {
      return "<methods>";
    }
    if (name.group("rules") != null) {
      return "<rules>";
    }
    return name.group("metadata") != null ? "<metadata>" : "<set>/";
  }

  private void refuse(ClassOutline outline, @Nullable Method method, String what) {
    violations.add(new Violation(outline.name(), ruleOf(outline, method), what));
  }

  /** The id of a rule to which a class or method belongs; {@code null} if it belongs to all. */
  private @Nullable String ruleOf(ClassOutline outline, @Nullable Method method) {
    String rule = method == null ? null : BuiltClasses.ruleOf(method);
    return rule == null ? classes.ruleOf(outline.name()) : rule;
  }

  private RuleSetException refused() {
    Violation first =
        violations.stream()
            .filter(violation -> violation.rule() != null)
            .findFirst()
            .orElse(violations.get(0));
    Rule rule =
        model.rules().stream()
            .filter(each -> each.id().equals(first.rule()))
            .findFirst()
            .orElse(null);
    Problems problems = new Problems();
    problems
        .error(
            Code.UNLISTED_CODE,
            rule == null ? null : rule.nameSpan(),
            (rule == null ? "the rule set" : "the rule \"" + rule.name() + "\"")
                + " was built into code that no rule needs, and is not loaded: "
                + first.what()
                + " (in "
                + first.className()
                + (violations.size() == 1 ? ")" : ", and " + (violations.size() - 1) + " more)"))
        .wayOut(RuleFailure.NOT_IN_THE_LANGUAGE);
    return new RuleSetException(problems.inFileOrder());
  }
}
