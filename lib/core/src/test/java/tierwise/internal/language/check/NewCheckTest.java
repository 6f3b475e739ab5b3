package tierwise.internal.language.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tierwise.CafeGuild;
import tierwise.Problem;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Catalogue;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Sentence;

/**
 * A new check is a class, and its problem an entry of the catalogue with the name of it in an enum;
 * nothing else knows that they exist.
 */
class NewCheckTest {
  private static final String ENTRY =
      """
      # TW-213.rule-states-too-much
      the rule "{rule}" states {number} things; at most {most} can be read at once
      - way out: Write a rule for each sentence of the guide.
      - place: this is one too many
      """;

  /** What it says. */
  private enum NewProblem implements Sentence {
    RULE_STATES_TOO_MUCH("rule", "number", "most");

    private static final Catalogue WORDS =
        Catalogue.read("new check", new ByteArrayInputStream(ENTRY.getBytes(UTF_8)));

    private final List<String> slots;

    NewProblem(String... slots) {
      this.slots = List.of(slots);
    }

    @Override
    public List<String> slots() {
      return slots;
    }

    @Override
    public Catalogue catalogue() {
      return WORDS;
    }
  }

  /** Looks for rules that state more than anybody reads. */
  private record ShortRules(int most) implements RuleCheck {
    @Override
    public void tell(RuleModel model, Manifest manifest, Problems problems) {
      for (Rule rule : model.rules()) {
        int number = rule.then().size();
        if (number > most) {
          problems
              .warning(NewProblem.RULE_STATES_TOO_MUCH, rule.nameSpan(), rule.name(), number, most)
              .place(rule.then().get(most).span());
        }
      }
    }
  }

  private static List<Problem> problems(int most) throws IOException {
    Problems problems = new Problems();
    String rules = Files.readString(CafeGuild.FOLDER.resolve("guild.drl"));
    RuleFolder folder = RuleFolder.read(CafeGuild.with("guild.drl", rules), problems);
    RuleChecker.read(folder, new ShortRules(most), problems);
    return problems.inFileOrder();
  }

  @Test
  void itTellsWhatItFindsWhereItIsWithTheWayOut() throws IOException {
    assertThat(problems(4).stream().map(Problem::toString).collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            rules/cafe-guild/2024/guild.drl:23:6: warning: the rule "What the tiers ask" states 5 things; \
            at most 4 can be read at once [TW-213]
              23 | rule "What the tiers ask"
                 |      ^^^^^^^^^^^^^^^^^^^^
               rules/cafe-guild/2024/guild.drl:30:5: this is one too many
              30 |     insert( new Target( "roaster", "Roasting", 80, 2 ) );
                 |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
               Write a rule for each sentence of the guide.""");
  }

  @Test
  void itTellsNothingWhereNothingIs() throws IOException {
    assertThat(problems(5)).isEmpty();
  }
}
