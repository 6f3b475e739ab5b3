package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.RULE_UNLIKE_ITS_NEIGHBOURS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;

/**
 * Finds rules that differ from those of the years on both sides, which agree. A policy that changes
 * for one year and back is rare; a mistake that crept in while a folder was copied or mended is
 * not.
 */
public final class DriftCheck {
  private DriftCheck() {}

  /**
   * A year with its rules.
   *
   * @param year the name of the year without its programme
   */
  public record Year(String year, RuleModel model) {}

  /** Warns of such rules in the years of one programme, in the order of their days. */
  public static void tell(List<Year> years, Problems problems) {
    for (int i = 1; i + 1 < years.size(); i++) {
      Year year = years.get(i);
      Map<String, Rule> before = byName(years.get(i - 1));
      Map<String, Rule> after = byName(years.get(i + 1));
      for (Rule rule : year.model().rules()) {
        Rule earlier = before.get(rule.name());
        Rule later = after.get(rule.name());
        if (earlier != null && later != null) {
          compare(year, earlier, rule, later, problems);
        }
      }
    }
  }

  private static void compare(Year year, Rule earlier, Rule rule, Rule later, Problems problems) {
    Written own = Written.of(rule.span().text());
    Written neighbour = Written.of(earlier.span().text());
    if (!own.words().equals(neighbour.words())
        && neighbour.words().equals(Written.of(later.span().text()).words())
        && !own.comments().contains(year.year())) {
      problems
          .warning(RULE_UNLIKE_ITS_NEIGHBOURS, rule.nameSpan(), year.year())
          .place("before", earlier.nameSpan())
          .place("after", later.nameSpan());
    }
  }

  private static Map<String, Rule> byName(Year year) {
    Map<String, Rule> rules = new HashMap<>();
    year.model().rules().forEach(rule -> rules.put(rule.name(), rule));
    return rules;
  }

  /**
   * The text of a rule, taken apart.
   *
   * @param words what it says, without white space outside of texts
   * @param comments what its comments say
   */
  private record Written(String words, String comments) {
    static Written of(String text) {
      StringBuilder words = new StringBuilder();
      StringBuilder comments = new StringBuilder();
      int i = 0;
      while (i < text.length()) {
        char c = text.charAt(i);
        int next = i + 1;
        if (c == '"') {
          next = endOfText(text, i);
          words.append(text, i, next);
        } else if (text.startsWith("//", i)) {
          next = end(text, text.indexOf('\n', i));
          comments.append(text, i, next).append('\n');
        } else if (text.startsWith("/*", i)) {
          int close = text.indexOf("*/", i + 2);
          next = close < 0 ? text.length() : close + 2;
          comments.append(text, i, next).append('\n');
        } else if (!Character.isWhitespace(c)) {
          words.append(c);
        } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
          words.append(' ');
        }
        i = next;
      }
      // Where a line breaks, and so whether there is a space, says nothing.
      return new Written(
          words.toString().replaceAll(" ?([(),;&|!<>=]) ?", "$1"), comments.toString());
    }

    private static int endOfText(String text, int start) {
      int i = start + 1;
      while (i < text.length() && text.charAt(i) != '"') {
        i += text.charAt(i) == '\\' ? 2 : 1;
      }
      return end(text, i + 1);
    }

    private static int end(String text, int index) {
      return index < 0 ? text.length() : Math.min(index, text.length());
    }
  }
}
