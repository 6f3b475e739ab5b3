package tierwise.testing;

import java.nio.file.Path;
import java.util.Objects;
import tierwise.RuleSet;
import tierwise.RuleSets;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.draw.CaseGenerator;

/** The rules of 2021, read once for all tests. */
public final class Year2021 {
  /** Its folder. */
  public static final Path FOLDER = Path.of("../../rules/learning-partner/2021");

  /** The rules, ready to decide. */
  public static final RuleSet RULES = RuleSets.in(FOLDER).year("learning-partner/2021").prepare();

  /** Its files, decoded. */
  public static final RuleFolder READ = read(FOLDER);

  /** Its manifest. */
  public static final Manifest MANIFEST = Objects.requireNonNull(READ.manifest());

  /** Its rules as a model. */
  public static final RuleModel MODEL =
      Objects.requireNonNull(RuleChecker.read(READ, new Problems()));

  /** Draws cases for it. */
  public static final CaseGenerator CASES = new CaseGenerator(MANIFEST, MODEL);

  private Year2021() {}

  private static RuleFolder read(Path folder) {
    Problems problems = new Problems();
    FolderFiles files = FolderFinder.in(folder, problems).get(0);
    RuleFolder read = RuleFolder.read(files, problems);
    problems.throwIfErrors();
    return read;
  }
}
