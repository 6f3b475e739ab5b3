package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.COPY_IN_OTHER_WORDS;
import static tierwise.internal.folder.FolderProblem.COPY_WORD_BY_WORD;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * Finds DRL files that are copies of another one, such as {@code targets - copy.drl}. Each rule and
 * type of theirs would be a problem of its own.
 */
final class CopiedFiles {
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^[ \\t]*(rule\\s+\"[^\"\\n]*\"|declare\\s+\\w+)");

  /** One rule can have the name of another one by mistake. */
  private static final int FEWEST = 2;

  private CopiedFiles() {}

  /** Takes copies out of the DRL files, by their names, and tells each as one problem. */
  static void leaveOut(Map<String, SourceText> drl, Problems problems) {
    Map<String, Set<String>> blocks = new TreeMap<>();
    drl.forEach((name, text) -> blocks.put(name, blocks(text)));
    // What was added to a name makes it longer.
    List<String> longestFirst = new ArrayList<>(blocks.keySet());
    longestFirst.sort(
        Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    for (String copy : longestFirst) {
      Set<String> own = blocks.getOrDefault(copy, Set.of());
      String original =
          blocks.entrySet().stream()
              .filter(other -> !other.getKey().equals(copy) && own.size() >= FEWEST)
              .filter(other -> other.getValue().containsAll(own))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(null);
      SourceText text = drl.get(copy);
      SourceText same = original == null ? null : drl.get(original);
      if (text != null && same != null) {
        boolean alike = text.text().equals(same.text());
        problems
            .error(alike ? COPY_WORD_BY_WORD : COPY_IN_OTHER_WORDS, text.span(0, 0), copy, original)
            .place(same.span(0, 0));
        drl.remove(copy);
        blocks.remove(copy);
      }
    }
  }

  private static Set<String> blocks(SourceText text) {
    Set<String> blocks = new TreeSet<>();
    Matcher found = BLOCK.matcher(text.text());
    while (found.find()) {
      blocks.add(found.group(1).replaceAll("\\s+", " "));
    }
    return blocks;
  }
}
