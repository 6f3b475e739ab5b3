package tierwise.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
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
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tierwise.internal.source.Catalogue;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Sentence;

/**
 * The words of problems, whichever module has them: each is named by some room, filled as it says,
 * and shown by an example.
 */
class CatalogueTest {
  private static final Path MODULES = Path.of("..");
  private static final Path PAGE = MODULES.resolve("PROBLEMS.md");

  /** What the rooms of the library say, wherever they are. */
  private static final List<Sentence> SENTENCES = sentences();

  /** What no golden file can bring about, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("TW-101.cannot-read", "a disk must fail while a directory is listed"),
          Map.entry("TW-101.archive-unreadable", "a disk must fail while an archive is read"),
          Map.entry("TW-101.history-unreadable", "a disk must fail while a history is read"),
          Map.entry(
              "TW-101.class-path-unreadable", "a disk or a network must fail while a jar is read"),
          Map.entry("TW-101.no-file-of-a-rule-folder", "it needs a class path: ClassPathTest"),
          Map.entry("TW-102.index-too-large", "it needs a class path: WhatIsReadTest"),
          Map.entry("TW-102.class-path-too-large", "it needs ten thousand files on a class path"),
          Map.entry("TW-102.too-many-facts", "it needs two hundred thousand facts"),
          Map.entry("TW-102.cases-too-large", "it needs a million values"),
          Map.entry("TW-704.archive-too-large", "it needs a file of 26 megabytes"),
          Map.entry("TW-801.line-too-long", "it needs a line of 128 MiB"),
          Map.entry("TW-999.rules-not-built", "only a fault of the library brings it about"));

  @Test
  void everySentenceOfARoomHasAnEntryOfItsNameAndEveryEntryIsASentence() {
    for (Catalogue catalogue : catalogues()) {
      assertThat(catalogue.entries().stream().map(each -> each.key().substring("TW-000.".length())))
          .containsExactlyInAnyOrderElementsOf(
              SENTENCES.stream()
                  .filter(each -> each.catalogue().equals(catalogue))
                  .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                  .toList());
    }
  }

  @Test
  void whatIsFilledInIsWhatTheWordsHaveSlotsFor() {
    for (Sentence sentence : SENTENCES) {
      Catalogue.Entry entry = sentence.catalogue().of(sentence);
      Set<String> slots = new HashSet<>();
      entry.texts().forEach(text -> slots.addAll(Catalogue.slots(text)));
      assertThat(slots).as(entry.key()).containsExactlyInAnyOrderElementsOf(sentence.slots());
    }
  }

  @Test
  void theEntriesStandInTheOrderOfTheirCodes() {
    for (Catalogue catalogue : catalogues()) {
      assertThat(catalogue.entries()).extracting(Catalogue.Entry::code).isSorted();
    }
    assertThat(Arrays.asList(ProblemCode.values())).extracting(ProblemCode::toString).isSorted();
  }

  /** Whoever changes a sentence sees it as it is told, and whoever adds one shows it. */
  @Test
  void everythingThatCanBeToldIsToldInSomeExample() throws IOException {
    List<String> told = told();
    List<String> expected = expected();
    List<String> missing = new ArrayList<>();
    for (Catalogue.Entry entry : entries()) {
      List<String> ofEntry = told.stream().filter(tells(entry)).toList();
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
  private static Predicate<String> tells(Catalogue.Entry entry) {
    String end = " [" + entry.code() + "]";
    Predicate<String> sentence =
        Pattern.compile(
                "(?:^|: )" + Catalogue.anyFilling(entry.sentence()) + " +\\[" + entry.code() + "]")
            .asPredicate();
    String way = entry.waysOut().get("");
    Predicate<String> wayOut =
        way == null ? problem -> true : Catalogue.anyFilling(way).asPredicate();
    return problem -> {
      String first = problem.lines().findFirst().orElse("");
      return first.contains(end) && sentence.test(first) && wayOut.test(problem);
    };
  }

  /** All problems in the files that tests compare with, and on the page of explanations. */
  private static List<String> told() throws IOException {
    List<String> told = new ArrayList<>();
    for (Path file : files("resources", ".txt")) {
      told.addAll(Arrays.asList(Files.readString(file).split("(?m)^===.*\n+|\n\n", -1)));
    }
    told.addAll(Arrays.asList(Files.readString(PAGE).split("```(?:text)?\n", -1)));
    return told;
  }

  /** The files of that sort among those of the tests of all modules. */
  private static List<Path> files(String sort, String end) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> modules = Files.list(MODULES)) {
      for (Path module : modules.toList()) {
        Path folder = module.resolve("src/test").resolve(sort);
        if (Files.isDirectory(folder)) {
          try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(end)).forEach(found::add);
          }
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(100);
    return found;
  }

  /** The tests, which expect some sentences word for word that no short file can bring about. */
  private static List<String> expected() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Path file : files("java", ".java")) {
      expected.add(Files.readString(file).replace("\\\"", "\""));
    }
    return expected;
  }

  private static List<Catalogue.Entry> entries() {
    return catalogues().stream().flatMap(each -> each.entries().stream()).toList();
  }

  private static Set<Catalogue> catalogues() {
    return SENTENCES.stream().map(Sentence::catalogue).collect(toSet());
  }

  private static List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    for (JavaClass type : HouseTest.CLASSES) {
      if (type.isEnum() && type.isAssignableTo(Sentence.class)) {
        for (Object each : type.reflect().getEnumConstants()) {
          sentences.add((Sentence) each);
        }
      }
    }
    assertThat(sentences).isNotEmpty();
    return sentences;
  }
}
