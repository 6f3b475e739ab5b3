package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a year is published, on a small programme of ski schools. */
class PublishCommandTest {
  private static final Path SCHOOLS =
      Path.of("../testing/src/test/resources/rules/ski-schools/2025");

  @TempDir Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void copyTheFolder() throws IOException {
    folder = temp.resolve("ski-schools/2025");
    try (Stream<Path> files = Files.walk(SCHOOLS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SCHOOLS.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static Answer run(String... args) {
    return Answer.to((Object[]) args);
  }

  private Answer publish(String... more) {
    return run(
        Stream.concat(
                Stream.of("publish", folder.toString(), "--by", "Ada", "--on", "2024-11-01"),
                Stream.concat(Stream.of("--note", "New year", "--draw", "50"), Stream.of(more)))
            .toArray(String[]::new));
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private Path history() {
    return folder.resolveSibling("history.yaml");
  }

  @Test
  void aYearThatKeepsEverythingIsPublished() throws IOException {
    Answer answer = publish();
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.out())
        .contains("50 drawn cases, every law holds")
        .contains("Published ski-schools/2025 revision 1, sha256:")
        .contains("Commit " + history());
    assertThat(Files.readString(history())).contains("drawn: 50").contains("by: \"Ada\"");
    assertThat(folder.resolveSibling("archive/2025-r1.zip")).isRegularFile();
    assertThat(run("check", temp.toString()).code()).isZero();
  }

  @Test
  void aYearWithAFailedCaseIsNotPublished() throws IOException {
    Path cases;
    try (Stream<Path> files = Files.list(folder.resolve("tests"))) {
      cases = files.findFirst().orElseThrow();
    }
    Files.writeString(
        cases, Files.readString(cases).replaceFirst("status: GRANTED", "status: REFUSED"));
    Answer answer = publish();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("Nothing was published.");
    assertThat(history()).doesNotExist();
  }

  @Test
  void aYearWithAProblemIsNotPublished() throws IOException {
    change("ruleset.yaml", "title:", "titel:");
    Answer answer = publish();
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("Did you mean \"title\"?").contains("Nothing was published");
    assertThat(history()).doesNotExist();
  }

  @Test
  void anEditIsRefusedUntilItIsPublishedAsTheNextRevision() throws IOException {
    publish();
    change("messages.yaml", "{", " {");
    Answer check = run("check", temp.toString());
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.err())
        .contains("this is not what was published as ski-schools/2025 revision 1")
        .contains("as it was published")
        .contains("Undo it, or publish it as revision 2");
    assertThat(publish().out()).contains("Published ski-schools/2025 revision 2");
    assertThat(run("check", temp.toString()).code()).isZero();
  }

  @Test
  void whatIsPublishedIsAnnouncedThenInForceThenEnded() {
    String rules = temp.toString();
    assertThat(run("list", "--rules", rules, "--on", "2024-12-01").out()).contains("draft");
    publish();
    assertThat(run("list", "--rules", rules, "--on", "2024-12-01").out()).contains("announced");
    assertThat(run("list", "--rules", rules, "--on", "2025-11-01").out())
        .contains("in force")
        .contains("(revision 1 of")
        .contains("Ada)");
    assertThat(run("list", "--rules", rules, "--on", "2099-06-01").out()).contains("ended");
  }

  @Test
  void whatIsSignedIsTold() throws IOException {
    String name = temp.resolve("ada").toString();
    Answer keys = run("keys", name);
    assertThat(keys.code()).isZero();
    assertThat(run("keys", name).code()).isEqualTo(2);
    run("keys", temp.resolve("eve").toString());
    assertThat(publish("--sign", name + ".key").code()).isZero();
    String rules = folder.toString();
    assertThat(run("check", rules, "--signed-by", name + ".pub").code()).isZero();
    Answer other = run("check", rules, "--signed-by", temp.resolve("eve.pub").toString());
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("is not signed by one of the keys that are trusted");
  }

  @Test
  void whatIsNoKeyIsWrongUsage() throws IOException {
    Path file = Files.writeString(temp.resolve("no.key"), "no key");
    Answer answer = publish("--sign", file.toString());
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("has no Ed25519 private key");
    assertThat(history()).doesNotExist();
  }
}
