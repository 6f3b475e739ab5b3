package tierwise.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tierwise.facts.Offer;
import tierwise.facts.Waiver;
import tierwise.internal.engine.Statement;
import tierwise.internal.folder.Messages;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Code;
import tierwise.internal.source.Keys;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/**
 * What rules must or must not have stated, whether or not the decision shows it: waivers, and
 * anything at all. Immutable once read.
 */
final class StatementExpectation {
  /** One thing that is compared. */
  private interface Check {
    void compare(List<Statement<?>> stated, Differences differences);
  }

  private final List<Check> checks = new ArrayList<>();
  private final TestedRules rules;
  private final Problems problems;

  private StatementExpectation(TestedRules rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  static StatementExpectation read(Keys expect, TestedRules rules, Problems problems) {
    StatementExpectation expectation = new StatementExpectation(rules, problems);
    expectation.waivers(expect);
    expectation.rules(expect, "stated", true);
    expectation.rules(expect, "notStated", false);
    return expectation;
  }

  void compare(List<Statement<?>> stated, Differences differences) {
    checks.forEach(check -> check.compare(stated, differences));
  }

  private void rules(Keys expect, String key, boolean wanted) {
    for (Located<String> name : expect.texts(key)) {
      Rule rule =
          rules.model().rules().stream()
              .filter(each -> each.name().equals(name.value()))
              .findFirst()
              .orElse(null);
      if (rule == null) {
        problems
            .error(Code.UNKNOWN_VALUE, name.span(), "there is no rule \"" + name.value() + "\"")
            .allowed(
                "The rules are",
                rules.model().rules().stream().map(Rule::name).toList(),
                name.value());
      } else {
        checks.add(
            (stated, differences) -> {
              long times =
                  stated.stream().filter(each -> each.rule().name().equals(rule.name())).count();
              if ((times > 0) != wanted) {
                differences.add(
                    "rule \""
                        + rule.name()
                        + "\": expected "
                        + (wanted ? "a statement, got none" : "no statement, got " + times)
                        + "\n    "
                        + rules.folder().path()
                        + "/"
                        + rule.file()
                        + ":"
                        + rule.span().line());
              }
            });
      }
    }
  }

  private void waivers(Keys expect) {
    YamlNode node = expect.node("waivers");
    if (node instanceof YamlNode.Sequence sequence) {
      if (sequence.items().isEmpty()) {
        checks.add(
            (stated, differences) -> {
              List<String> got = waivers(stated).map(StatementExpectation::described).toList();
              if (!got.isEmpty()) {
                differences.add("waivers: expected none, got " + got);
              }
            });
      }
      sequence.items().forEach(this::waiver);
    } else if (node != null) {
      problems.error(
          Code.WRONG_KIND_OF_VALUE, node.span(), "\"waivers\" must be a list, not " + node.kind());
    }
  }

  private void waiver(YamlNode node) {
    Keys keys = Keys.of(node, "a waiver", ExpectKeys.WAIVER, problems);
    if (keys == null) {
      return;
    }
    Located<String> offer = keys.requiredText("offer");
    Located<String> of = keys.text("of");
    Located<Boolean> renewal = keys.yesNo("renewal");
    Located<String> measure = keys.requiredText("measure");
    Located<String> reason = keys.text("reason");
    Located<Boolean> absent = keys.yesNo("absent");
    if (offer == null || measure == null) {
      return;
    }
    known(offer, rules.manifest().offers().keySet(), "offer");
    known(measure, rules.manifest().measures().keySet(), "measure");
    if (reason != null) {
      known(reason, rules.messages().codes(Messages.Section.REASONS), "reason");
    }
    boolean unwanted = absent != null && absent.value();
    checks.add(
        (stated, differences) -> {
          boolean found =
              waivers(stated)
                  .anyMatch(
                      waiver ->
                          waiver.offer().name().equals(offer.value())
                              && (of == null || of.value().equals(waiver.offer().of()))
                              && (renewal == null || renewal.value() == waiver.offer().renewal())
                              && waiver.measure().equals(measure.value())
                              && (reason == null || reason.value().equals(waiver.reason())));
          if (found == unwanted) {
            differences.add(
                "waiver of "
                    + measure.value()
                    + " for "
                    + offer.value()
                    + (of == null ? "" : " " + of.value())
                    + ": expected "
                    + (unwanted ? "none" : "one")
                    + ", got "
                    + waivers(stated).map(StatementExpectation::described).toList());
          }
        });
  }

  private void known(Located<String> name, Collection<String> names, String what) {
    if (!names.contains(name.value())) {
      problems
          .error(
              Code.UNKNOWN_VALUE, name.span(), "there is no " + what + " \"" + name.value() + "\"")
          .allowed("There are", names, name.value());
    }
  }

  private static Stream<Waiver> waivers(List<Statement<?>> stated) {
    return stated.stream()
        .map(Statement::fact)
        .filter(Waiver.class::isInstance)
        .map(Waiver.class::cast);
  }

  private static String described(Waiver waiver) {
    Offer offer = waiver.offer();
    String of = offer.of();
    return waiver.measure()
        + " for "
        + offer.name()
        + (of == null ? "" : " " + of)
        + (offer.renewal() ? " (renewal)" : "")
        + " by "
        + waiver.reason();
  }
}
