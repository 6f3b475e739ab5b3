package tierwise.internal.language.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.internal.language.model.Expression.Comparison;
import tierwise.internal.language.model.Expression.Operation;
import tierwise.internal.language.model.RuleModel.Aggregate;

/** Nothing that a rule can be made of has no description. */
class ConstructTest {
  @Test
  void eachPartOfTheRuleModelIsDescribedOnce() {
    List<Object> parts = new ArrayList<>();
    parts.addAll(Arrays.asList(Expression.class.getPermittedSubclasses()));
    parts.addAll(Arrays.asList(RuleModel.Condition.class.getPermittedSubclasses()));
    parts.addAll(Arrays.asList(RuleModel.Constraint.class.getPermittedSubclasses()));
    parts.addAll(List.of(RuleModel.Rule.class, RuleModel.Insert.class, Aggregate.class));
    parts.addAll(Arrays.asList(Comparison.values()));
    parts.addAll(Arrays.asList(Operation.values()));
    parts.addAll(Arrays.asList(Aggregate.Kind.values()));
    // It stands for what has a problem already.
    parts.remove(Expression.Unknown.class);
    assertThat(Arrays.stream(Construct.values()).flatMap(each -> each.means().stream()))
        .containsExactlyInAnyOrderElementsOf(parts);
  }

  @Test
  void wordsOfTheModelAreWrittenAsTheDescriptionSays() {
    for (Construct each : Construct.values()) {
      for (Object part : each.means()) {
        if (part instanceof Comparison comparison) {
          assertThat(each.word()).isEqualTo(comparison.sign());
        } else if (part instanceof Operation operation) {
          assertThat(each.word()).isEqualTo(operation.sign());
        } else if (part instanceof Aggregate.Kind kind) {
          assertThat(each.word()).isEqualTo(kind.word());
        }
      }
    }
  }
}
