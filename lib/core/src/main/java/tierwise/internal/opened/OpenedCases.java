package tierwise.internal.opened;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/** Makes cases of facts that were read as a part of something else. */
public final class OpenedCases {
  private static volatile @Nullable Function<CaseFacts, EnrollmentCase> door;

  private OpenedCases() {}

  /** The class of cases says here how they are made. */
  public static void madeBy(Function<CaseFacts, EnrollmentCase> making) {
    door = making;
  }

  /**
   * The cases of a file, of which one that is wrong does not hide the others: asking for it throws
   * what is wrong with it.
   *
   * @param name what problems should call the file
   * @throws RuleSetException with what is wrong with the file as a whole
   */
  public static List<Supplier<EnrollmentCase>> inFile(String name, byte[] bytes) {
    Problems problems = new Problems();
    SourceText source = Decoder.decode(name, bytes, CaseFileReader.LARGEST_FILE, problems);
    CaseFile file = source == null ? null : CaseFileReader.readApart(source, problems);
    if (file == null || file.cases().isEmpty()) {
      problems.throwIfErrors();
      return List.of();
    }
    List<Problem> ofTheFile = problems.inFileOrder();
    List<Supplier<EnrollmentCase>> cases = new ArrayList<>();
    for (CaseFile.Entry entry : file.cases()) {
      cases.add(() -> of(entry));
    }
    if (ofTheFile.stream().anyMatch(each -> each.severity() == Problem.Severity.ERROR)) {
      cases.add(
          () -> {
            throw new RuleSetException(ofTheFile);
          });
    }
    return cases;
  }

  private static EnrollmentCase of(CaseFile.Entry entry) {
    CaseFacts facts = entry.facts();
    if (facts == null || !entry.faults().isEmpty()) {
      throw new RuleSetException(entry.faults());
    }
    return of(facts);
  }

  /** The case of the facts. */
  public static EnrollmentCase of(CaseFacts facts) {
    if (door == null) {
      // The class says so when it is first used, and it may not have been.
      EnrollmentCase.of(facts.application(), facts.partner());
    }
    return Objects.requireNonNull(door).apply(facts);
  }
}
