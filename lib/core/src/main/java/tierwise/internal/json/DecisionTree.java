package tierwise.internal.json;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.Verdicts;
import tierwise.facts.Bound;

/**
 * The one description of a decision: its names and values in a fixed order; what is not there has
 * no name. JSON, the differences of two decisions, what a case expects of one and the text of a
 * case that is written for somebody all follow from it, and {@code decision.schema.json} is checked
 * against it.
 */
public final class DecisionTree {
  /** In the second, each measurement stands once and findings point to it. */
  static final int FORMAT = 2;

  private final TreeWriter to;

  private DecisionTree(TreeWriter to) {
    this.to = to;
  }

  static DecisionTree on(TreeWriter to) {
    return new DecisionTree(to);
  }

  /**
   * A decision, or all of it that was made for a case of this name.
   *
   * @param name the name of the case; {@code null} if there is none to be told
   */
  public static Consumer<TreeWriter> of(Decision decision, @Nullable String name) {
    return to -> new DecisionTree(to).decision(decision, name);
  }

  /** That part of a decision which its verdicts are. */
  public static Consumer<TreeWriter> of(Verdicts verdicts) {
    return to -> new DecisionTree(to).verdicts(verdicts);
  }

  /** Which rules decided on which day, and the highest tier. */
  public static Consumer<TreeWriter> head(Decision decision) {
    return to -> {
      to.startObject();
      new DecisionTree(to).rulesAndDay(decision);
      to.endObject();
    };
  }

  /** Something held, as it stands in a decision; likewise the others. */
  public static Consumer<TreeWriter> of(Decision.Held held) {
    return to -> new DecisionTree(to).held(held);
  }

  public static Consumer<TreeWriter> of(OfferDecision offer) {
    return to -> new DecisionTree(to).offer(offer);
  }

  public static Consumer<TreeWriter> of(Measured measured) {
    return to -> new DecisionTree(to).measurement(measured);
  }

  public static Consumer<TreeWriter> of(Decision.Notice notice) {
    return to -> new DecisionTree(to).notice(notice);
  }

  /** One finding as it stands in a decision. */
  public static Consumer<TreeWriter> of(Finding finding) {
    return to -> new DecisionTree(to).finding(finding);
  }

  private void decision(Decision decision, @Nullable String name) {
    to.startObject();
    format();
    to.text("case", name);
    rulesAndDay(decision);
    to.list("held", decision.held(), this::held);
    to.list("offers", decision.offers(), this::offer);
    to.list("measurements", decision.measurements(), this::measurement);
    to.list("notices", decision.notices(), this::notice);
    to.endObject();
  }

  void format() {
    to.number("format", FORMAT);
  }

  /** Which rules decided on which day, and the highest tier. */
  void rulesAndDay(Decision decision) {
    to.text("programYear", decision.programYear());
    to.text("title", decision.title());
    to.text("fingerprint", decision.fingerprint());
    outcome(decision.asOf(), decision.highest());
  }

  private void outcome(LocalDate asOf, Decision.@Nullable Highest highest) {
    to.text("asOf", asOf);
    to.name("highest");
    if (highest == null) {
      to.nothing();
    } else {
      to.startObject();
      to.text("offer", highest.offer());
      to.texts("of", highest.of());
      to.ifSo("orHigher", highest.orHigher());
      to.endObject();
    }
  }

  private void held(Decision.Held held) {
    to.startObject();
    to.text("offer", held.offer());
    to.text("of", held.of());
    to.text("title", held.title());
    to.text("since", held.since());
    to.text("anniversary", held.anniversary());
    to.endObject();
  }

  private void offer(OfferDecision offer) {
    to.startObject();
    offer(offer.offer(), offer.of(), offer.renewal());
    rung(offer.rung());
    to.text("title", offer.title());
    to.text("status", offer.status());
    to.list("findings", offer.findings(), this::finding);
    if (!offer.closedBy().isEmpty()) {
      to.list("closedBy", offer.closedBy(), this::reason);
    }
    reason("openedBy", offer.openedBy());
    to.endObject();
  }

  /** What tells an offer from the others of its decision. */
  void offer(String offer, @Nullable String of, boolean renewal) {
    to.text("offer", offer);
    to.text("of", of);
    to.yesNo("renewal", renewal);
  }

  private void rung(int rung) {
    if (rung >= 0) {
      to.number("rung", rung);
    }
  }

  void finding(Finding finding) {
    to.startObject();
    if (finding instanceof Finding.OfMeasure measure) {
      boolean atLeast = measure.relation() == Bound.Relation.AT_LEAST;
      measure(measure.measure(), measure.of(), measure.status(), atLeast);
      to.number("required", measure.required());
      to.number("actual", measure.actual());
      to.text("exact", measure.actualExact());
      to.number("short", measure.shortBy());
      to.text("unit", measure.unit());
      to.ifSo("synthetic", measure.synthetic());
    } else if (finding instanceof Finding.OfOffers needs) {
      needs(needs.offers(), needs.status());
      to.number("required", needs.required());
      to.number("granted", needs.granted());
      to.number("undetermined", needs.undetermined());
    } else if (finding instanceof Finding.OfAnswer answer) {
      expects(answer.question(), answer.status());
      if (answer.actual() != null) {
        to.yesNo("actual", answer.actual());
      }
    } else if (finding instanceof Finding.Either either) {
      either(either.status());
      to.list("ways", either.ways(), this::finding);
    } else if (finding instanceof Finding.Together together) {
      together(together.status());
      to.list("findings", together.findings(), this::finding);
    }
    grounds(finding);
    to.endObject();
  }

