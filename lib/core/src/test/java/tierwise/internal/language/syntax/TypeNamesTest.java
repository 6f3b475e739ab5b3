package tierwise.internal.language.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.internal.language.model.Vocabulary;

/** The fixed lists of names hold what they say that they hold. */
class TypeNamesTest {
  /** Came after Java 17, which is what the list is of. */
  private static final List<String> NEWER_THAN_THE_LIST =
      List.of(
          "IO",
          "MatchException",
          "ScopedValue",
          "StableValue",
          "StringTemplate",
          "WrongThreadException");

  @Test
  void everyTypeOfJavaLangIsTaken() throws IOException {
    assertThat(typesOfJavaLang()).hasSizeGreaterThan(90).contains("Thread", "Record", "Process");
    assertThat(typesOfJavaLang())
        .filteredOn(name -> !NEWER_THAN_THE_LIST.contains(name))
        .allSatisfy(name -> assertThat(TypeNames.taken(name)).as(name).isNotNull());
  }

  @Test
  void everyTypeThatRuleFilesImportIsTakenOrAFact() {
    List<String> imported =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("tierwise.facts")
                .stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("Test"))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(type -> type.getSimpleName())
                .toList();
    assertThat(imported)
        .contains("Statements", "Offer")
        .allMatch(
            name ->
                TypeNames.taken(name) != null || Vocabulary.shared().factTypes().containsKey(name));
  }

  @Test
  void everyTypeThatDroolsImportsByItselfIsTaken() {
    assertThat(
            new ClassFileImporter()
                    .importPackages("org.kie.api.definition.rule", "org.kie.api.definition.type")
                    .stream()
                    .filter(type -> type.isTopLevelClass())
                    .map(type -> type.getSimpleName()))
        .contains("Position", "Query")
        .allSatisfy(name -> assertThat(TypeNames.taken(name)).as(name).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Target", "Tasting", "Event", "Result", "Rules", "Threads", "Weight"})
  void anyOtherNameIsFree(String name) {
    assertThat(TypeNames.taken(name)).isNull();
  }

  private static List<String> typesOfJavaLang() throws IOException {
    Path lang =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/lang");
    try (Stream<Path> files = Files.list(lang)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> !name.contains("-") && isPublic("java.lang." + name))
          .toList();
    }
  }

  private static boolean isPublic(String name) {
    try {
      return Modifier.isPublic(Class.forName(name, false, null).getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
