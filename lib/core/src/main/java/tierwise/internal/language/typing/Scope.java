package tierwise.internal.language.typing;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.ValueType;

/** What the names in a rule mean at the place that is being read. */
public final class Scope {
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private @Nullable ValueType pattern;
  private @Nullable Variable own;
  private final Set<String> presentHere = new HashSet<>();
  private final Set<String> presentAfter = new HashSet<>();

  @Nullable Variable variable(String name) {
    Variable variable = variables.get(name);
    if (variable != null) {
      used.add(name);
    }
    return variable;
  }

  /** The variable of that name, without counting as a use of it. */
  @Nullable Variable declared(String name) {
    return variables.get(name);
  }

  Collection<String> variableNames() {
    return variables.keySet();
  }

  public void declare(Variable variable) {
    variables.put(variable.name(), variable);
  }

  public void forget(Collection<Variable> gone) {
    gone.forEach(variable -> variables.remove(variable.name()));
  }

  public boolean isUsed(Variable variable) {
    return used.contains(variable.name());
  }

  /** The type of the fact that the current pattern matches; {@code null} outside of patterns. */
  @Nullable ValueType pattern() {
    return pattern;
  }

  /** The name of the fact that the current pattern matches; {@code null} if it has none. */
  @Nullable Variable own() {
    return own;
  }

  public void enter(ValueType type, @Nullable Variable variable) {
    pattern = type;
    own = variable;
    presentHere.clear();
    presentAfter.clear();
  }

  public void leave() {
    pattern = null;
    own = null;
  }

  /** Whether a constraint before this one makes sure that the value is there. */
  boolean isPresentHere(Expression value) {
    String path = path(value);
    return path != null && presentHere.contains(path);
  }

  /** Whether the pattern as a whole makes sure that the value is there. */
  public boolean isPresentAfter(Expression value) {
    String path = path(value);
    if (path != null && presentAfter.contains(path)) {
      return true;
    }
    if (value instanceof FieldRead read && !read.field().mayBeMissing()) {
      return read.target() == null || isPresentAfter(read.target());
    }
    return !value.mayBeMissing();
  }

  /** Takes note that a field of the pattern's fact is there; see {@link #isThere}. */
  void fieldIsThere(String field) {
    presentAfter.add(field);
    presentHere.add(field);
  }

  /**
   * Takes note that from now on the value is there.
   *
   * @param atOnce whether the constraints that follow in the pattern can rely on it as well; the
   *     engine tries those that join with other facts last
   */
  void isThere(Expression value, boolean atOnce) {
    String path = path(value);
    if (path != null) {
      presentAfter.add(path);
      if (atOnce) {
        presentHere.add(path);
      }
    }
  }

  /** A key for values that are the same wherever they are read in the pattern. */
  private static @Nullable String path(Expression value) {
    if (value instanceof Read read) {
      return read.variable().name();
    }
    if (value instanceof FieldRead read) {
      if (read.target() == null) {
        return read.field().name();
      }
      String target = path(read.target());
      return target == null ? null : target + "." + read.field().name();
    }
    return null;
  }
}
