package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of a program that keeps them in no folder. */
class GivenFilesTest {
  private static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> all = Files.list(CafeGuild.FOLDER)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        files.put("cafe-guild/2024/" + each.getFileName(), Files.readAllBytes(each));
      }
    }
    return files;
  }

  private static RuleSets read(Map<String, byte[]> files) {
    return RuleSets.with(RuleSettings.usual().withoutGuard()).of(RuleFiles.of(files));
  }

  @Test
  void theyAreTheRulesThatTheFolderHas() throws IOException {
    RuleSets given = read(files());
    RuleSets found = RuleSets.in(CafeGuild.FOLDER);
    assertThat(given.years()).isEqualTo(found.years());
    assertThat(given.year("2024").fingerprint()).isEqualTo(found.year("2024").fingerprint());
  }

  @Test
  void whatIsChangedAfterwardsChangesNothing() throws IOException {
    Map<String, byte[]> files = files();
    RuleFiles given = RuleFiles.of(files);
    files.values().forEach(each -> each[0] = '#');
    assertThat(given).isEqualTo(RuleFiles.of(files()));
  }

  @Test
  void problemsNameThePathThatWasGiven() throws IOException {
    Map<String, byte[]> files = files();
    files.put("cafe-guild/2024/guild.drl", "rule".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read(files))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("cafe-guild/2024/guild.drl:1:");
  }

  @Test
  void aPathThatNamesNoFileOfARuleFolderIsAProblem() throws IOException {
    for (String path :
        new String[] {"ruleset.yaml", "../x/2024/a.drl", "cafe-guild/2024/tests/a.yaml"}) {
      Map<String, byte[]> files = files();
      files.put(path, new byte[0]);
      assertThatThrownBy(() -> read(files))
          .isInstanceOf(RuleSetException.class)
          .hasMessageContaining(
              "what was given has a path that names no file of a rule folder: " + path);
    }
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining("there is no rule folder in what was given");
  }
}
