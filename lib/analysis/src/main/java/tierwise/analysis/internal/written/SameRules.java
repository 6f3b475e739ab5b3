package tierwise.analysis.internal.written;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.analysis.YearDescription.Kind;
import tierwise.analysis.diff.Change;
import tierwise.analysis.internal.words.StatementWords;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Constraint;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.opened.OpenedRules;

/**
 * All that the status of an offer rests on, in one year: the rules that speak of the offer, those
 * that state what they read, and so on, those of the measures and offers that it asks for, and the
 * rows. Where that is the same in two years, no partner can notice on any day. What cannot be told
 * apart is taken to matter.
 */
public final class SameRules {
  private final OpenedRules rules;
  private final RuleModel model;
  private final Set<Rule> needed = new LinkedHashSet<>();
  private final Set<String> measures = new HashSet<>();
  private final Set<String> offers = new HashSet<>();
  private final Set<FactType> types = new HashSet<>();
  private final Set<Rule> speaking = new HashSet<>();
  private final Deque<Rule> open = new ArrayDeque<>();
  private boolean everything;

  private SameRules(OpenedRules rules, String offer) {
    this.rules = rules;
    this.model = rules.model();
    offer(offer);
    while (!open.isEmpty() && !everything) {
      reads(open.remove());
    }
  }

  /**
   * Whether an offer rests on the same in both years.
   *
   * @param changes what is written otherwise
   */
  public static boolean isSame(
      OpenedRules before, OpenedRules after, String offer, List<Change> changes) {
    SameRules was = new SameRules(before, offer);
    SameRules is = new SameRules(after, offer);
    return !was.everything
        && !is.everything
        && was.written().equals(is.written())
        && changes.stream().noneMatch(each -> was.restsOn(each) || is.restsOn(each));
  }

  /** Whether what the manifest or a declaration says otherwise can matter. */
  private boolean restsOn(Change change) {
    if (change.part() != Change.Part.PROGRAMME) {
      return false;
    }
    if (change.of().equals("measures")) {
      return measures.contains(change.what());
    }
    return types.stream()
            .anyMatch(
                type -> change.of().equals("table " + type) || change.of().equals("facts " + type))
        || !(change.of().startsWith("table ")
            || change.of().startsWith("facts ")
            || change.of().startsWith("tiers"));
  }

  private Set<String> written() {
    Set<String> written = new HashSet<>();
    for (Rule rule : needed) {
      if (WrittenRows.isOfRows(rule)) {
        for (Insert row : rule.then()) {
          if (matters((Expression.Make) row.statement())) {
            written.add(RuleShape.exact(rule, List.of(row)));
          }
        }
      } else {
        written.add(RuleShape.exact(rule, rule.then()));
      }
    }
    return written;
  }

  // ---- which rules -----------------------------------------------------------------------------

  private void offer(String name) {
    if (!offers.add(name)) {
      return;
    }
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        if (insert.statement() instanceof Call call && isOfOffers(StatementWords.kind(call))) {
          List<String> named = FactKinds.offersNamed(rule, StatementWords.first(call));
          if (named.isEmpty() || named.contains(name)) {
            speaking.add(rule);
            need(rule);
            asked(call);
          }
        }
      }
    }
  }

  private static boolean isOfOffers(Kind kind) {
    return switch (kind) {
      case ASKS, OPEN, WAIVED, CLOSED -> true;
      case COUNTED, LEFT_OUT, WINDOW, NOTICE, WORKED_OUT -> false;
    };
  }

  /** The measures and offers that a statement names. */
  private void asked(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression argument = call.arguments().get(i);
      String text = FactKinds.text(argument);
      Role role = call.helper().parameters().get(i).role();
      if (text != null && rules.manifest().measures().containsKey(text)) {
        measure(text);
      } else if (text != null && rules.manifest().offers().containsKey(text)) {
        offer(text);
      } else if (text == null && (role == Role.MEASURE || call.helper().name().equals("needs"))) {
        everything = true;
      } else if (argument instanceof Call inner) {
        asked(inner);
      }
    }
    if (call.target() instanceof Call inner) {
      asked(inner);
    }
  }

  private void measure(String name) {
    if (measures.add(name)) {
      for (String type : List.of("Measurement", "Exclusion")) {
        stating(
            new FactKinds.Kind(
                Objects.requireNonNull(model.vocabulary().factTypes().get(type)), name));
      }
      Manifest.MeasureSpec spec = rules.manifest().measures().get(name);
      if (spec != null && spec.counts() != null) {
        FactType counted = model.types().get(spec.counts().type().value());
        if (counted != null) {
          types.add(counted);
        }
      }
    }
  }

  private void need(Rule rule) {
    if (needed.add(rule)) {
      open.add(rule);
    }
  }

  private void reads(Rule rule) {
    for (FactKinds.Reading reading : FactKinds.readings(rule)) {
      types.add(reading.kind().type());
      stating(reading.kind());
    }
  }

  private void stating(FactKinds.Kind kind) {
    for (Rule rule : model.rules()) {
      for (Insert insert : rule.then()) {
        FactKinds.Kind stated = FactKinds.stated(insert);
        if (stated != null && stated.meets(kind)) {
          need(rule);
          if (insert.statement() instanceof Call call && isOfOffers(StatementWords.kind(call))) {
            asked(call);
          }
        }
      }
    }
  }

  // ---- which rows ------------------------------------------------------------------------------

  /** Whether a row can be one of the offers; if rules look at rows otherwise, all of them are. */
  private boolean matters(Expression.Make row) {
    Manifest.TargetSpec target = rules.manifest().targets().get(row.made().name());
    if (target == null || !readByOfferOnly(row.made(), target.offer().value())) {
      return true;
    }
    int column = row.made().position(target.offer().value());
    String offer = column < 0 ? null : FactKinds.text(row.arguments().get(column));
    return offer == null || offers.contains(offer);
  }

  private boolean readByOfferOnly(FactType type, String column) {
    for (Rule rule : needed) {
      List<FactPattern> patterns = new ArrayList<>();
      rule.when().forEach(condition -> patterns.addAll(condition.patterns()));
      boolean reads = patterns.stream().anyMatch(pattern -> pattern.type().equals(type));
      if (reads
          && (!speaking.contains(rule)
              || patterns.stream()
                  .filter(pattern -> pattern.type().equals(type))
                  .anyMatch(pattern -> !isJoined(pattern, column, patterns)))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the pattern takes the rows of the name of the only offer that its rule speaks of. */
  private static boolean isJoined(FactPattern rows, String column, List<FactPattern> patterns) {
    List<FactPattern> offers =
        patterns.stream().filter(pattern -> pattern.type().name().equals("Offer")).toList();
    @Nullable String name = offers.size() == 1 ? boundName(offers.get(0)) : null;
    for (Constraint constraint : rows.constraints()) {
      if (constraint instanceof Holds holds
          && holds.condition() instanceof Expression.Compare compare
          && compare.comparison() == Expression.Comparison.EQUAL
          && FactKinds.isField(column, compare.left())) {
        Expression right = compare.right();
        if (FactKinds.text(right) != null) {
          return false; // It may be the row of another offer.
        }
        return right instanceof Expression.Read read && read.variable().name().equals(name);
      }
    }
    return false;
  }

  private static @Nullable String boundName(FactPattern offer) {
    for (Constraint constraint : offer.constraints()) {
      if (constraint instanceof Binding binding && FactKinds.isField("name", binding.value())) {
        return binding.variable().name();
      }
    }
    return null;
  }
}
