package tierwise.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command line is an embedder like any other. */
class ArchitectureTest {
  @Test
  void itUsesOnlyWhatEveryEmbedderCanUse() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tierwise.internal..", "org.kie..", "org.drools..", "org.snakeyaml..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("tierwise.cli"));
  }
}
