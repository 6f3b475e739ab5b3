package tierwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The runnable jar, as somebody has it who downloaded it into an empty folder. */
@Execution(ExecutionMode.CONCURRENT)
class RunnableJarIT {
  private static final Path JAR = Path.of("target/tierwise.jar").toAbsolutePath();
  private static final Path EXAMPLE =
      Path.of("../../examples/cases/contoso-learning.yaml").toAbsolutePath().normalize();

  @TempDir Path empty;

  private record Answer(int code, String out, String err) {}

  private Answer run(List<String> settings, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(Arrays.asList(args));
    Path out = Files.createTempFile(empty, "out", "");
    Path err = Files.createTempFile(empty, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(empty.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("LC_ALL", "C");
    int code = builder.start().waitFor();
    return new Answer(code, text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Test
  void itBringsTheRulesWithIt() throws Exception {
    Answer answer = run(List.of(), "list");
    assertThat(answer).extracting(Answer::code, Answer::err).containsExactly(0, "");
    assertThat(answer.out()).contains("learning-partner/2021").contains("2021-01-01");
  }

  @Test
  void theMachineChangesNoLetterOfADecision() throws Exception {
    Answer here = run(List.of(), "decide", EXAMPLE.toString());
    Answer elsewhere =
        run(
            List.of(
                "-Dfile.encoding=ISO-8859-1",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Kiritimati"),
            "decide",
            EXAMPLE.toString());
    assertThat(here.code()).isZero();
    assertThat(here.out()).contains("sha256:").contains("…").doesNotContain("\u001b");
    assertThat(elsewhere).isEqualTo(here);
  }

  @Test
  void whatIsWrongWithACaseIsOnStandardErrorWithoutAStackTrace() throws Exception {
    Path wrong = Files.writeString(empty.resolve("wrong.yaml"), "cases:\n  - caes: x\n");
    Answer answer =
        run(List.of(), "decide", Objects.requireNonNull(wrong.getFileName()).toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("wrong.yaml:2:5")
        .contains("Did you mean \"case\"?")
        .doesNotContain("\tat ");
  }

  @Test
  void whatJavaItselfCannotDoIsTold() throws Exception {
    Answer answer = run(List.of("-Xmx3m", "-XX:+UseSerialGC"), "decide", EXAMPLE.toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("java.lang.OutOfMemoryError");
  }

  @Test
  void wrongUsageShowsTheWayToTheHelp() throws Exception {
    Answer answer = run(List.of(), "dcide");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("dcide").contains("decide").doesNotContain("\tat ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "nobody can ask a program to end there")
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoInterruptsTheSearchForMistakesReadsWhatIsKnown() throws Exception {
    Path rules = Path.of("../../rules/learning-partner/2023").toAbsolutePath().normalize();
    Path out = Files.createTempFile(empty, "out", "");
    Path err = Files.createTempFile(empty, "err", "");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "test",
                rules.toString(),
                "--mutate")
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    while (process.isAlive() && !text(err).contains("mutants, ")) {
      Thread.sleep(50);
    }
    process.destroy();
    process.waitFor();
    assertThat(text(out))
        .contains(" passed, 0 failed")
        .contains("learning-partner/2023: which mistakes")
        .contains(": the run was stopped");
  }
}
