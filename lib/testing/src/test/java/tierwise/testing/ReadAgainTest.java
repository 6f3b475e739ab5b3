package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read again of folders that were read before. */
class ReadAgainTest {
  @TempDir Path temp;

  @Test
  void whatIsAsItWasIsNotReadAgain() throws IOException {
    SkiSchools schools = SkiSchools.in(temp);
    List<RuleFolderCases> first = RuleFolderCases.in(schools.folder());
    assertThat(RuleFolderCases.in(schools.folder(), first)).isEqualTo(first);
  }

  @Test
  void rulesAreKeptWhenOnlyCasesChange() throws IOException {
    SkiSchools schools = SkiSchools.in(temp);
    RuleFolderCases first = RuleFolderCases.in(schools.folder()).get(0);
    schools.change("tests/cases.yaml", "- Indoor lessons\n+ Lessons in halls");
    RuleFolderCases second = RuleFolderCases.in(schools.folder(), List.of(first)).get(0);
    assertThat(second.tested()).isSameAs(first.tested());
    assertThat(second.cases()).extracting(TestCase::name).contains("Lessons in halls count half");
  }

  @Test
  void rulesAreReadAgainWhenTheyChange() throws IOException {
    SkiSchools schools = SkiSchools.in(temp);
    RuleFolderCases first = RuleFolderCases.in(schools.folder()).get(0);
    schools.change("messages.yaml", "- Race club\n+ Racing club");
    RuleFolderCases second = RuleFolderCases.in(schools.folder(), List.of(first)).get(0);
    assertThat(second.tested()).isNotSameAs(first.tested());
  }
}
