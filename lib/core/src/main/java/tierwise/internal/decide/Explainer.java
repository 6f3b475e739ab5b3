package tierwise.internal.decide;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.facts.Bound;
import tierwise.facts.Measurement;
import tierwise.facts.Offer;
import tierwise.facts.Requirement;
import tierwise.facts.Waiver;
import tierwise.internal.decide.DecisionPlan.MeasurePlan;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.Messages.Sentence;
import tierwise.internal.folder.Template;
import tierwise.internal.language.model.FactType;

/**
 * Says where statements come from and puts findings into words, when somebody asks. All that could
 * be wrong was found before; what is asked of several threads is made by one of them.
 */
final class Explainer {
  /** Lines in the order in which they are read; of one line, by the row that it reads. */
  static final Comparator<RuleReference> LINES =
      Comparator.comparing(RuleReference::file)
          .thenComparingInt(RuleReference::line)
          .thenComparing(
              RuleReference::row,
              Comparator.nullsFirst(
                  Comparator.comparing(RuleReference.Row::file)
                      .thenComparingInt(RuleReference.Row::line)
                      .thenComparing(
                          RuleReference.Row::source,
                          Comparator.nullsFirst(Comparator.naturalOrder()))
                      .thenComparing(RuleReference.Row::synthetic)));

  private final DecisionPlan plan;
  private final Messages messages;
  private final StatementIndex statements;
  private final MeasuredLines lines;

  private final Once<IdentityHashMap<Object, Statement<?>>> rows = new Once<>(this::findRows);
  private final Once<boolean[]> synthetic = new Once<>(this::findSynthetic);
  private final Once<Measured[]> measured = new Once<>(this::tellMeasurements);

  Explainer(DecisionPlan plan, Messages messages, StatementIndex statements, MeasuredLines lines) {
    this.plan = plan;
    this.messages = messages;
    this.statements = statements;
    this.lines = lines;
  }

  // ---- where statements come from ----------------------------------------------------------

  /** The statement that stated a fact, for the rows that other statements rest on. */
  private IdentityHashMap<Object, Statement<?>> findRows() {
    IdentityHashMap<Object, Statement<?>> found = new IdentityHashMap<>();
    statements.rows().forEach(row -> found.put(row.fact(), row));
    return found;
  }

  /**
   * The row that a statement takes a figure from: the first of its premises that a rule stated and
   * that the words of the statement read; {@code null} if there is none.
   */
  private @Nullable Statement<?> rowOf(Statement<?> stated) {
    Set<FactType> read = statements.place(stated).rowsRead();
    if (!read.isEmpty() && !statements.rows().isEmpty()) {
      for (Object premise : stated.premises()) {
        Statement<?> row = rows.get().get(premise);
        if (row != null && read.contains(statements.place(row).made())) {
          return row;
        }
      }
    }
    return null;
  }

  private RuleReference.Row row(Statement<?> row) {
    return statements.place(row).row(row.fact());
  }

  /** A list of one, which decisions share. */
  List<RuleReference> reference(Statement<?> stated) {
    StatementPlaces.Place place = statements.place(stated);
    Statement<?> row = rowOf(stated);
    return row == null ? place.reference() : place.reference(statements.place(row), row(row));
  }

  private List<RuleReference> references(List<? extends Statement<?>> stated) {
    return stated.size() == 1
        ? reference(stated.get(0))
        : stated.stream()
            .flatMap(each -> reference(each).stream())
            .distinct()
            .sorted(LINES)
            .toList();
  }

  /** Whether the row is invented, or was worked out from one that is. */
  private boolean isSynthetic(Statement<?> row) {
    Statement<?> from = row;
    while (from != null) {
      if (row(from).synthetic()) {
        return true;
      }
      from = rowOf(from);
    }
    return false;
  }

  static boolean synthetic(List<RuleReference> references) {
    for (RuleReference reference : references) {
      RuleReference.Row row = reference.row();
      if (row != null && row.synthetic()) {
        return true;
      }
    }
    return false;
  }

  /** A list of one, which decisions share. */
  private List<Reason> reason(String code, Statement<?> by) {
    return statements.place(by).reason(code, reference(by).get(0));
  }

  // ---- measurements ------------------------------------------------------------------------

