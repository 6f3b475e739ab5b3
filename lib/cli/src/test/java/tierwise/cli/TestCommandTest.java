package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What {@code tierwise test} prints and how it ends, on a small programme of ski schools. */
class TestCommandTest {
  private static final Path SCHOOLS =
      Path.of("../testing/src/test/resources/rules/ski-schools/2025");

  @TempDir Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void copyTheFolder() throws IOException {
    folder = temp.resolve("ski-schools/2025");
    try (Stream<Path> files = Files.walk(SCHOOLS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SCHOOLS.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static Answer run(String... args) {
    return Answer.to((Object[]) args);
  }

  private Answer test(String... more) {
    return run(
        Stream.concat(Stream.of("test", folder.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  // ---- exit codes ------------------------------------------------------------------------------

  @Test
  void allPassedIs0() {
    Answer answer = test();
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("skipped: Indoor lessons count half\n  The association decides on it in spring.")
        .endsWith("8 passed, 0 failed, 1 skipped.\n");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void aFailureIs1AndSaysWhereAndWhy() throws IOException {
    change("targets.drl", "\"Nordic\",    2, 1", "\"Nordic\",    3, 1");
    Answer answer = test("--filter", "make a valley school");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("cases.yaml:13: Two lessons and an instructor make a valley school in Nordic")
        .contains("targets.drl:18: its row")
        .endsWith("0 passed, 1 failed.\n");
  }

  @Test
  void aProblemOfRulesOrCasesIs1() throws IOException {
    change("tests/cases.yaml", "highest: none", "hihgest: none");
    Answer answer = test();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("Did you mean \"highest\"?");
  }

  @Test
  void nothingToRunIs2() throws IOException {
    assertThat(test("--filter", "no such words").code()).isEqualTo(2);
    Answer skipped = test("--filter", "Indoor");
    assertThat(skipped.code()).isEqualTo(2);
    assertThat(skipped.out()).endsWith("0 passed, 0 failed, 1 skipped.\n");
    Files.writeString(folder.resolve("tests/cases.yaml"), "cases: []\n");
    assertThat(test().code()).isEqualTo(2);
    Files.delete(folder.resolve("tests/cases.yaml"));
    assertThat(test().code()).isEqualTo(2);
    assertThat(run("test", Files.createDirectory(temp.resolve("empty")).toString()).code())
        .isEqualTo(2);
    assertThat(run("test", "no-such-folder").code()).isEqualTo(2);
    assertThat(test("--format", "html").code()).isEqualTo(2);
  }

  // ---- formats ---------------------------------------------------------------------------------

  @Test
  void jsonHasEveryCaseWithItsOutcome() throws IOException {
    change("targets.drl", "\"Nordic\",    2, 1", "\"Nordic\",    3, 1");
    Answer answer = test("--format", "json", "--coverage");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(count(answer.out(), "status")).isEqualTo(9);
    assertThat(count(answer.out(), "report")).isEqualTo(5);
    assertThat(count(answer.out(), "reason")).isEqualTo(1);
    assertThat(count(answer.out(), "disagreements")).isEqualTo(1);
    assertThat(answer.err()).isEmpty();
  }

  private static int count(String json, String property) {
    int count = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.PROPERTY_NAME
            && parser.currentName().equals(property)) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void junitXmlIsWellFormedWhateverTheCasesSay() throws Exception {
    change("tests/cases.yaml", "two instructors make", "\\\"two\\\" <instructors> & ]]> make");
    change("tests/cases.yaml", "- case: Four lessons", "- case: \"Four lessons");
    change("tests/cases.yaml", "with a race club", "with a race club\"");
    change("tests/cases.yaml", "required: 4", "required: 5");
    Answer answer = test("--format", "junit-xml");
    assertThat(answer.code()).isEqualTo(1);
    Document xml = xml(answer);
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("ski-schools/2025");
    assertThat(suite.getAttribute("tests")).isEqualTo("9");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(9);
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name"))
        .startsWith("Four lessons and \"two\" <instructors> & ]]> make");
    assertThat(failure.getTextContent()).contains("expected 5, got 4").contains("cases.yaml:64: ");
  }

  // ---- coverage --------------------------------------------------------------------------------

  @Test
  void coverageBelowItsLimitFailsWithWhatIsMissing() throws IOException {
    change("ruleset.yaml", "provenance:", "coverage: {rules: 100, rows: 80}\nprovenance:");
    Answer answer = test();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("limit 80 %")
        .contains("targets.drl:17: new Tier( \"valley\", \"Alpine\", 3, 1 )")
        .doesNotContain("Rules that never stated anything")
        .endsWith("8 passed, 0 failed, 1 skipped; coverage is below its limit in 1 folder.\n");
    assertThat(test("--filter", "valley").code()).isZero();
  }

  @Test
  void coverageIsWrittenAsAPage() throws IOException {
    Path page = temp.resolve("coverage.html");
    assertThat(test("--coverage-page", page.toString()).code()).isZero();
    assertThat(page).content().contains("<!DOCTYPE html>").contains("A race club needs a summit");
  }

  // ---- mistakes and laws -----------------------------------------------------------------------

  /** Without the rows that no case asks for, so that the search for cases has less to do. */
  private void leaveOutAlpine() throws IOException {
    change("targets.drl", "    insert( new Tier( \"valley\", \"Alpine\",    3, 1 ) );\n", "");
    change("targets.drl", "    insert( new Tier( \"summit\", \"Alpine\",    5, 3 ) );\n", "");
    change(
        "ruleset.yaml",
        "summit: [Alpine, Snowboard], valley: all",
        "summit: [Snowboard], valley: [Nordic, Snowboard]");
  }

  @Test
  void fewerNoticedMistakesThanTheManifestWantsAreAFailureAndComeWithCases() throws IOException {
    leaveOutAlpine();
    change("ruleset.yaml", "provenance:", "coverage: {mutants: 100}\nprovenance:");
    assertThat(test().code()).isZero();
    Answer answer = test("--mutate");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("8 passed, 0 failed, 1 skipped.")
        .containsPattern("killed +\\d+ of \\d+, [5-9]\\d %   limit 100 %: NOT REACHED\n")
        .contains("Mistakes that no case notices")
        .contains("- not Exclusion( measure == \"instructors\", evidence == $licence );")
        .contains("This case would notice it:\n  - case: ");
    assertThat(answer.err()).contains("ski-schools/2025: mutants, 1 of ");
  }

  @Test
  void aBrokenLawIsAFailureAndShowsTheCase() throws IOException {
    assertThat(test("--draw", "20")).extracting(Answer::code, Answer::err).containsExactly(0, "");
    change(
        "measures.drl",
        "accumulate(\n        $lesson : Lesson() and",
        "accumulate(\n        $lesson : Lesson( day != null ) and");
    Answer answer = test("--draw", "60");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).contains("60 drawn cases, laws are broken").contains("NOT TRUE: ");
  }

  @Test
  void jsonIsOneDocumentWithMistakesAndLaws() throws IOException {
    leaveOutAlpine();
    Answer answer = test("--format", "json", "--draw", "5", "--mutate");
    assertThat(answer.code()).isZero();
    assertThat(count(answer.out(), "folders")).isEqualTo(1);
    assertThat(count(answer.out(), "laws")).isEqualTo(1);
    assertThat(count(answer.out(), "mutation")).isEqualTo(1);
    assertThat(count(answer.out(), "killer")).isPositive();
  }

  @Test
  void junitXmlHasATestForTheLawsAndOneForTheMistakes() throws Exception {
    leaveOutAlpine();
    change("ruleset.yaml", "provenance:", "coverage: {mutants: 100}\nprovenance:");
    Answer answer = test("--format", "junit-xml", "--draw", "5", "--mutate");
    assertThat(answer.code()).isEqualTo(1);
    Document xml = xml(answer);
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("11");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(11);
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
        .contains("NOT REACHED");
  }

  // ---- update and watch ------------------------------------------------------------------------

  @Test
  void updateShowsTheDifferenceAndWritesIt() throws IOException {
    change("tests/cases.yaml", "reason: no-snow}]", "reason: no-snow}]\n      highest: none");
    Answer answer = test("--update");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .contains("  -       highest: none\n  +       highest: {offer: valley, of: [Nordic]}\n");
    assertThat(test().code()).isZero();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void watchRunsAgainWithinASecondOfASave() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Thread watching =
        new Thread(
            () ->
                Main.run(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    "test",
                    folder.toString(),
                    "--watch"));
    watching.start();
    awaitText(out, "8 passed, 0 failed, 1 skipped.");
    awaitText(out, "Waiting");

    change("tests/cases.yaml", "actual: 2, short: 0, evidence", "actual: 7, short: 0, evidence");
    long saved = System.nanoTime();
    awaitText(out, "expected 7, got 2");
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - saved);
    assertThat(seconds).isLessThan(5); // One on a machine that is not busy.

    change("targets.drl", "\"Nordic\",    2, 1", "\"Nordic\",    2 1");
    awaitText(err, "targets.drl:18:");
    change("targets.drl", "\"Nordic\",    2 1", "\"Nordic\",    7, 1");
    awaitText(out, "required: expected 2, got 7");
    watching.interrupt();
    watching.join();
  }

  private static void awaitText(StringWriter text, String words) throws InterruptedException {
    while (!text.toString().contains(words)) {
      Thread.sleep(10);
    }
  }

  private static Document xml(Answer answer) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(answer.out())));
  }
}
