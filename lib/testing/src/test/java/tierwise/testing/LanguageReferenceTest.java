package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tierwise.internal.casefile.CaseKeys;
import tierwise.internal.folder.ManifestKeys;
import tierwise.internal.folder.MessageKeys;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.Construct;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.KeyTable;
import tierwise.testing.LanguageReference.Chapter;
import tierwise.testing.LanguageReference.Entry;
import tierwise.testing.internal.expect.ExpectKeys;

/**
 * The reference holds everything that the readers take. {@code -Dgolden=write} writes its page
 * anew.
 */
class LanguageReferenceTest {
  private static final Path PAGE = Path.of("../REFERENCE.md");
  private static final LanguageReference REFERENCE = LanguageReference.usual();

  /** A mapping is read with the keys that stand behind its name in a call of its reader. */
  private static final Pattern READ =
      Pattern.compile(
          "\\bMappingReader\\s*\\.of\\((?<arguments>[^;]*?)(?<problems>problems|Problems\\(\\))\\)");

  /** Mappings whose keys no table can list: names that the author, or the vocabulary, has. */
  private static final List<String> NAMES_OF_THEIR_OWN =
      List.of("measures.keySet()", "entries().keySet()", "allowed,", "names(", "form.table()");

  /** Histories, decisions and records are written by programs, not by an author. */
  private static final Pattern WRITTEN_BY_A_PROGRAM = Pattern.compile("/(history|json|record)/");

