package tierwise.internal.opened;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.internal.casefile.CaseFacts;

/** Makes cases of facts that were read as a part of something else. */
public final class OpenedCases {
  private static volatile @Nullable Function<CaseFacts, EnrollmentCase> door;

  private OpenedCases() {}

  /** The class of cases says here how they are made. */
  public static void madeBy(Function<CaseFacts, EnrollmentCase> making) {
    door = making;
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
