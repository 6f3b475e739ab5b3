package tierwise.internal.language.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;

/**
 * Something that a rule can call: a static helper, or a method of a fact or a date.
 *
 * @param method the Java method behind it
 * @param parameters what it takes
 * @param result what it gives, which is never missing
 * @param states whether it makes a statement, so that it belongs into a consequence
 * @param invocation how the method is called
 * @param reads the fields that it reads of its fact; empty if it keeps or compares the whole of it
 * @param says what it does, in a sentence; empty if another of its name says it
 * @param example a call of it as a rule has it; empty if another of its name has one
 * @param isForeign whether the embedding program brought it; what it gives is not known to be
 *     bounded
 */
public record Helper(
    Method method,
    List<Parameter> parameters,
    ValueType result,
    boolean states,
    Invocation invocation,
    Set<String> reads,
    String says,
    String example,
    boolean isForeign) {
  /**
   * What a helper takes.
   *
   * @param range the whole numbers that it takes; {@code null} if it takes any, or other values
   * @param role what it is to the language
   */
  public record Parameter(
      String name,
      ValueType type,
      boolean mayBeMissing,
      TextDomain domain,
      @Nullable Range range,
      Role role) {}

  /**
   * Whole numbers.
   *
   * @param notBelow the parameter than which it cannot be smaller; empty if there is none
   */
  public record Range(int min, int max, String notBelow) {}

  /** Whether it is called by itself, and not on a fact or a date. */
  public boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  public String name() {
    return method.getName();
  }

  /** As problems list it: {@code asks(measure, atLeast)}. */
  public String signature() {
    return name()
        + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ", "(", ")"));
  }
}