  private void grounds(Finding finding) {
    Finding.Grounds grounds = finding.grounds();
    List<RuleReference> askedBy = grounds.askedBy();
    reference("askedBy", askedBy.get(0));
    if (askedBy.size() > 1) {
      to.list("alsoAskedBy", askedBy.subList(1, askedBy.size()), this::reference);
    }
    reason("waivedBy", grounds.waivedBy());
    if (finding instanceof Finding.OfMeasure measure && measure.measured() != null) {
      to.text("measurement", measure.measured().id());
    }
    to.text("text", grounds.text());
  }

  private void measure(
      String measure, @Nullable String of, Finding.Status status, boolean atLeast) {
    to.text("kind", "measure");
    to.text("measure", measure);
    to.text("of", of);
    to.text("status", status);
    to.text("bound", atLeast ? "at-least" : "at-most");
  }

  private void needs(List<String> offers, Finding.Status status) {
    to.text("kind", "needs");
    to.texts("offers", offers);
    to.text("status", status);
  }

  private void expects(String question, Finding.Status status) {
    to.text("kind", "expects");
    to.text("question", question);
    to.text("status", status);
  }

  private void either(Finding.Status status) {
    to.text("kind", "either");
    to.text("status", status);
  }

  private void together(Finding.Status status) {
    to.text("kind", "together");
    to.text("status", status);
  }

  void measurement(Measured measured) {
    to.startObject();
    to.text("id", measured.id());
    to.text("measure", measured.measure());
    about("of", measured.of());
    to.text("at", measured.at());
    to.number("value", measured.value());
    to.text("exact", measured.valueExact());
    to.text("unit", measured.unit());
    to.ifSo("synthetic", measured.synthetic());
    reference("by", measured.measuredBy());
    to.texts("evidence", measured.evidence());
    to.list("parts", measured.parts(), part -> to.text(part.id()));
    to.list("excluded", measured.excluded(), this::leftOut);
    to.endObject();
  }

  private void leftOut(Measured.LeftOut leftOut) {
    to.startObject();
    to.text("evidence", leftOut.evidence());
    to.name("reasons");
    // Decisions share the lists of reasons, and mostly leave many lines out for a few of them.
    to.shared(leftOut.reasons(), each -> new DecisionTree(each).reasons(leftOut.reasons()));
    to.endObject();
  }

  private void reasons(List<Reason> reasons) {
    to.startList();
    reasons.forEach(this::reason);
    to.endList();
  }

  void reason(Reason reason) {
    to.startObject();
    to.text("reason", reason.code());
    to.text("text", reason.text());
    reference("by", reason.by());
    to.endObject();
  }

  private void reason(String name, @Nullable Reason reason) {
    if (reason != null) {
      to.name(name);
      reason(reason);
    }
  }

  private void reference(String name, RuleReference reference) {
    to.name(name);
    reference(reference);
  }

  private void reference(RuleReference reference) {
    to.startObject();
    to.text("rule", reference.rule());
    to.text("file", reference.file());
    to.number("line", reference.line());
    RuleReference.Row row = reference.row();
    if (row != null) {
      to.name("row");
      to.startObject();
      to.text("file", row.file());
      to.number("line", row.line());
      to.text("source", row.source());
      to.ifSo("synthetic", row.synthetic());
      to.endObject();
    }
    to.endObject();
  }

  private void notice(Decision.Notice notice) {
    to.startObject();
    to.text("code", notice.code());
    about("about", notice.about());
    to.text("from", notice.from());
    to.text("until", notice.until());
    to.number("amount", notice.amount());
    to.text("currency", notice.currency());
    to.text("text", notice.text());
    reference("by", notice.by());
    to.endObject();
  }

  private void about(String name, @Nullable About about) {
    if (about instanceof About.AnOffer offer) {
      to.name(name);
      to.startObject();
      offer(offer.offer(), offer.of(), offer.renewal());
      to.endObject();
    } else {
      to.text(name, about);
    }
  }

  // ---- verdicts: the same names, without words, evidence and measurements ---------------------

  private void verdicts(Verdicts verdicts) {
    to.startObject();
    format();
    to.text("programYear", verdicts.programYear());
    to.text("fingerprint", verdicts.fingerprint());
    outcome(verdicts.asOf(), verdicts.highest());
    to.list("offers", verdicts.offers(), this::verdict);
    to.endObject();
  }

  private void verdict(Verdicts.Verdict verdict) {
    to.startObject();
    offer(verdict.offer(), verdict.of(), verdict.renewal());
    rung(verdict.rung());
    to.text("status", verdict.status());
    to.list("findings", verdict.figures(), this::figure);
    to.endObject();
  }

  private void figure(Verdicts.Figure figure) {
    to.startObject();
    switch (figure.kind()) {
      case AT_LEAST, AT_MOST -> {
        boolean atLeast = figure.kind() == Verdicts.Figure.Kind.AT_LEAST;
        measure(figure.asked().get(0), figure.of(), figure.status(), atLeast);
        to.number("required", figure.required());
        to.number("actual", figure.actual());
        to.number("short", figure.shortBy());
      }
      case NEEDS -> {
        needs(figure.asked(), figure.status());
        to.number("required", figure.required());
        to.number("granted", figure.actual());
      }
      case EXPECTS -> expects(figure.asked().get(0), figure.status());
      case EITHER -> {
        either(figure.status());
        to.list("ways", figure.ways(), this::figure);
      }
      case TOGETHER -> {
        together(figure.status());
        to.list("findings", figure.ways(), this::figure);
      }
    }
    to.endObject();
  }
}
