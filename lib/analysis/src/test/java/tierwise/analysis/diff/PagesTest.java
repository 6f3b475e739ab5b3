package tierwise.analysis.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tierwise.analysis.YearDescription;

/** The pages as an HTML parser reads them. */
class PagesTest {
  private static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>";

  private static final TwoYears YEAR =
      TwoYears.unchanged()
          .with("targets.drl", "\"partner\", 50, 1", "\"partner\", 60, 1")
          .with("messages.yaml", "Reading partner", HOSTILE)
          .with("ruleset.yaml", "Reading partners of the Harbour Library, 2025", HOSTILE)
          .with("ruleset.yaml", "Leaflet, page 2", HOSTILE)
          .with("requirements.drl", "The book van comes to anchor partners", HOSTILE)
          .with("requirements.drl", "segment == \"school\"", "segment == \"" + HOSTILE + "\"");

  private static final Map<String, String> PAGES =
      Map.of(
          "describe", YearDescription.of(YEAR.rules("2026")).toHtml(),
          "diff", YEAR.diff().toHtml());

  static Stream<String> pages() {
    return PAGES.keySet().stream().sorted();
  }

  private static String html(String name) {
    return Objects.requireNonNull(PAGES.get(name));
  }

  private static Document page(String name) {
    return Jsoup.parse(html(name));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatRulesSayIsTextAndNeverMarkup(String name) {
    Document page = page(name);
    assertThat(page.select("script, img, iframe, object, link")).isEmpty();
    assertThat(page.getAllElements())
        .allMatch(
            each ->
                each.attributes().asList().stream()
                    .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    assertThat(page.body().text()).contains(HOSTILE);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageStandsAlone(String name) {
    assertThat(page(name).select("[src], [srcset], [href]"))
        .allMatch(each -> each.attr("href").startsWith("#"));
    assertThat(html(name)).doesNotContain("@import", "url(");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsSoundHtml(String name) {
    Parser parser = Parser.htmlParser().setTrackErrors(10);
    Jsoup.parse(html(name), "", parser);
    assertThat(parser.getErrors()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aScreenReaderFindsItsWay(String name) {
    Document page = page(name);
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("main, nav")).hasSize(2);
    assertThat(page.select("nav a"))
        .isNotEmpty()
        .allMatch(link -> page.getElementById(link.attr("href").substring(1)) != null);
    assertThat(page.select("table"))
        .isNotEmpty()
        .allMatch(table -> !table.select("thead th[scope=col]").isEmpty())
        .allMatch(
            table ->
                table.select("tbody tr").stream()
                    .allMatch(row -> row.select("th[scope=row]").size() == 1));
    int level = 1;
    for (Element heading : page.select("h1, h2, h3")) {
      int next = heading.tagName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      level = next;
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theTitleNamesTheYearAndItsFingerprint(String name) {
    assertThat(page(name).title()).contains("reading-partners/2026", "sha256:");
  }

  // ---- contrast --------------------------------------------------------------------------------

  private static final List<List<String>> ON =
      List.of(
          List.of("ink", "paper"),
          List.of("soft", "paper"),
          List.of("soft", "shade"),
          List.of("ink", "shade"),
          List.of("link", "shade"),
          List.of("link", "paper"),
          List.of("more", "more-on"),
          List.of("less", "less-on"),
          List.of("both", "both-on"),
          List.of("none", "none-on"));

  @Test
  void whatIsWrittenCanBeReadInTheLightAndInTheDark() {
    String style = page("diff").select("style").get(0).data();
    Matcher blocks = Pattern.compile(":root \\{([^}]*--more-on[^}]*)}").matcher(style);
    int schemes = 0;
    while (blocks.find()) {
      schemes++;
      Map<String, String> colours = new LinkedHashMap<>();
      Matcher each = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});").matcher(blocks.group(1));
      while (each.find()) {
        colours.put(each.group(1), each.group(2));
      }
      for (List<String> pair : ON) {
        double ink = luminance(colours.getOrDefault(pair.get(0), ""));
        double paper = luminance(colours.getOrDefault(pair.get(1), ""));
        assertThat((Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05))
            .as(pair + " of " + colours)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
    assertThat(schemes).isEqualTo(2);
  }

  /** The relative luminance of a colour, as WCAG 2 works it out. */
  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
