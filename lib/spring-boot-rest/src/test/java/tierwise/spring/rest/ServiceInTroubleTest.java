package tierwise.spring.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

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
    return MockMvcTester.from(context)
        .post()
        .uri("/api/decisions")
        .contentType(MediaType.APPLICATION_JSON)
        .content(TWO_READERS)
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
              assertThat(
                      MockMvcTester.from(context)
                          .post()
                          .uri("/api/replay")
                          .contentType(MediaType.APPLICATION_JSON)
                          .content("{\"ids\": []}"))
                  .hasStatus(404);
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
