package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What coverage says as text, as JSON and as a page. */
class CoverageReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/coverage");

  @TempDir Path temp;

  private Coverage coverage(SkiSchools school) {
    return RuleFolderCases.in(school.folder()).get(0).coverage(true);
  }

  @Test
  void theReportsAreAsTheyAlwaysWere() throws IOException {
    SkiSchools school = SkiSchools.in(temp);
    school.change("ruleset.yaml", "- provenance:\n+ coverage: {boundaries: 50}\n+ provenance:");
    Coverage coverage = coverage(school);
    golden("report.txt", coverage.toText());
    golden("report.json", coverage.toJson());
    golden("page.html", coverage.toHtml());
  }

  /** Run with {@code -Dgolden=write} to write the texts anew, and read the difference. */
  private void golden(String name, String text) throws IOException {
    String got = text.replace(temp.toString(), "rules");
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, got);
    }
    assertThat(got).isEqualTo(Files.readString(file));
  }

  @Test
  void theCasesForMissingBoundariesPassAndReachThemAll() throws IOException {
    SkiSchools school = SkiSchools.in(temp);
    Coverage before = coverage(school);
    List<String> cases = new ArrayList<>();
    before.missing(Coverage.Kind.BOUNDARIES).forEach(item -> cases.addAll(item.cases().values()));
    assertThat(cases)
        .hasSize(
            before.count(Coverage.Kind.BOUNDARIES).all()
                - before.count(Coverage.Kind.BOUNDARIES).seen());

    school.write("tests/boundaries.yaml", "cases:\n" + String.join("", cases));
    RuleFolderCases after = RuleFolderCases.in(school.folder()).get(0);
    assertThat(after.run(Engines.BOTH, test -> true, result -> {}))
        .noneMatch(result -> result.status() == TestResult.Status.FAILED);
    assertThat(after.coverage(false).count(Coverage.Kind.BOUNDARIES).percent()).isEqualTo(100);
  }

  @Test
  void thePageShowsEveryLineOfTheRulesAsItStandsAndLoadsNothing() throws Exception {
    SkiSchools school = SkiSchools.in(temp);
    school.change(
        "requirements.drl",
        """
        - rule "A race club needs a summit school"
        + rule "A race club <script>alert('&amp;')</script> & needs a summit school"
        """);
    Coverage coverage = coverage(school);
    String page = coverage.toHtml();

    // The page is well-formed XML, so that a parser can say what is in it.
    Document html =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    assertThat(elements(html, "script")).isEmpty();
    assertThat(elements(html, "link")).isEmpty();
    assertThat(page).doesNotContain("src=", "href=", "url(", "@import");
    List<String> lines =
        elements(html, "td").stream()
            .filter(cell -> cell.getAttribute("class").equals("code"))
            .map(Element::getTextContent)
            .toList();
    List<String> rules = new ArrayList<>();
    coverage.sources().forEach(source -> rules.addAll(List.of(source.text().split("\n", -1))));
    assertThat(lines).isEqualTo(rules);
  }

  @Test
  void whatIsMissingHasAMarkAndWordsBesideItsColour() throws Exception {
    Document html =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(coverage(SkiSchools.in(temp)).toHtml())));
    for (Element row : elements(html, "tr")) {
      String colour = row.getAttribute("class");
      if (!colour.isEmpty()) {
        String mark = row.getFirstChild().getTextContent();
        String words = row.getLastChild().getTextContent();
        assertThat(mark).isEqualTo(colour.equals("all") ? "✓" : colour.equals("some") ? "~" : "✗");
        assertThat(words.isEmpty()).isEqualTo(colour.equals("all"));
      }
    }
    assertThat(elements(html, "tr")).anyMatch(row -> row.getAttribute("class").equals("none"));
  }

  private static List<Element> elements(Document html, String name) {
    NodeList nodes = html.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
