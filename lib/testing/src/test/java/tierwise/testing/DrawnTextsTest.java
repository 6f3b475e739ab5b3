package tierwise.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.draw.CaseGenerator;
import tierwise.testing.internal.interpret.TestedRules;

/** Drawn cases keep to the texts that the manifest allows, so that rules decide them. */
class DrawnTextsTest {
  private static final Path GUILD = Path.of("../core/src/test/resources/rules/cafe-guild/2024");
  private static final String CLOSED =
      """
      values:
        Attestation.of: [kitchen, counter]
        Reported.of: [kitchen, counter]
        Reported.unitName: [cups]
        Purchase.location: [Harbour, Station]
        Purchase.unitName: [bag]
        Credential.organisation: [Guild school]
      """;

  private static TestedRules rules() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(GUILD)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        contents.put(
            String.valueOf(file.getFileName()),
            text.replaceFirst("(?m)^values:\\n", CLOSED).getBytes(UTF_8));
      }
    }
    Problems problems = new Problems();
    RuleFolder folder =
        RuleFolder.read(
            new FolderFiles("cafe-guild", "2024", "rules/cafe-guild/2024", contents), problems);
    TestedRules rules = TestedRules.read(folder, problems);
    problems.throwIfErrors();
    return Objects.requireNonNull(rules);
  }

  @Test
  void aFieldWithAClosedListHasNoOtherText() throws IOException {
    TestedRules rules = rules();
    CaseGenerator generator = new CaseGenerator(rules.manifest(), rules.model());
    Set<String> drawn = new HashSet<>();
    for (int seed = 0; seed < 200; seed++) {
      CaseFacts facts = generator.draw(seed).facts();
      assertThat(rules.misfits(facts)).isEmpty();
      facts.ledgers().values().stream()
          .flatMap(List::stream)
          .map(DrawnTextsTest::closed)
          .filter(Objects::nonNull)
          .forEach(drawn::add);
    }
    assertThat(drawn)
        .containsExactlyInAnyOrder("kitchen", "counter", "Harbour", "Station", "Guild school");
  }

  private static @Nullable String closed(Object fact) {
    return fact instanceof Attestation attestation
        ? attestation.of()
        : fact instanceof Reported reported
            ? reported.of()
            : fact instanceof Purchase purchase
                ? purchase.location()
                : fact instanceof Credential credential ? credential.organisation() : null;
  }
}