  /** By the number of the measurement, whether it or a part of it rests on an invented figure. */
  private boolean[] findSynthetic() {
    boolean[] found = new boolean[statements.measurements().size()];
    Set<FactType> invented = null;
    for (Taken taken : lines.partsFirst()) {
      Statement<Measurement> first = taken.first();
      boolean isSynthetic = synthetic(reference(first));
      for (Taken part : taken.parts()) {
        isSynthetic |= found[part.number()];
      }
      Set<FactType> summed = statements.place(first).rowsSummed();
      if (!isSynthetic && !summed.isEmpty()) {
        invented = invented == null ? inventedTypes() : invented;
        isSynthetic = summed.stream().anyMatch(invented::contains);
      }
      found[taken.number()] = isSynthetic;
    }
    return found;
  }

  /** The types of which some row is invented. */
  private Set<FactType> inventedTypes() {
    Set<FactType> types = new HashSet<>();
    for (Statement<?> row : statements.rows()) {
      FactType type = Objects.requireNonNull(statements.place(row).made());
      if (!types.contains(type) && isSynthetic(row)) {
        types.add(type);
      }
    }
    return types;
  }

  Measured measured(Taken taken) {
    return measured.get()[taken.number()];
  }

  /** By their numbers those that were reported, of which alone anything is told. */
  private Measured[] tellMeasurements() {
    Measured[] told = new Measured[statements.measurements().size()];
    statements.bound().lines().values().forEach(LedgerLine::clear);
    for (Taken taken : lines.partsFirst()) {
      if (taken.isReported()) {
        told[taken.number()] = told(taken, told);
      }
    }
    return told;
  }

  private Measured told(Taken taken, Measured[] known) {
    Measurement measurement = taken.measurement();
    MeasurePlan measure = Objects.requireNonNull(taken.plan());
    List<Measured> parts =
        taken.parts().isEmpty()
            ? List.of()
            : inOrder(taken.parts()).stream().map(part -> known[part.number()]).toList();
    List<String> evidence = new ArrayList<>(measurement.evidence().size());
    List<Measured.LeftOut> leftOut = new ArrayList<>();
    if (measure.ledger() == null) {
      for (Object fact : measurement.evidence()) {
        evidence.add(Objects.requireNonNull(statements.bound().line(fact)).id());
      }
      evidence.sort(LedgerLine.NATURAL);
    } else {
      int number = taken.number();
      for (Object fact : measurement.evidence()) {
        Objects.requireNonNull(statements.bound().line(fact)).count(number);
      }
      lines.leaveOut(taken);
      for (LedgerLine line : LedgerLine.inOrder(lines.lines(measure, measurement))) {
        LedgerLine.Why why = line.whyNot(number);
        if (why != null) {
          leftOut.add(leftOut(line, why));
        } else if (line.isCountedBy(number)) {
          evidence.add(line.id());
        }
      }
    }
    return new Measured(
        taken.id(),
        measurement.measure(),
        about(measurement.of()),
        measurement.at(),
        PrintedFigures.measured(measurement.value()),
        Figures.fraction(measurement.value()),
        measure.spec().unit(),
        evidence,
        leftOut,
        parts,
        synthetic.get()[taken.number()],
        references(taken.stated()).get(0));
  }

  /**
   * The parts as the rule names them; where they are several of one measure, by what they are of,
   * since the rule may have collected them in any order.
   */
  private static List<Taken> inOrder(List<Taken> parts) {
    List<String> measures =
        parts.stream().map(part -> part.measurement().measure()).distinct().toList();
    return parts.stream()
        .sorted(
            Comparator.comparingInt((Taken part) -> measures.indexOf(part.measurement().measure()))
                .thenComparing(part -> String.valueOf(part.measurement().of()))
                .thenComparing(part -> String.valueOf(part.measurement().at())))
        .toList();
  }

  /** A line that one statement leaves out of several measurements is told alike in each. */
  private Measured.LeftOut leftOut(LedgerLine line, LedgerLine.Why why) {
    if (why.before() != null) {
      return new Measured.LeftOut(line.id(), reasons(why));
    }
    Measured.LeftOut known = line.told(why.stated());
    if (known == null) {
      known = new Measured.LeftOut(line.id(), reasons(why));
      line.tell(why.stated(), known);
    }
    return known;
  }

  private List<Reason> reasons(LedgerLine.Why why) {
    if (why.before() == null) {
      return reason(why.stated().fact().reason(), why.stated());
    }
    List<Reason> reasons = new ArrayList<>();
    for (LedgerLine.Why each = why; each != null; each = each.before()) {
      reasons.addAll(reason(each.stated().fact().reason(), each.stated()));
    }
    return reasons.stream()
        .distinct()
        .sorted(Comparator.comparing(Reason::code).thenComparing(Reason::by, LINES))
        .toList();
  }

