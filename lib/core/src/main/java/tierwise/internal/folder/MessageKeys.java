package tierwise.internal.folder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tierwise.internal.folder.Messages.Filled;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.Messages.Sentence;
import tierwise.internal.source.KeyTable;

/** The keys of {@code messages.yaml}, with what can be filled in to the sentences behind them. */
public final class MessageKeys {
  static final KeyTable MESSAGES =
      new KeyTable(
          "messages.yaml",
          sections(),
          """
          offers: {friend: "Friend in {of}"}
          reasons: {too-early: The visit was before the year.}
          units: {visit: visits}
          """);

  static final KeyTable FINDINGS =
      new KeyTable(
          "findings",
          table(Arrays.stream(Sentence.values())),
          "findings: {missed: \"{measure}: {short} are missing of {required}.\"}\n");

  static final KeyTable OF_A_MEASURE =
      new KeyTable(
          "an entry of measures in messages.yaml",
          ofAMeasure(),
          "measures: {visits: {name: Visits, missed: \"Come {short} more times.\"}}\n");

  /** All of them, in the order of the reference. */
  public static final List<KeyTable> ALL = List.of(MESSAGES, FINDINGS, OF_A_MEASURE);

  private MessageKeys() {}

  private static Map<String, String> sections() {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      keys.put(section.key(), section.says() + filledIn(section.filled()));
    }
    keys.put("units", "What several of a unit are called, by what one is called.");
    keys.put("findings", "The sentences about findings, where the library's own are not wanted.");
    return keys;
  }

  private static Map<String, String> ofAMeasure() {
    Map<String, String> keys =
        table(Sentence.ofAMeasure().stream().sorted((a, b) -> a.key().compareTo(b.key())));
    keys.put("name", "What the measure is called.");
    return keys;
  }

  private static Map<String, String> table(Stream<Sentence> sentences) {
    return sentences.collect(
        Collectors.toMap(
            Sentence::key,
            sentence -> sentence.says() + filledIn(sentence.filled()),
            (a, b) -> a,
            LinkedHashMap::new));
  }

  private static String filledIn(List<Filled> filled) {
    Function<Filled, String> braces = each -> "{" + each.word() + "}";
    return filled.isEmpty()
        ? ""
        : " Can be filled in: "
            + filled.stream().map(braces).collect(Collectors.joining(", "))
            + ".";
  }
}
