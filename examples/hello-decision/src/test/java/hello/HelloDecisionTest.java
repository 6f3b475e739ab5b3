package hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/** The README shows this example; what it shows is what is there. */
class HelloDecisionTest {
  private static final Path README = Path.of("../../README.md");
  private static final Path CODE = Path.of("src/main/java/hello/HelloDecision.java");
  private static final Path LIVE = Path.of("src/main/java/hello/LiveDecisions.java");
  private static final Path RULES = Path.of("../../rules/learning-partner/2021");

  @Test
  void theReadmeShowsTheCode() throws IOException {
    String shown = withoutBlanks(block("java"));
    assertThat(shown).isNotEmpty();
    assertThat(withoutBlanks(Files.readString(CODE))).contains(shown);
  }

  @Test
  void theReadmeShowsHowRulesAreFollowed() throws IOException {
    String shown = withoutBlanks(blocks("java").get(1));
    assertThat(shown).contains("LiveRules");
    assertThat(withoutBlanks(Files.readString(LIVE))).contains(shown);
  }

  @Test
  void whatFollowsTheRulesDecidesByThem() {
    EnrollmentCase contoso =
        EnrollmentCase.of(Application.on(LocalDate.of(2021, 2, 5)), Partner.of("4711")).build();
    assertThat(LiveDecisions.decide(RULES, contoso).programYear())
        .hasToString("learning-partner/2021");
  }

  @Test
  void theReadmeShowsTheOutput() throws IOException {
    assertThat(block("text").strip()).isEqualTo(output().strip());
  }

  @Test
  void theReadmeShowsARuleOf2021() throws IOException {
    String rule = block("drl").strip();
    assertThat(rule).startsWith("rule ").endsWith("end");
    assertThat(Files.readString(RULES.resolve("requirements.drl"))).contains(rule);
  }

  private static String output() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      HelloDecision.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** The first fenced block of a language. */
  private static String block(String language) throws IOException {
    return blocks(language).get(0);
  }

  private static List<String> blocks(String language) throws IOException {
    Pattern fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    return fence
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  /** Code without the blanks and line ends in which formatters and readers differ. */
  private static String withoutBlanks(String code) {
    return code.replaceAll("\\s+", "");
  }
}
