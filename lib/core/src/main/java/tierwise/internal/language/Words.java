package tierwise.internal.language;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Words that mean something to Java or to the engine, so that no field can be called so. */
final class Words {
  private static final String UNIT = "unit";

  private static final Set<String> OF_THE_ENGINE =
      Set.of(UNIT, "rule", "when", "then", "end", "not", "in", "modify", "this");

  private Words() {}

  static boolean isReserved(String word) {
    return OF_THE_ENGINE.contains(word) || SourceVersion.isKeyword(word, SourceVersion.RELEASE_17);
  }

  /** The name under which the engine can read a field: two of the library's are called "unit". */
  static String forTheEngine(String field) {
    return field.equals(UNIT) ? "unitName" : field;
  }
}
