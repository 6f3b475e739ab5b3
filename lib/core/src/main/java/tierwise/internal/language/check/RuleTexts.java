package tierwise.internal.language.check;

import java.util.HashSet;
import java.util.Set;
import tierwise.facts.Purchase;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.source.Located;

/**
 * The texts that the rules of a year, their rows and their manifest write. Rules only ever ask
 * whether two texts are the same, so that to them all other texts are alike.
 */
public final class RuleTexts {
  private final Set<String> texts = new HashSet<>();

  private RuleTexts() {}

  public static Set<String> of(RuleModel model, Manifest manifest) {
    RuleTexts all = new RuleTexts();
    // The one text of a fact that the library itself knows.
    all.texts.add(Purchase.CREDIT_NOTE);
    all.addOf(manifest);
    for (RuleModel.Rule rule : model.rules()) {
      rule.when().forEach(each -> each.patterns().forEach(all::addOf));
      rule.then().forEach(insert -> all.addOf(insert.statement()));
    }
    return Set.copyOf(all.texts);
  }

  private void addOf(Manifest manifest) {
    manifest
        .lists()
        .forEach(
            (name, list) -> {
              texts.add(name);
              texts.addAll(list.names());
              texts.addAll(list.retired().keySet());
            });
    texts.addAll(manifest.offers().keySet());
    manifest.memberships().stream().map(Located::value).forEach(texts::add);
    texts.addAll(manifest.measures().keySet());
    manifest.measures().values().stream()
        .map(Manifest.MeasureSpec::counts)
        .filter(counts -> counts != null)
        .forEach(
            counts -> counts.where().values().forEach(where -> texts.add(where.text().value())));
    manifest.values().values().forEach(closed -> texts.addAll(closed.texts()));
  }

  private void addOf(RuleModel.FactPattern pattern) {
    for (Constraint constraint : pattern.constraints()) {
      addOf(
          constraint instanceof Binding binding
              ? binding.value()
              : ((Holds) constraint).condition());
    }
  }

  private void addOf(Expression value) {
    if (value instanceof Literal literal && literal.value() instanceof String text) {
      texts.add(text);
    }
    value.parts().forEach(this::addOf);
  }
}
