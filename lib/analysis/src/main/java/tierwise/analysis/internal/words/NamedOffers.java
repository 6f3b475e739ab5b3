package tierwise.analysis.internal.words;

import java.util.List;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Rule;

/** Which offers a statement such as {@code $offer.asks( … )} can be about. */
public final class NamedOffers {
  private NamedOffers() {}

  /** The names that the conditions write for the offer; empty if they do not say. */
  public static List<String> of(Rule rule, Call call) {
    if (call.target() instanceof Expression.Read read) {
      for (Condition condition : rule.when()) {
        if (condition instanceof FactPattern pattern
            && pattern.variable() != null
            && pattern.variable().name().equals(read.variable().name())) {
          return names(pattern);
        }
      }
    }
    return List.of();
  }

  private static List<String> names(FactPattern pattern) {
    for (var constraint : pattern.constraints()) {
      if (constraint instanceof Holds test) {
        String one = FactKinds.equalTo("name", test.condition());
        if (one != null) {
          return List.of(one);
        }
        if (test.condition() instanceof Expression.Among among
            && !among.negated()
            && FactKinds.isField("name", among.value())) {
          return among.options().stream().map(FactKinds::text).filter(n -> n != null).toList();
        }
      }
    }
    return List.of();
  }
}
