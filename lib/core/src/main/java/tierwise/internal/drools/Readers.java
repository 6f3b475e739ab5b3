package tierwise.internal.drools;

import java.util.Collection;
import org.drools.base.common.NetworkNode;
import org.drools.core.common.BaseNode;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.LeftInputAdapterNode;
import org.drools.core.reteoo.ObjectTypeNode;
import org.jspecify.annotations.Nullable;

/**
 * The patterns that a fact of some class is handed to, whether or not it fits them. Each takes some
 * memory for each such fact.
 *
 * @param number how many there are at most
 * @param first where the first of them begins; {@code null} if there is none
 */
record Readers(int number, @Nullable BaseNode first) {
  /** The patterns of facts of a class. */
  static Readers of(Class<?> facts, Collection<BaseNode> network) {
    int number = 0;
    BaseNode first = null;
    for (BaseNode node : network) {
      if (node instanceof ObjectTypeNode type && type.getObjectType().isAssignableFrom(facts)) {
        number += patternsBehind(type);
        first = first == null ? type : first;
      }
    }
    return new Readers(number, first);
  }

  private static int patternsBehind(BaseNode node) {
    int number = 0;
    for (NetworkNode sink : node.getSinks()) {
      if (sink instanceof AlphaNode constraint) {
        number += patternsBehind(constraint);
      } else if (sink instanceof LeftInputAdapterNode first) {
        number += first.getSinks().length;
      } else {
        number++;
      }
    }
    return number;
  }
}
