package tierwise.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;

/** What came of deciding a record again by the rules that decided it. Immutable. */
public sealed interface Replayed {
  /**
   * It was decided the same, down to the last word.
   *
   * @param decision that decision
   */
  record Same(Decision decision) implements Replayed {}

  /**
   * It was decided otherwise, which only another version of the library can do, or code of the
   * embedding program that rules call.
   *
   * @param now what is decided now
   * @param differences what is other than in the record, at most a hundred; at least one
   */
  record Differs(Decision now, List<Difference> differences) implements Replayed {
    /** Keeps its own copy of the differences. */
    public Differs {
      differences = List.copyOf(differences);
    }
  }

  /**
   * It cannot be decided again.
   *
   * @param why the reason, in words
   */
  record Cannot(String why) implements Replayed {}

  /**
   * One thing in which two decisions differ. Immutable.
   *
   * @param where the path to it in their JSON, with offers and the like by their names: {@code
   *     offers / Gold in Cloud Platform / status}
   * @param recorded the value in the record; {@code null} if there is none
   * @param now the value now; {@code null} if there is none
   */
  record Difference(String where, @Nullable String recorded, @Nullable String now) {}
}
