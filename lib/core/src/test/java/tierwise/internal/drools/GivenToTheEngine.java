package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import tierwise.facts.Offer;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.Printer;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleReader;
import tierwise.internal.source.Problems;

/** Rules that the engine is given as they are, past the grammar, in place of the Café Guild's. */
record GivenToTheEngine(RuleModel model, ClassFiles files) {
  /** Built; rules are called r1 and so on, so that problems can name a rule of the guild. */
  static GivenToTheEngine rules(String rules) {
    Problems problems = new Problems();
    RuleFolder folder =
        RuleFolder.read(
            FolderFinder.in(Path.of("src/test/resources/rules/cafe-guild/2024"), problems).get(0),
            problems);
    RuleModel model = requireNonNull(RuleReader.read(folder, problems));
    String printed = Printer.print(model);
    String declarations = printed.substring(0, printed.indexOf("rule \""));
    return new GivenToTheEngine(
        model,
        RuleCompiler.compile(
            model.packageName(), declarations + rules, Offer.class.getClassLoader()));
  }

  /** Loaded as any rule set is. */
  RuleBase loaded() {
    return RuleBase.load(model, files);
  }

  /** Loaded without a look at the classes. */
  RuleBase linked() {
    return RuleBase.link(model, files, BuiltClasses.of(files));
  }
}