  static @Nullable About about(@Nullable Object of) {
    if (of == null) {
      return null;
    }
    return of instanceof Offer offer
        ? new About.AnOffer(offer.name(), offer.of(), offer.renewal())
        : new About.Text((String) of);
  }

  /** All that was measured, in the order of the manifest's measures. */
  List<Measured> measurements() {
    List<Taken> all = new ArrayList<>(statements.measurements().size());
    for (Taken taken : statements.measurements().values()) {
      if (taken.isReported()) {
        all.add(taken);
      }
    }
    all.sort(
        Comparator.comparingInt(
                (Taken taken) -> Objects.requireNonNull(taken.plan()).spec().place())
            .thenComparing(
                taken -> String.valueOf(about(taken.measurement().of())), LedgerLine.NATURAL)
            .thenComparing(taken -> String.valueOf(taken.measurement().at()), LedgerLine.NATURAL)
            .thenComparing(Taken::id));
    return all.stream().map(this::measured).toList();
  }

  // ---- words -------------------------------------------------------------------------------

  private String sentence(Section section, String code) {
    Template template = messages.find(section, code);
    return template == null ? code : template.fill(name -> "{" + name + "}");
  }

  /** The offer in words. */
  String title(Offer offer) {
    return title(offer.name(), offer.of());
  }

  String title(String name, @Nullable String of) {
    Template template = messages.find(Section.OFFERS, name);
    return template == null ? name : template.fill(part -> of == null ? "…" : of);
  }

  OfferDecision.Grounds grounds(OfferCase offer) {
    return new OfferDecision.Grounds(
        title(offer.offer()),
        offer.closures.isEmpty()
            ? List.of()
            : offer.closures.stream()
                .flatMap(stated -> reason(stated.fact().reason(), stated).stream())
                .distinct()
                .sorted(Comparator.comparing(Reason::code).thenComparing(Reason::by, LINES))
                .toList(),
        offer.openings.isEmpty()
            ? null
            : reason(offer.openings.get(0).fact().reason(), offer.openings.get(0)).get(0));
  }

  Finding.Grounds ofMeasure(
      Offer offer,
      Requirement.Asks asks,
      Finding.Status status,
      BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable BigDecimal shortBy,
      @Nullable Taken reported,
      @Nullable Statement<Waiver> waiver,
      List<Statement<Requirement>> stated) {
    String measure = asks.measure();
    Bound bound = asks.bound();
    List<RuleReference> askedBy = references(stated);
    Reason waivedBy = waiver == null ? null : reason(waiver.fact().reason(), waiver).get(0);
    boolean isSynthetic =
        synthetic(askedBy) || (reported != null && synthetic.get()[reported.number()]);
    boolean atMost = bound.relation() == Bound.Relation.AT_MOST;
    MissingRows.Missing missing =
        status == Finding.Status.NOT_REPORTED ? missingRow(asks, offer) : null;
    Sentence sentence =
        switch (status) {
          case MET -> atMost ? Sentence.MET_AT_MOST : Sentence.MET;
          case WAIVED -> atMost ? Sentence.WAIVED_AT_MOST : Sentence.WAIVED;
          case NOT_REPORTED ->
              missing != null
                  ? atMost ? Sentence.NO_ROW_AT_MOST : Sentence.NO_ROW
                  : atMost ? Sentence.NOT_REPORTED_AT_MOST : Sentence.NOT_REPORTED;
          case MISSED ->
              reported != null && actual == null
                  ? withoutValue(reported.measurement(), atMost)
                  : atMost ? Sentence.MISSED_AT_MOST : Sentence.MISSED;
        };
    String text =
        messages
            .sentence(sentence, measure)
            .fill(
                name ->
                    switch (name) {
                      case "measure" -> sentence(Section.MEASURES, measure);
                      case "offer" -> title(offer);
                      case "of" -> subject(asks, offer);
                      case "required" -> withUnit(required, measure);
                      case "actual" -> actual == null ? "nothing" : actual.toPlainString();
                      case "short" -> shortBy == null ? "all" : shortBy.toPlainString();
                      case "table" -> missing == null ? "" : missing.table();
                      case "row" -> missing == null ? "" : missing.of();
                      case "reason" -> waivedBy == null ? "" : waivedBy.text();
                      default -> "{" + name + "}";
                    });
    return new Finding.Grounds(askedBy, waivedBy, isSynthetic, marked(text, isSynthetic));
  }

