package tierwise.testing.internal.expect;

import static tierwise.testing.internal.expect.ExpectProblem.ABOUT_NOTHING_IN_THE_CASE;
import static tierwise.testing.internal.expect.ExpectProblem.NOTHING_TO_HOLD;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_MEASURE;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_NOTICE;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_OFFER;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_QUESTION;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_REASON;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_STATUS;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_TIER;
import static tierwise.testing.internal.expect.ExpectProblem.OF_NOTHING_IN_THE_CASE;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.facts.Application;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.testing.internal.draw.FactFields;
import tierwise.testing.internal.interpret.TestedRules;

/**
 * The names that a decision of one case by one rule set can have. What a case expects under another
 * name would never be there: a case that wants it absent would pass whatever the rules do.
 */
final class PossibleNames {
  private static final String RENEWAL = " (renewal)";

  private final TestedRules rules;
  private final @Nullable CaseFacts facts;
  private @Nullable Set<String> subjects;

  /**
   * @param facts the facts of the case; {@code null} if they cannot be read, so that anything that
   *     is taken from facts may be meant
   */
  PossibleNames(TestedRules rules, @Nullable CaseFacts facts) {
    this.rules = rules;
    this.facts = facts;
  }

  /** Adds a problem if no decision can have the name. */
  void check(Form.Names names, Located<String> name, Problems problems) {
    Manifest manifest = rules.manifest();
    switch (names) {
      case TIER ->
          among(
              manifest.ladder().stream().map(Located::value).toList(),
              name,
              NO_SUCH_TIER,
              problems);
      case OFFER -> among(manifest.offers().keySet(), name, NO_SUCH_OFFER, problems);
      case HOLDABLE -> among(manifest.holdable(), name, NOTHING_TO_HOLD, problems);
      case MEASURE -> among(manifest.measures().keySet(), name, NO_SUCH_MEASURE, problems);
      case QUESTION -> coded(Messages.Section.QUESTIONS, name, NO_SUCH_QUESTION, problems);
      case REASON -> coded(Messages.Section.REASONS, name, NO_SUCH_REASON, problems);
      case REASON_OR_NONE -> {
        if (!name.value().equals(Expectation.NONE)) {
          coded(Messages.Section.REASONS, name, NO_SUCH_REASON, problems);
        }
      }
      case NOTICE -> coded(Messages.Section.NOTICES, name, NO_SUCH_NOTICE, problems);
      case OFFER_STATUS -> status(OfferDecision.Status.values(), name, problems);
      case FINDING_STATUS -> status(Finding.Status.values(), name, problems);
      case SUBJECT -> subject(name, problems);
      case ABOUT -> about(name, problems);
    }
  }

  private void coded(
      Messages.Section section, Located<String> name, ExpectProblem told, Problems problems) {
    among(rules.messages().codes(section), name, told, problems);
  }

  private static void status(Enum<?>[] values, Located<String> name, Problems problems) {
    among(Arrays.stream(values).map(Enum::name).toList(), name, NO_SUCH_STATUS, problems);
  }

  private static void among(
      Collection<String> all, Located<String> name, ExpectProblem told, Problems problems) {
    if (!all.contains(name.value())) {
      problems.error(told, name.span(), name.value()).allowed(all, name.value());
    }
  }

  private void subject(Located<String> name, Problems problems) {
    if (canBeOfAnything() || subjects().contains(name.value())) {
      return;
    }
    among(listed(), name, OF_NOTHING_IN_THE_CASE, problems);
  }

  private void about(Located<String> name, Problems problems) {
    if (canBeOfAnything() || subjects().contains(name.value()) || isOffer(name.value())) {
      return;
    }
    Set<String> all = new LinkedHashSet<>(listed());
    rules
        .manifest()
        .offers()
        .forEach(
            (offer, spec) -> {
              if (spec.per() == null) {
                all.add(offer);
                all.add(offer + RENEWAL);
              } else {
                listed().forEach(subject -> all.add(offer + " " + subject));
                listed().forEach(subject -> all.add(offer + " " + subject + RENEWAL));
              }
            });
    among(all, name, ABOUT_NOTHING_IN_THE_CASE, problems);
  }

  /** Whether it is an offer as decisions name it, such as {@code valley Nordic (renewal)}. */
  private boolean isOffer(String name) {
    String offer =
        name.endsWith(RENEWAL) ? name.substring(0, name.length() - RENEWAL.length()) : name;
    return rules.manifest().offers().values().stream()
        .anyMatch(
            each ->
                each.per() == null
                    ? offer.equals(each.name())
                    : offer.startsWith(each.name() + " ")
                        && subjects().contains(offer.substring(each.name().length() + 1)));
  }

  /** Classes of the embedding program may make any text. */
  private boolean canBeOfAnything() {
    return facts == null || !rules.folder().trusted().isEmpty();
  }

  /** The names of the manifest's lists. */
  private List<String> listed() {
    return rules.manifest().lists().values().stream()
        .flatMap(list -> list.names().stream())
        .toList();
  }

  /** All texts that something can be of: those of lists, of facts, and those that rules write. */
  private Set<String> subjects() {
    if (subjects == null) {
      Set<String> all = new LinkedHashSet<>(listed());
      for (RuleModel.Rule rule : rules.model().rules()) {
        rule.then().forEach(insert -> addTexts(insert.statement(), all));
        rule.when().stream()
            .flatMap(condition -> condition.patterns().stream())
            .flatMap(pattern -> pattern.constraints().stream())
            .filter(RuleModel.Binding.class::isInstance)
            .forEach(binding -> addTexts(((RuleModel.Binding) binding).value(), all));
      }
      if (facts != null) {
        Application application = facts.application();
        application.asksFor().forEach(subject -> all.add(subject.name()));
        addTexts(application, all);
        addTexts(facts.partner(), all);
        facts.ledgers().values().forEach(lines -> lines.forEach(line -> addTexts(line, all)));
        facts
            .declared()
            .values()
            .forEach(lines -> lines.forEach(line -> addTexts(line.values(), all)));
      }
      subjects = all;
    }
    return subjects;
  }

  private static void addTexts(Expression expression, Set<String> all) {
    if (expression instanceof Expression.Literal literal
        && literal.value() instanceof String text) {
      all.add(text);
    }
    expression.parts().forEach(part -> addTexts(part, all));
  }

  private static void addTexts(Object fact, Set<String> all) {
    Map<String, @Nullable Object> fields = FactFields.of(fact);
    fields.values().stream()
        .filter(String.class::isInstance)
        .forEach(text -> all.add(String.valueOf(text)));
  }
}
