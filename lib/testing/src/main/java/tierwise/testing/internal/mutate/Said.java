package tierwise.testing.internal.mutate;

import java.util.List;
import tierwise.internal.engine.Statement;

/**
 * What a statement says, wherever it stands.
 *
 * @param premises what it rests on, which a decision shows as evidence
 */
record Said(Object fact, List<Object> premises) {
  static Said of(Statement<?> stated) {
    return new Said(stated.fact(), List.copyOf(stated.premises()));
  }
}