  /** What the partner reported is not to blame if the rules lack a row. */
  private MissingRows.@Nullable Missing missingRow(Requirement.Asks asks, Offer offer) {
    MeasurePlan measure = plan.measure(asks.measure());
    boolean isGiven =
        measure == null
            || measure.ledger() == null
            || statements.bound().ledgers().containsKey(measure.ledger());
    return isGiven ? statements.missingRow(asks.measure(), offer, asks.of()) : null;
  }

  /** Only what is made of others can be a ratio. */
  private static Sentence withoutValue(Measurement measurement, boolean atMost) {
    return measurement.parts().isEmpty()
        ? (atMost ? Sentence.NOTHING_TO_AVERAGE_AT_MOST : Sentence.NOTHING_TO_AVERAGE)
        : (atMost ? Sentence.NOTHING_TO_DIVIDE_BY_AT_MOST : Sentence.NOTHING_TO_DIVIDE_BY);
  }

  /** What the measurement is of, else the offer; the offer itself where there is neither. */
  private String subject(Requirement.Asks asks, Offer offer) {
    String of = asks.of() == null ? offer.of() : asks.of();
    return of == null ? title(offer) : of;
  }

  /** Says of a text that rests on an invented figure that it does. */
  String marked(String text, boolean isSynthetic) {
    return isSynthetic ? messages.sentence(Sentence.SYNTHETIC).fill(name -> text) : text;
  }

  private String withUnit(BigDecimal figure, String measure) {
    MeasureSpec spec = plan.manifest().measures().get(measure);
    String unit = spec == null ? "" : spec.unit();
    boolean one = figure.compareTo(BigDecimal.ONE) == 0;
    return figure.toPlainString()
        + " "
        + (one ? unit : messages.plurals().getOrDefault(unit, unit));
  }

  Finding.Grounds ofOffers(
      Offer offer,
      List<String> needed,
      Finding.Status status,
      List<Statement<Requirement>> stated) {
    Sentence sentence =
        switch (status) {
          case MET, WAIVED -> Sentence.NEEDS_MET;
          case NOT_REPORTED -> Sentence.NEEDS_OPEN;
          case MISSED -> Sentence.NEEDS_MISSED;
        };
    String offers =
        needed.stream().map(name -> neededTitle(name, offer)).collect(Collectors.joining(" or "));
    return new Finding.Grounds(
        references(stated),
        null,
        false,
        messages.sentence(sentence).fill(name -> name.equals("offers") ? offers : title(offer)));
  }

  /** The same subject, or any if the asking offer has none. */
  private String neededTitle(String name, Offer asking) {
    String per = Objects.requireNonNull(plan.offers().get(name)).per();
    return title(name, asking.of() != null || per == null ? asking.of() : "any " + per);
  }

  Finding.Grounds ofAnswer(
      Offer offer, String question, Finding.Status status, List<Statement<Requirement>> stated) {
    Sentence sentence =
        switch (status) {
          case MET, WAIVED -> Sentence.EXPECTS_MET;
          case NOT_REPORTED -> Sentence.EXPECTS_NOT_REPORTED;
          case MISSED -> Sentence.EXPECTS_MISSED;
        };
    return new Finding.Grounds(
        references(stated),
        null,
        false,
        messages
            .sentence(sentence)
            .fill(
                name ->
                    name.equals("question")
                        ? sentence(Section.QUESTIONS, question)
                        : title(offer)));
  }

  Finding.Grounds either(Offer offer, List<Finding> ways, List<Statement<Requirement>> stated) {
    return ofSeveral(Sentence.EITHER, "ways", offer, ways, stated);
  }

  Finding.Grounds together(Offer offer, List<Finding> all, List<Statement<Requirement>> stated) {
    return ofSeveral(Sentence.TOGETHER, "findings", offer, all, stated);
  }

  private Finding.Grounds ofSeveral(
      Sentence sentence,
      String placeholder,
      Offer offer,
      List<Finding> findings,
      List<Statement<Requirement>> stated) {
    String all = findings.stream().map(Finding::text).collect(Collectors.joining(" "));
    return new Finding.Grounds(
        references(stated),
        null,
        findings.stream().anyMatch(Finding::synthetic),
        messages.sentence(sentence).fill(name -> name.equals(placeholder) ? all : title(offer)));
  }
}
