package tierwise.internal.language.syntax;

import java.util.Set;
import javax.lang.model.SourceVersion;

/** Words that mean something to Java or to Drools, so that no field can be called so. */
final class ReservedWords {
  private static final Set<String> OF_DROOLS =
      Set.of("unit", "rule", "when", "then", "end", "not", "in", "modify", "this");

  private ReservedWords() {}

  static boolean contain(String word) {
    return OF_DROOLS.contains(word) || SourceVersion.isKeyword(word, SourceVersion.RELEASE_17);
  }
}
