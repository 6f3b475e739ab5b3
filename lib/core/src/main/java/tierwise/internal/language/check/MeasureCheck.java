package tierwise.internal.language.check;

import static tierwise.internal.language.check.CheckProblem.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** Checks that what is asked is measured, and that the manifest says what more lines make worse. */
final class MeasureCheck {
  private final RuleModel model;
  private final Manifest manifest;
  private final Problems problems;

  private MeasureCheck(RuleModel model, Manifest manifest, Problems problems) {
    this.model = model;
    this.manifest = manifest;
    this.problems = problems;
  }

  static void tell(RuleModel model, Manifest manifest, Problems problems) {
    MeasureCheck check = new MeasureCheck(model, manifest, problems);
    check.checkThatWhatIsAskedIsMeasured();
    check.checkWhatMayFall();
  }

  /** Whether some rule asks that the measure is at most a figure. */
  static boolean isAskedAtMost(String measure, RuleModel model) {
    return model.rules().stream()
        .flatMap(rule -> rule.then().stream())
        .anyMatch(insert -> asksAtMost(insert.statement(), measure));
  }

  /** Whether one of the ways of a requirement sets an upper bound for the measure. */
  private static boolean asksAtMost(Expression statement, String measure) {
    return statement instanceof Call call
        && ((measure.equals(measure(call)) && hasUpperBound(call))
            || call.parts().stream().anyMatch(part -> asksAtMost(part, measure)));
  }

  /** A measure that is asked must be measured by some rule. */
  private void checkThatWhatIsAskedIsMeasured() {
    Set<String> measured = new LinkedHashSet<>();
    Map<String, List<Insert>> asked = new HashMap<>();
    boolean any = false;
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        FactKinds.Kind kind = FactKinds.stated(insert);
        if (kind != null && kind.type().name().equals("Measurement")) {
          any |= kind.name() == null;
          if (kind.name() != null) {
            measured.add(kind.name());
          }
        } else if (kind != null
            && kind.type().name().equals("Requirement")
            && kind.name() != null) {
          asked.computeIfAbsent(kind.name(), name -> new ArrayList<>()).add(insert);
        }
      }
    }
    // A measurement whose name comes from a row can be of any measure: a decision will tell.
    if (any) {
      return;
    }
    for (MeasureSpec measure : manifest.measures().values()) {
      if (!measured.contains(measure.name())) {
        Problems.Draft problem =
            problems
                .error(NO_MEASUREMENT, measure.span(), measure.name())
                .allowed(measured, measure.name());
        asked
            .getOrDefault(measure.name(), List.of())
            .forEach(insert -> problem.place(insert.span()));
      }
    }
  }

  /**
   * More lines make an average or a ratio lower, or break an upper bound. Whoever relies on it that
   * more lines do no harm has to know of which measures that is not so.
   */
  private void checkWhatMayFall() {
    Map<String, Span> mayFall = new LinkedHashMap<>();
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        findWhatMayFall(insert.statement(), mayFall);
      }
    }
    mayFall.forEach(
        (name, span) -> {
          MeasureSpec measure = manifest.measures().get(name);
          if (measure != null && !measure.mayFall()) {
            problems.error(MAY_GET_WORSE, span, name).place(measure.span());
          }
        });
  }

  private static void findWhatMayFall(Expression statement, Map<String, Span> mayFall) {
    if (statement instanceof Call call) {
      String measure = measure(call);
      if (measure != null
          && (isCall(call, "averaged") || isCall(call, "ratio") || hasUpperBound(call))) {
        mayFall.putIfAbsent(measure, call.span());
      }
      call.parts().forEach(part -> findWhatMayFall(part, mayFall));
    }
  }

  private static boolean hasUpperBound(Call call) {
    return call.arguments().stream()
        .anyMatch(argument -> argument instanceof Call bound && isCall(bound, "atMost"));
  }

  private static boolean isCall(Call call, String helper) {
    return call.helper().name().equals(helper);
  }

  private static @Nullable String measure(Call call) {
    Expression measure = call.argument("measure");
    return measure == null ? null : FactKinds.text(measure);
  }
}
