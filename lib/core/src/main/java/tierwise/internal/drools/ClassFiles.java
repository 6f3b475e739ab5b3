package tierwise.internal.drools;

import java.util.List;
import java.util.Map;

/**
 * What the engine's compiler made of a rule model. Immutable.
 *
 * @param classes the bytes of each class, by its name with points
 * @param models the classes that hold the rules
 */
public record ClassFiles(Map<String, byte[]> classes, List<String> models) {
  /** Keeps its own copies; the bytes themselves are not copied and must not be changed. */
  public ClassFiles {
    classes = Map.copyOf(classes);
    models = List.copyOf(models);
  }
}
