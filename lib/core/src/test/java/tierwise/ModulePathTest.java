package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module decides, in a Java machine of its own. */
class ModulePathTest {
  private static final String APPLICATION =
      """
      package acme;

      import java.time.LocalDate;
      import java.util.List;
      import tierwise.*;
      import tierwise.facts.*;

      public class Main {
        public static void main(String[] args) {
          EnrollmentCase asks =
              EnrollmentCase.of(Application.on(LocalDate.of(2024, 5, 5)), Partner.of("4711"))
                  .purchases(List.of())
                  .build();
          for (RuleSettings.Engine engine : RuleSettings.Engine.values()) {
            RuleSettings settings =
                RuleSettings.usual().decidedBy(engine).withoutGuard().allowing(Prices.class);
            RuleSets rules = RuleSets.with(settings).onClassPath(Main.class.getClassLoader());
            Decision decision = rules.decide(asks);
            boolean isCalled =
                decision.notices().stream()
                    .anyMatch(notice -> LocalDate.of(2024, 12, 30).equals(notice.from()));
            System.out.println(engine + " " + decision.programYear() + " " + isCalled);
          }
          System.out.println(RuleSets.class.getModule());
          try {
            RuleSettings.usual().allowing(acme.own.Secret.class);
          } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
          }
        }
      }
      """;
  private static final String PRICES =
      """
      package acme;
      public class Prices {
        public static boolean isCalled() { return true; }
      }
      """;
  private static final String SECRET =
      """
      package acme.own;
      public class Secret {
        public static boolean isCalled() { return true; }
      }
      """;
  private static final String RULES =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import static acme.Prices.*

      rule "A class of the application is called"
      when
          Application( isCalled() )
      then
          insert( note( "year-end", date("2024-12-30") ) );
      end
      """;

  @TempDir Path temp;

  @BeforeEach
  void compile() throws IOException {
    write("source/module-info.java", "module acme { requires tierwise; exports acme; }");
    write("source/acme/Main.java", APPLICATION);
    write("source/acme/Prices.java", PRICES);
    write("source/acme/own/Secret.java", SECRET);
    List<String> arguments = new ArrayList<>(List.of("-d", temp.resolve("acme").toString()));
    arguments.addAll(List.of("--module-path", modulePath()));
    try (Stream<Path> sources = Files.walk(temp.resolve("source"))) {
      sources.filter(Files::isRegularFile).forEach(source -> arguments.add(source.toString()));
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
  }

  @Test
  void aModuleDecidesByTheRulesInAJarOfItsModulePath() throws Exception {
    rulesJar(temp.resolve("club-rules.jar"));
    String path =
        String.join(
            File.pathSeparator,
            modulePath(),
            temp.resolve("acme").toString(),
            temp.resolve("club-rules.jar").toString());
    String printed = JavaMachine.run(temp, "--module-path", path, "--module", "acme/acme.Main");
    assertThat(printed.lines())
        .containsExactly(
            "DIRECT cafe-guild/2024 true",
            "DROOLS cafe-guild/2024 true",
            "module tierwise",
            "rules cannot call acme.own.Secret: it is in a package that its module acme does not"
                + " export");
  }

  /** The library and what it needs; that test libraries stand beside them does no harm. */
  private static String modulePath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") || isTheLibrary(Path.of(entry)))
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElseThrow();
  }

  private static boolean isTheLibrary(Path directory) {
    return Files.exists(directory.resolve("tierwise/RuleSets.class"));
  }

  private static void rulesJar(Path jar) throws IOException {
    String root = "META-INF/tierwise/cafe-guild/2024/";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(CafeGuild.FOLDER)) {
      for (String folder :
          List.of("META-INF/", "META-INF/tierwise/", "META-INF/tierwise/cafe-guild/", root)) {
        out.putNextEntry(new JarEntry(folder));
      }
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(root + file.getFileName()));
        out.write(Files.readAllBytes(file));
      }
      out.putNextEntry(new JarEntry(root + "more.drl"));
      out.write(RULES.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
