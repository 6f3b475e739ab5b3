package tierwise.internal.drools;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.internal.drools.ClassOutline.Method;

/**
 * The classes of a built rule set, and which rules they belong to. Immutable.
 *
 * @param outlines the classes by the names of their files, with slashes
 * @param rules for each class of a constraint, a value or a list of statements the ids of the rules
 *     that share it
 */
record BuiltClasses(Map<String, ClassOutline> outlines, Map<String, Set<String>> rules) {
  private static final String MAKES_RULE = "rule_r";
  private static final String USES = "get static ";
  private static final String CONSTANT = ".INSTANCE ";

  static BuiltClasses of(ClassFiles files) {
    Map<String, ClassOutline> outlines = new TreeMap<>();
    files
        .classes()
        .forEach((name, bytes) -> outlines.put(name.replace('.', '/'), ClassOutline.of(bytes)));
    Map<String, Set<String>> rules = new HashMap<>();
    for (ClassOutline outline : outlines.values()) {
      for (Method method : outline.methods()) {
        String rule = ruleOf(method);
        if (rule != null) {
          method.lines().stream()
              .filter(line -> line.startsWith(USES) && line.contains(CONSTANT))
              .map(line -> line.substring(USES.length(), line.indexOf(CONSTANT)))
              .filter(outlines::containsKey)
              .forEach(used -> rules.computeIfAbsent(used, name -> new TreeSet<>()).add(rule));
        }
      }
    }
    return new BuiltClasses(Collections.unmodifiableMap(outlines), Map.copyOf(rules));
  }

  /** The id of the rule that the method makes; {@code null} if it makes none. */
  static @Nullable String ruleOf(Method method) {
    return method.name().startsWith(MAKES_RULE)
        ? method.name().substring(MAKES_RULE.length() - 1, method.name().indexOf('('))
        : null;
  }

  /** The id of a rule that uses the class; {@code null} if it belongs to all of them. */
  @Nullable String ruleOf(String className) {
    Set<String> users = rules.getOrDefault(className, Set.of());
    return users.isEmpty() ? null : users.iterator().next();
  }

  /** The rule that alone uses the class; {@code null} if there is no such rule. */
  @Nullable String onlyRuleOf(String className) {
    return rules.getOrDefault(className, Set.of()).size() == 1 ? ruleOf(className) : null;
  }
}
