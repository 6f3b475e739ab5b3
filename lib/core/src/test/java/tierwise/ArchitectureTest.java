package tierwise;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import tierwise.internal.folder.Manifest;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/** What callers see of the house, and what is nowhere in it. {@link HouseTest} has the map. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("tierwise");

  /** The packages whose public types callers see. */
  private static final List<String> API =
      List.of("tierwise", "tierwise.facts", "tierwise.live", "tierwise.record");

  @Test
  void theApiShowsNoEngineAndNoParser() {
    assertThat(CORE.stream().filter(ArchitectureTest::isApi).toList()).hasSizeGreaterThan(40);
    assertThat(CORE.stream().filter(ArchitectureTest::isApi).flatMap(Signatures::strangersIn))
        .isEmpty();
    assertThat(publicTypes("tierwise"))
        .as("few public types beside the facts")
        .hasSizeLessThanOrEqualTo(20);
  }

  /** The test before would see them, wherever in a signature they stand. */
  @Test
  void whatTheApiWouldShowIsSeen() {
    JavaClasses shown =
        new ClassFileImporter().importClasses(ShowsAnEngine.class, ShowsAnEngine.Part.class);
    assertThat(shown.stream().flatMap(Signatures::strangersIn))
        .containsExactlyInAnyOrder(
            "ShowsAnEngine: com.tngtech.archunit.core.domain.JavaClass",
            "ShowsAnEngine: org.assertj.core.api.Condition<java.lang.String>",
            "ShowsAnEngine: org.junit.jupiter.api.Disabled",
            "ShowsAnEngine.field: java.util.List<tierwise.internal.source.Problems>",
            "ShowsAnEngine.method: [Ltierwise.internal.source.Span;",
            "ShowsAnEngine.method: org.opentest4j.AssertionFailedError",
            "ShowsAnEngine.method: java.util.Map<java.lang.String, ? extends"
                + " tierwise.internal.source.SourceText>",
            "ShowsAnEngine.<init>: tierwise.internal.source.Located<T>",
            "Part.<init>: tierwise.internal.folder.Manifest",
            "Part.manifest: tierwise.internal.folder.Manifest");
  }

  /** Shows what no public type should, once in each place where a signature can. */
  @Disabled("it is no test: it shows what a signature must not have")
  static class ShowsAnEngine<T extends JavaClass> extends Condition<String> {
    protected List<Problems> field = List.of();
    private Problems hidden = new Problems();

    public ShowsAnEngine(Located<T> located) {}

    public Span[] method(Map<String, ? extends SourceText> texts) throws AssertionFailedError {
      return new Span[hidden.inFileOrder().size()];
    }

    Problems internal() {
      return hidden;
    }

    public record Part(Manifest manifest) {}
  }

  private static boolean isApi(JavaClass type) {
    return API.contains(type.getPackageName()) && Signatures.isVisible(type);
  }

  /** What an internal package offers its neighbours; a new name here is a decision. */
  @Test
  void internalTypesArePublicOnlyForTheirNeighbours() {
    List<String> unused =
        CORE.stream()
            .filter(each -> each.getPackageName().startsWith("tierwise.internal."))
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(JavaClass::isTopLevelClass)
            .filter(ArchitectureTest::isUsedInItsOwnPackageOnly)
            .map(JavaClass::getSimpleName)
            .sorted()
            .toList();
    assertThat(unused).containsExactlyElementsOf(SHOWN);
  }

  private static boolean isUsedInItsOwnPackageOnly(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .allMatch(use -> use.getOriginClass().getPackageName().equals(type.getPackageName()));
  }

  /** What the harness uses, which has a jar of its own, and what a test adds a check through. */
  private static final List<String> SHOWN =
      List.of(
          "CaseKeys",
          "Construct",
          "Invocation",
          "ManifestKeys",
          "MessageKeys",
          "RuleCheck",
          "SingleRule");

  @Test
  void nothingReadsTheClock() {
    noClasses()
        .should()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CORE);
  }

  /** Years that the code would act on; messages may show how days and years are written. */
  private static final Pattern YEAR =
      Pattern.compile("\"20[0-9]{2}\"|\\(20[0-9]{2}\\b|= *20[0-9]{2};");

  @Test
  void theCodeKnowsNoProgrammeNoSubjectAndNoYear() throws IOException {
    List<String> ofAProgramme =
        List.of(
            "microsoft",
            "learning-partner",
            "learning partner",
            "solutions-partner",
            "solutions partner",
            "ads-partner",
            "ads partner",
            "strategist",
            "competency",
            "silver",
            "gold",
            "action pack",
            "action-pack",
            "courseware",
            "cloud platform",
            "devops");
    for (String module : List.of(".", "../testing", "../cli")) {
      for (Path file : sources(Path.of(module, "src/main/java"))) {
        String code = withoutComments(Files.readString(file)).toLowerCase(Locale.ROOT);
        assertThat(ofAProgramme.stream().filter(code::contains)).as(file.toString()).isEmpty();
        assertThat(YEAR.matcher(code).results().map(MatchResult::group))
            .as(file.toString())
            .isEmpty();
      }
    }
  }

  /** Javadoc may take its examples from a programme. */
  private static String withoutComments(String code) {
    return code.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//[^\n]*", "");
  }

  private static List<Path> sources(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      return sources;
    }
  }

  private static List<String> publicTypes(String name) {
    return CORE.stream()
        .filter(each -> each.getPackageName().equals(name))
        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(JavaClass::isTopLevelClass)
        .map(JavaClass::getSimpleName)
        .toList();
  }
}
