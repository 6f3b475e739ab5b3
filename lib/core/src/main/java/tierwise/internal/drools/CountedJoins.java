package tierwise.internal.drools;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Set;
import org.drools.core.common.BaseNode;
import org.drools.core.reteoo.AccumulateNode;
import org.drools.core.reteoo.AccumulateRight;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.AlphaTerminalNode;
import org.drools.core.reteoo.BetaNode;
import org.drools.core.reteoo.EntryPointNode;
import org.drools.core.reteoo.ExistsNode;
import org.drools.core.reteoo.ExistsRight;
import org.drools.core.reteoo.JoinNode;
import org.drools.core.reteoo.JoinRightAdapterNode;
import org.drools.core.reteoo.LeftInputAdapterNode;
import org.drools.core.reteoo.NotNode;
import org.drools.core.reteoo.NotRight;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.RuleTerminalNode;
import org.drools.core.reteoo.TupleToObjectNode;

/**
 * Makes the joins of a network count. Classes alone cannot: a join that is looked up, or that has
 * no constraint, calls none of them.
 */
final class CountedJoins {
  /** Nodes that do work for pairs of facts: their constraints are wrapped. */
  private static final Set<Class<?>> JOINS =
      Set.of(JoinNode.class, NotNode.class, ExistsNode.class, AccumulateNode.class);

  /** Nodes that do bounded work for one fact or one match. */
  private static final Set<Class<?>> OTHERS =
      Set.of(
          EntryPointNode.class,
          ObjectTypeNode.class,
          AlphaNode.class,
          AlphaTerminalNode.class,
          LeftInputAdapterNode.class,
          JoinRightAdapterNode.class,
          NotRight.class,
          ExistsRight.class,
          AccumulateRight.class,
          TupleToObjectNode.class,
          RuleTerminalNode.class);

  private static final String FIELD = "constraints";

  private CountedJoins() {}

  /**
   * Wraps the constraints of every join.
   *
   * @throws UnknownNode if the network has a node of which nobody knows the cost
   */
  static void count(Collection<BaseNode> network) {
    Field constraints = constraints();
    for (BaseNode node : network) {
      if (JOINS.contains(node.getClass())) {
        BetaNode join = (BetaNode) node;
        try {
          constraints.set(join, CountedConstraints.of(join.getRawConstraints(), node));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("the field was made accessible", e);
        }
      } else if (!OTHERS.contains(node.getClass())) {
        throw new UnknownNode(node);
      }
    }
  }

  /** The field of the engine that holds what a join compares; it has no setter. */
  static Field constraints() {
    try {
      Field field = BetaNode.class.getDeclaredField(FIELD);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException("joins of this version of Drools cannot be counted", e);
    }
  }

  /** A node of a kind that rules in the language are never built into. */
  static final class UnknownNode extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient BaseNode node;

    private UnknownNode(BaseNode node) {
      super("a node of the kind " + node.getClass().getSimpleName());
      this.node = node;
    }

    BaseNode node() {
      return node;
    }
  }
}
