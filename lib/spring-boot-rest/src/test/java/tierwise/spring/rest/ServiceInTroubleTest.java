package tierwise.spring.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tierwise.Revision;
import tierwise.live.History;
import tierwise.live.LiveRules;

/** What is answered where a case is not to blame, and what the rooms of this library know. */
class ServiceInTroubleTest {
  private static final String TWO_READERS =
      """
      {"format": 1, "application": {"asOf": "2025-06-10"}, "partner": {"id": "P-7"},
       "Reader": [{"id": "R-1"}, {"id": "R-2"}]}
      """;

  @Configuration
  @EnableAutoConfiguration
  static class Service {}

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withUserConfiguration(Service.class)
          .withPropertyValues("tierwise.rest.path=/api", "springdoc.api-docs.enabled=false");

  private static MvcTestResult decide(WebApplicationContext context) {
    return post(context, "/api/decisions", TWO_READERS);
  }

  private static MvcTestResult post(WebApplicationContext context, String path, String body) {
    return MockMvcTester.from(context)
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body)
        .exchange();
  }

  @Test
  void withoutRulesTheServiceIsNotReadyAndSaysNothingOfTheRules() {
    service
        .withPropertyValues("tierwise.rules.directory=no-such-directory")
        .run(
            context -> {
              MvcTestResult answer = decide(context);
              assertThat(answer)
                  .hasStatus(503)
                  .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                  .containsHeader("Retry-After");
              assertThat(answer).bodyText().doesNotContain("no-such-directory");
            });
  }

  @Test
  void whatIsNotKeptIsNotGiven() {
    service
        .withPropertyValues(
            "tierwise.rules.directory=src/test/resources/rules",
            "tierwise.log.enabled=true",
            "spring.datasource.url=jdbc:h2:mem:in-trouble")
        .run(
            context -> {
              MvcTestResult before = decide(context);
              assertThat(before).hasStatus(201);
              assertThat(before.getResponse().getHeader("Location")).startsWith("/api/decisions/");
              context.getBean(DataSource.class).unwrap(HikariDataSource.class).close();
              MvcTestResult answer = decide(context);
              assertThat(answer)
                  .hasStatus(503)
                  .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                  .containsHeader("Retry-After");
              assertThat(answer)
                  .bodyText()
                  .contains("the decision could not be kept")
                  .doesNotContain("Hikari")
                  .doesNotContain("GRANTED");
            });
  }

  @Test
  void whereDecisionsAreNotKeptTheyAreDecidedAllTheSame() {
    service
        .withPropertyValues("tierwise.rules.directory=src/test/resources/rules")
        .run(
            context -> {
              assertThat(decide(context)).hasStatus(200).doesNotContainHeader("Location");
              assertThat(post(context, "/api/replay", "{\"ids\": []}")).hasStatus(404);
            });
  }

  @Test
  void whatWasDecidedByRulesThatWereCorrectedSinceIsDecidedAgainByThose(@TempDir Path rules)
      throws IOException {
    Path year = Files.createDirectories(rules.resolve("readers/2025"));
    for (String name : List.of("ruleset.yaml", "messages.yaml", "rules.drl")) {
      Files.copy(Path.of("src/test/resources/rules/readers/2025", name), year.resolve(name));
    }
    Revision first =
        History.publish(
            year,
            new Revision.Proof(1, 0, Map.of()),
            LocalDate.of(2024, 12, 1),
            "The readers",
            "The year",
            null);
    service
        .withPropertyValues(
            "tierwise.rules.directory=" + rules,
            "tierwise.log.enabled=true",
            "spring.datasource.url=jdbc:h2:mem:corrected")
        .run(
            context -> {
              String location = String.valueOf(decide(context).getResponse().getHeader("Location"));
              String asked =
                  "{\"ids\": [\"" + location.substring("/api/decisions/".length()) + "\"]}";
              Path file = year.resolve("rules.drl");
              String text = Files.readString(file);
              assertThat(text).contains("\"readers\", 2 )");
              Files.writeString(file, text.replace("\"readers\", 2 )", "\"readers\", 3 )"));
              assertThat(context.getBean(LiveRules.class).reload().outcome())
                  .isEqualTo(LiveRules.Outcome.SWAPPED);
              assertThat(decide(context)).bodyText().contains("\"REFUSED\"");
              assertThat(post(context, "/api/replay", asked)).bodyText().contains("\"same\":1");

              Files.delete(rules.resolve("readers").resolve(first.archive()));
              assertThat(post(context, "/api/replay", asked))
                  .bodyText()
                  .contains("\"impossible\":1");
              Files.writeString(rules.resolve("readers/history.yaml"), "revisions: none\n");
              assertThat(post(context, "/api/replay", asked))
                  .hasStatus(500)
                  .bodyText()
                  .contains("what was published cannot be read: ");
            });
  }

  @Test
  void whatIsForServicesKnowsTheDoorsOfTheLibraryAndNothingBehindThem() {
    var classes = new ClassFileImporter().importPackages("tierwise.spring");
    assertThat(classes).hasSizeGreaterThan(20);
    noClasses()
        .that()
        .resideInAPackage("tierwise.spring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tierwise.internal..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("tierwise.spring")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tierwise.spring.rest..")
        .check(classes);
  }
}
