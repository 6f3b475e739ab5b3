package tierwise.testing.internal.expect;

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
import tierwise.internal.source.Code;
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
              "tier",
              "The tiers are",
              problems);
      case OFFER -> among(manifest.offers().keySet(), name, "offer", "The offers are", problems);
      case HOLDABLE ->
          among(manifest.holdable(), name, "offer or membership", "There are", problems);
      case MEASURE ->
          among(manifest.measures().keySet(), name, "measure", "The measures are", problems);
      case QUESTION -> coded(Messages.Section.QUESTIONS, name, "The questions are", problems);
      case REASON -> coded(Messages.Section.REASONS, name, "The reasons are", problems);
      case REASON_OR_NONE -> {
        if (!name.value().equals(Expectation.NONE)) {
          coded(Messages.Section.REASONS, name, "The reasons are", problems);
        }
      }
      case NOTICE -> coded(Messages.Section.NOTICES, name, "The notices are", problems);
      case OFFER_STATUS -> status(OfferDecision.Status.values(), name, problems);
      case FINDING_STATUS -> status(Finding.Status.values(), name, problems);
      case SUBJECT -> subject(name, problems);
      case ABOUT -> about(name, problems);
    }
  }

  private void coded(
      Messages.Section section, Located<String> name, String intro, Problems problems) {
    among(rules.messages().codes(section), name, section.singular(), intro, problems);
  }

  private static void status(Enum<?>[] values, Located<String> name, Problems problems) {
    among(Arrays.stream(values).map(Enum::name).toList(), name, "status", "There are", problems);
  }

  private static void among(
      Collection<String> all, Located<String> name, String what, String intro, Problems problems) {
    if (!all.contains(name.value())) {
      problems
          .error(
              Code.UNKNOWN_VALUE, name.span(), "there is no " + what + " \"" + name.value() + "\"")
          .allowed(intro, all, name.value());
    }
  }

  private void subject(Located<String> name, Problems problems) {
    if (canBeOfAnything() || subjects().contains(name.value())) {
      return;
    }
    problems
        .error(
            Code.UNKNOWN_VALUE,
            name.span(),
            "nothing in this case can be of \"" + name.value() + "\"")
        .allowed("There are", listed(), name.value())
        .wayOut("Write a name of the manifest's lists, or a text of the case's facts.");
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
    problems
        .error(
            Code.UNKNOWN_VALUE,
            name.span(),
            "nothing in this case can be about \"" + name.value() + "\"")
        .allowed("There are", all, name.value())
        .wayOut(
            "Write an offer by its name and what it is of, with \"(renewal)\" for a renewal; or a"
                + " name of the manifest's lists, or a text of the case's facts.");
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
