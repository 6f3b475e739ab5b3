package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tierwise.internal.source.Catalogue;
import tierwise.internal.source.Code;
import tierwise.internal.source.Sentence;

/**
 * The words of problems: each is named by some room, filled as it says, and shown by an example.
 */
class CatalogueTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path PAGE = Path.of("../PROBLEMS.md");

  /** What no golden file can bring about, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "TW-101.cannot-read", "a disk must fail while a directory is listed",
          "TW-101.class-path-unreadable", "a disk or a network must fail while a jar is read",
          "TW-101.no-file-of-a-rule-folder", "it needs a class path: ClassPathTest",
          "TW-102.index-too-large", "it needs a class path: WhatIsReadTest",
          "TW-102.class-path-too-large", "it needs ten thousand files on a class path",
          "TW-102.too-many-facts", "it needs two hundred thousand facts",
          "TW-102.cases-too-large", "it needs a million values",
          "TW-801.line-too-long", "it needs a line of 128 MiB");

  @Test
  void everySentenceOfARoomHasAnEntryOfItsNameAndEveryEntryIsASentence() throws Exception {
    assertThat(
            Catalogue.shared().entries().stream()
                .map(each -> each.key().substring("TW-000.".length())))
        .containsExactlyInAnyOrderElementsOf(
            sentences().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
  }

  @Test
  void whatIsFilledInIsWhatTheWordsHaveSlotsFor() throws Exception {
    for (Sentence sentence : sentences()) {
      Catalogue.Entry entry = Catalogue.shared().of(sentence);
      Set<String> slots = new HashSet<>();
      entry.texts().forEach(text -> slots.addAll(Catalogue.slots(text)));
      assertThat(slots).as(entry.key()).containsExactlyInAnyOrderElementsOf(sentence.slots());
    }
  }

  @Test
  void theEntriesStandInTheOrderOfTheirCodes() {
    assertThat(Catalogue.shared().entries()).extracting(Catalogue.Entry::code).isSorted();
    assertThat(Arrays.asList(Code.values())).extracting(Code::toString).isSorted();
  }

  /** Whoever changes a sentence sees it as it is told, and whoever adds one shows it. */
  @Test
  void everythingThatCanBeToldIsToldInSomeExample() throws IOException {
    List<String> told = told();
    List<String> expected = expected();
    List<String> missing = new ArrayList<>();
    for (Catalogue.Entry entry : Catalogue.shared().entries()) {
      List<String> ofEntry = told.stream().filter(problem -> tells(problem, entry)).toList();
      if (ELSEWHERE.containsKey(entry.key())) {
        assertThat(ofEntry).as(entry.key() + " is told by an example").isEmpty();
        continue;
      }
      if (ofEntry.isEmpty()) {
        if (noneHas(
            expected, Pattern.compile("\"" + Catalogue.anyFilling(entry.sentence()) + "\""))) {
          missing.add(entry.key());
        }
        continue;
      }
      missing.addAll(missing(entry, "allowed", entry.allowed(), ofEntry));
      missing.addAll(missing(entry, "way out", entry.waysOut(), ofEntry));
      missing.addAll(missing(entry, "place", entry.places(), ofEntry));
    }
    assertThat(missing).isEmpty();
  }

  private static List<String> missing(
      Catalogue.Entry entry, String sort, Map<String, String> parts, List<String> told) {
    return parts.entrySet().stream()
        .filter(part -> noneHas(told, Catalogue.anyFilling(part.getValue())))
        .map(part -> entry.key() + ": " + sort + " [" + part.getKey() + "]")
        .toList();
  }

  private static boolean noneHas(Collection<String> told, Pattern text) {
    return told.stream().noneMatch(problem -> text.matcher(problem).find());
  }

  /** Whether it is the sentence, with what is always told of it. */
  private static boolean tells(String problem, Catalogue.Entry entry) {
    String first = problem.lines().findFirst().orElse("");
    String way = entry.waysOut().get("");
    return Pattern.compile(
                "(?:^|: )" + Catalogue.anyFilling(entry.sentence()) + " +\\[" + entry.code() + "]")
            .matcher(first)
            .find()
        && (way == null || Catalogue.anyFilling(way).matcher(problem).find());
  }

  /** All problems in golden files and on the page of explanations. */
  private static List<String> told() throws IOException {
    List<String> told = new ArrayList<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String answer = Files.readString(file).split("(?m)^=== answer\n", -1)[1];
        told.addAll(Arrays.asList(answer.split("\n\n", -1)));
      }
    }
    told.addAll(Arrays.asList(Files.readString(PAGE).split("```(?:text)?\n", -1)));
    return told;
  }

  /** The tests, which expect some sentences word for word that no short file can bring about. */
  private static List<String> expected() throws IOException {
    List<String> expected = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        expected.add(Files.readString(file).replace("\\\"", "\""));
      }
    }
    return expected;
  }

  /** What the rooms of the library say, wherever they are. */
  private static List<Sentence> sentences() throws Exception {
    Path classes =
        Path.of(
            Objects.requireNonNull(Sentence.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .toURI());
    List<Sentence> sentences = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
        String name = classes.relativize(file).toString().replaceAll("\\.class$", "");
        if (name.endsWith("-info")) {
          continue;
        }
        Class<?> type =
            Class.forName(
                name.replace(classes.getFileSystem().getSeparator(), "."),
                false,
                Sentence.class.getClassLoader());
        if (type.isEnum() && Sentence.class.isAssignableFrom(type)) {
          for (Object each : type.getEnumConstants()) {
            sentences.add((Sentence) each);
          }
        }
      }
    }
    assertThat(sentences).isNotEmpty();
    return sentences;
  }
}
