package tierwise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** Classes of the embedding program that it lets rules call. */
class AllowingTest {
  private static final String PRICES =
      """
      package acme;
      import java.math.BigDecimal;
      import tierwise.facts.Purchase;
      public final class Prices {
        public static boolean isGift(Purchase line) { return line.kpi() == null; }
        public static BigDecimal doubled(BigDecimal figure) { return figure.add(figure); }
        public static BigDecimal vast() { return new BigDecimal("1e50"); }
        public static String run(Runnable code) { return "ran"; }
        static boolean hidden() { return true; }
      }
      """;
  private static final String RULES =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import static acme.Prices.*
      import java.math.BigDecimal

      declare Doubled
          figure : BigDecimal
      end

      rule "Gifts are told"
      when
          Purchase( isGift( this ) )
      then
          insert( note( "year-end", date("2024-12-30") ) );
      end

      rule "Points are doubled"
      when
          Purchase( kpi != null, $kpi : kpi )
      then
          insert( new Doubled( doubled( $kpi ) ) );
      end

      rule "Doubled points are told"
      when
          Doubled( $figure : figure )
      then
          insert( note( "year-end", date("2024-12-29") ).amount( $figure, "EUR" ) );
      end
      """;

  @TempDir Path temp;

  @Test
  void rulesCallTheMethodsOfAClassThatIsAllowed() throws Exception {
    Path rules = rules(RULES);
    try (URLClassLoader host = host(PRICES)) {
      RuleSettings allowing = RuleSettings.usual().allowing(host.loadClass("acme.Prices"));
      for (RuleSettings.Engine engine : RuleSettings.Engine.values()) {
        RuleSets sets = RuleSets.with(allowing.decidedBy(engine)).in(rules);
        assertThat(sets.decide(purchases()).notices())
            .anySatisfy(notice -> assertThat(notice.from()).isEqualTo("2024-12-30"))
            .anySatisfy(notice -> assertThat(notice.amount()).isEqualByComparingTo("20"));
      }
    }
  }

  @Test
  void withoutThatTheyAreRefusedAtTheirLine() throws Exception {
    RuleSetException refused =
        catchThrowableOfType(RuleSetException.class, () -> RuleSets.in(rules(RULES)));
    assertThat(refused.problems())
        .extracting(problem -> requireNonNull(problem.place()).at().line() + problem.code())
        .containsExactly("4TW-202", "13TW-206", "22TW-206");
  }

  @Test
  void whatAMethodGivesIsBoundedWhereARuleKeepsIt() throws Exception {
    Path rules = rules(RULES.replace("doubled( $kpi )", "vast()").replace(", $kpi : kpi", ""));
    try (URLClassLoader host = host(PRICES)) {
      RuleSettings allowing = RuleSettings.usual().allowing(host.loadClass("acme.Prices"));
      for (RuleSettings.Engine engine : RuleSettings.Engine.values()) {
        RuleSets sets = RuleSets.with(allowing.decidedBy(engine)).in(rules);
        assertThatThrownBy(() -> sets.decide(purchases()))
            .hasMessageContaining("the rule \"Points are doubled\"")
            .hasMessageContaining("digits");
      }
    }
  }

  @Test
  void otherMethodsAndOtherClassesDoNotExistForThem() throws Exception {
    try (URLClassLoader host = host(PRICES)) {
      RuleSets.Finder allowing =
          RuleSets.with(RuleSettings.usual().allowing(host.loadClass("acme.Prices")));
      for (String call : List.of("hidden()", "run( null )", "acme.Other.isGift( this )")) {
        assertThat(allowing.check(rules(RULES.replace("isGift( this )", call))))
            .as(call)
            .anySatisfy(
                problem -> {
                  assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
                  assertThat(requireNonNull(problem.place()).at().line()).isEqualTo(13);
                });
      }
      assertThat(allowing.check(rules(RULES.replace("import static acme.Prices.*\n", ""))))
          .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("TW-212"));
    }
  }

  @Test
  void theFingerprintChangesWithTheClass() throws Exception {
    Path rules = rules("package cafe.guild\n");
    String without = fingerprint(RuleSets.in(rules));
    try (URLClassLoader host = host(PRICES);
        URLClassLoader same = host(PRICES);
        URLClassLoader other = host(PRICES.replace("figure.add(figure)", "figure"))) {
      String with =
          fingerprint(
              RuleSets.with(RuleSettings.usual().allowing(host.loadClass("acme.Prices")))
                  .in(rules));
      assertThat(with).isNotEqualTo(without);
      assertThat(
              fingerprint(
                  RuleSets.with(RuleSettings.usual().allowing(same.loadClass("acme.Prices")))
                      .in(rules)))
          .isEqualTo(with);
      assertThat(
              fingerprint(
                  RuleSets.with(RuleSettings.usual().allowing(other.loadClass("acme.Prices")))
                      .in(rules)))
          .isNotEqualTo(with);
    }
  }

  @Test
  void classesThatCannotBeAllowedAreRefusedAtOnce() throws Exception {
    for (Class<?> type : List.of(System.class, RuleSets.class, Runnable.class, int.class)) {
      assertThatThrownBy(() -> RuleSettings.usual().allowing(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type.getName());
    }
    try (URLClassLoader host = host(PRICES.replace("doubled(", "half("));
        URLClassLoader hidden = host(PRICES.replace("public final", "final"))) {
      Class<?> prices = host.loadClass("acme.Prices");
      assertThatThrownBy(() -> RuleSettings.usual().allowing(prices))
          .hasMessageContaining("helper");
      Class<?> notPublic = hidden.loadClass("acme.Prices");
      assertThatThrownBy(() -> RuleSettings.usual().allowing(notPublic))
          .hasMessageContaining("not public");
    }
  }

  private static String fingerprint(RuleSets sets) {
    return sets.year("2024").fingerprint();
  }

  /** A class loader of the embedding program, with the class. */
  private URLClassLoader host(String source) throws IOException {
    Path directory = Files.createTempDirectory(temp, "host");
    Path file = Files.writeString(directory.resolve("Prices.java"), source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                Path.of(
                        Purchase.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
                "-d",
                directory.toString(),
                file.toString());
    assertThat(failed).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, AllowingTest.class.getClassLoader());
  }

  private Path rules(String more) throws IOException {
    Path rules = Files.createTempDirectory(temp, "rules");
    Path folder = CafeGuild.copyTo(rules);
    if (more.contains("rule ")) {
      Files.writeString(folder.resolve("more.drl"), more);
    }
    return rules;
  }

  private static EnrollmentCase purchases() {
    LocalDate day = LocalDate.of(2024, 5, 5);
    return EnrollmentCase.of(Application.on(day).askingFor("craft", "Roasting"), Partner.of("P"))
        .purchases(
            List.of(
                Purchase.of("L1", "invoice", day).withChannel("Guild shop"),
                Purchase.of("L2", "invoice", day)
                    .withChannel("Guild shop")
                    .withKpi(BigDecimal.TEN)))
        .credentials(List.of())
        .build();
  }
}
