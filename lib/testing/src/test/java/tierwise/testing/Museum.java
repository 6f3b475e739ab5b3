package tierwise.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tierwise.Problem;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.expect.Expectation;
import tierwise.testing.internal.expect.ReadCase;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * A programme whose rules and cases know another vocabulary than the library has.
 *
 * @param manifest its ruleset.yaml
 * @param messages its messages.yaml
 */
record Museum(String manifest, String messages, Vocabulary vocabulary) {
  TestedRules rules(String drl) {
    Problems problems = new Problems();
    RuleFolder folder =
        RuleFolder.read(
            new FolderFiles(
                "museum-friends",
                "2024",
                "museum-friends/2024",
                Map.of(
                    "ruleset.yaml",
                    manifest.getBytes(UTF_8),
                    "messages.yaml",
                    messages.getBytes(UTF_8),
                    "museum.drl",
                    drl.getBytes(UTF_8))),
            problems);
    TestedRules rules = TestedRules.read(folder, vocabulary, problems);
    problems.throwIfErrors();
    return requireNonNull(rules);
  }

  List<TestCase> cases(TestedRules rules, String text) {
    Problems problems = new Problems();
    List<TestCase> cases = cases(rules, text, problems);
    problems.throwIfErrors();
    return cases;
  }

  /** What is wrong with the cases. */
  List<Problem> problems(TestedRules rules, String text) {
    Problems problems = new Problems();
    cases(rules, text, problems);
    return problems.inFileOrder();
  }

  private List<TestCase> cases(TestedRules rules, String text, Problems problems) {
    List<TestCase> cases = new ArrayList<>();
    List<SourceText> files = List.of(new SourceText("cases.yaml", text));
    for (CaseFile file : CaseFileReader.read(files, vocabulary, problems)) {
      for (CaseFile.Entry entry : file.cases()) {
        cases.add(
            new TestCase(
                new ReadCase(
                    rules,
                    Path.of("cases.yaml"),
                    entry,
                    Expectation.read(entry, rules, problems))));
      }
    }
    return cases;
  }
}