  @Test
  void thePageIsUpToDate() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, REFERENCE.page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(REFERENCE.page());
  }

  @Test
  void nothingThatTheReadersTakeIsMissing() {
    assertThat(missing(REFERENCE.entries())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> anEntryThatIsTakenOutIsMissed() {
    return REFERENCE.entries().stream()
        .map(
            each ->
                dynamicTest(
                    each.chapter().title() + ": " + each.word(),
                    () -> {
                      List<Entry> others = new ArrayList<>(REFERENCE.entries());
                      others.remove(each);
                      assertThat(missing(others)).isNotEmpty();
                      each.parts()
                          .keySet()
                          .forEach(part -> assertThat(missing(without(each, part))).isNotEmpty());
                    }));
  }

  private static List<Entry> without(Entry entry, String part) {
    return REFERENCE.entries().stream()
        .map(
            each ->
                each.equals(entry)
                    ? new Entry(
                        each.chapter(),
                        each.word(),
                        each.says(),
                        each.forms(),
                        each.parts().entrySet().stream()
                            .filter(one -> !one.getKey().equals(part))
                            .collect(Collectors.toMap(one -> one.getKey(), one -> one.getValue())),
                        each.example())
                    : each)
        .toList();
  }

  /** What the readers take and the entries do not tell of. */
  private static Set<String> missing(Collection<Entry> entries) {
    Set<String> missing = new TreeSet<>(taken());
    for (Entry entry : entries) {
      String place = entry.chapter() + " ";
      missing.remove(place + entry.word());
      entry.parts().keySet().forEach(part -> missing.remove(place + entry.word() + "/" + part));
      entry.forms().forEach(form -> missing.remove(place + form.replaceAll("[:(].*", "")));
    }
    return missing;
  }

  private static Set<String> taken() {
    Set<String> taken = new TreeSet<>();
    for (Construct construct : Construct.values()) {
      taken.add(Chapter.RULES + " " + construct.word());
    }
    for (FactType type : Vocabulary.shared().factTypes().values()) {
      String place = chapter(type.kind()) + " " + type.name();
      taken.add(place);
      type.fields().keySet().forEach(field -> taken.add(place + "/" + field));
      for (RecordComponent component :
          java.util.Objects.requireNonNull(type.javaClass()).getRecordComponents()) {
        taken.add(place + "/" + component.getName());
      }
      if (chapter(type.kind()) == Chapter.GIVEN) {
        taken.add(Chapter.CASES + " given/" + type.key());
      }
    }
    taken.add(Chapter.CASES + " given/DeclaredType");
    for (Helper helper : Vocabulary.shared().helpers()) {
      taken.add(Chapter.HELPERS + " " + helper.name());
    }
    tables(taken, Chapter.MANIFEST, ManifestKeys.ALL);
    tables(taken, Chapter.MESSAGES, MessageKeys.ALL);
    tables(taken, Chapter.CASES, CaseKeys.ALL);
    tables(taken, Chapter.EXPECT, ExpectKeys.ALL);
    for (Messages.Section section : Messages.Section.values()) {
      section
          .filled()
          .forEach(
              each -> taken.add(Chapter.FILLED_IN + " {" + each.word() + "}/" + section.key()));
    }
    for (Messages.Sentence sentence : Messages.Sentence.values()) {
      sentence
          .filled()
          .forEach(
              each -> taken.add(Chapter.FILLED_IN + " {" + each.word() + "}/" + sentence.key()));
    }
    return taken;
  }

  private static Chapter chapter(FactType.Kind kind) {
    return switch (kind) {
      case SINGLE, LEDGER -> Chapter.GIVEN;
      case LIBRARY -> Chapter.WORKED_OUT;
      default -> Chapter.STATED;
    };
  }

  private static void tables(Set<String> taken, Chapter chapter, List<KeyTable> tables) {
    for (KeyTable table : tables) {
      taken.add(chapter + " " + table.title());
      table.names().forEach(key -> taken.add(chapter + " " + table.title() + "/" + key));
    }
  }

  @Test
  void noReaderTakesKeysThatStandInNoTable() throws IOException {
    List<String> read = new ArrayList<>();
    for (String module : List.of("../core", "../testing")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          if (!file.endsWith("MappingReader.java")
              && !WRITTEN_BY_A_PROGRAM.matcher(file.toString().replace('\\', '/')).find()) {
            READ.matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .forEach(read::add);
          }
        }
      }
    }
    assertThat(read)
        .hasSizeGreaterThan(20)
        .allMatch(
            call ->
                Pattern.compile("(Manifest|Message|Case|Expect)Keys\\.[A-Z_]+").matcher(call).find()
                    || NAMES_OF_THEIR_OWN.stream().anyMatch(call::contains));
  }

  @Test
  void eachTableIsInTheReference() throws ReflectiveOperationException {
    for (Class<?> tables :
        List.of(ManifestKeys.class, MessageKeys.class, CaseKeys.class, ExpectKeys.class)) {
      List<KeyTable> declared = new ArrayList<>();
      for (java.lang.reflect.Field field : tables.getDeclaredFields()) {
        if (field.getType() == KeyTable.class) {
          field.setAccessible(true);
          declared.add((KeyTable) field.get(null));
        }
      }
      java.lang.reflect.Field all = tables.getDeclaredField("ALL");
      all.setAccessible(true);
      assertThat((List<?>) all.get(null)).isEqualTo(declared);
    }
  }

  @Test
  void eachFactFieldHelperAndKeyHasItsSentence() {
    assertThat(REFERENCE.entries())
        .allSatisfy(
            each -> {
              assertThat(each.parts().values()).allMatch(text -> text.endsWith("."));
              if (each.chapter() == Chapter.HELPERS || each.chapter() == Chapter.RULES) {
                assertThat(each.says()).as(each.word()).isNotEmpty();
                assertThat(each.example()).as(each.word()).isNotEmpty();
              }
            });
  }

  @Test
  void aWordIsFoundByItsNameAndAsAPart() {
    assertThat(REFERENCE.of("atLeast"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.toString())
                    .contains("atLeast( value: a number ) gives a bound", "For example:"));
    assertThat(REFERENCE.of("may-fall")).extracting(Entry::word).contains("an entry of measures");
    assertThat(REFERENCE.of("Purchase").get(0).toString()).contains("units", "a whole number");
    assertThat(REFERENCE.of("kpiz")).isEmpty();
    assertThat(REFERENCE.nearest("kpiz")).first().isEqualTo("kpi");
    assertThat(REFERENCE.nearest("renewabel")).contains("renewable");
  }

  @Test
  void aNewFactTypeIsDocumented() {
    LanguageReference other = LanguageReference.of(Vocabulary.shared().with(Visit.class));
    assertThat(other.of("Visit"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.toString())
                    .contains("Who came to see the museum, and when.", "person", "visits"));
    assertThat(other.page()).contains("### `Visit`");
  }

  @Test
  void theTypesThatTheRuleModelHasAreNotForgotten() {
    assertThat(Arrays.stream(Construct.values()).map(Construct::word)).doesNotHaveDuplicates();
  }
}
