package tierwise;

import org.jspecify.annotations.Nullable;

/**
 * The rule that stated something, down to its line. Immutable.
 *
 * @param rule the rule's name, which is a sentence
 * @param file the file in the rule folder, such as {@code requirements.drl}
 * @param line the line of the statement, counted from 1
 * @param row the row of figures that the statement rests on; {@code null} if it rests on none
 */
public record RuleReference(String rule, String file, int line, @Nullable Row row) {
  /**
   * A row of a table of figures. Immutable.
   *
   * @param file the file in the rule folder, such as {@code targets.drl}
   * @param line the line of the row, counted from 1
   * @param source where the figures come from; {@code null} if neither the row nor the manifest
   *     says
   * @param synthetic whether the figures are invented because no public source gives them
   */
  public record Row(String file, int line, @Nullable String source, boolean synthetic) {}
}
