package tierwise.internal.language;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Words that mean something to Java or to the engine, so that no field can be called so. */
public final class Words {
  private static final String FIELD = "f_";

  private static final Set<String> OF_THE_ENGINE =
      Set.of("unit", "rule", "when", "then", "end", "not", "in", "modify", "this");

  private Words() {}

  static boolean isReserved(String word) {
    return OF_THE_ENGINE.contains(word) || SourceVersion.isKeyword(word, SourceVersion.RELEASE_17);
  }

  /**
   * The name under which the engine reads a field. Those of declared types begin with another
   * letter than their own, since the engine makes getters with the capital letters of the machine's
   * locale: getİd in Turkish.
   */
  public static String forTheEngine(FactType type, String field) {
    return type.isDeclared() ? FIELD + field : field;
  }

  /** The getter that the engine makes for a field of a declared type. */
  public static String getter(String field) {
    return "get" + FIELD.toUpperCase(Locale.ROOT) + field;
  }
}
