package tierwise.internal.decide;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.Measured;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.facts.Bound;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Notice;
import tierwise.facts.Offer;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.Statement;
import tierwise.internal.figures.Figures;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.Provenance;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.Messages.Sentence;
import tierwise.internal.folder.Template;
import tierwise.internal.language.Expression.Make;
import tierwise.internal.language.FactType;
import tierwise.internal.language.RuleModel.Insert;
import tierwise.internal.source.Located;

/** Says where statements come from and puts findings into words. */
final class Explainer {
  private static final String SOURCE_COLUMN = "source";
  private static final String SYNTHETIC_COLUMN = "synthetic";

  private final Manifest manifest;
  private final Messages messages;
  private final RuleEngine engine;
  private final StatementIndex statements;
  private final Accounting accounting;

  // Many statements share a row, and many lines a reason; several offers ask for one measurement.
  private final IdentityHashMap<Object, RuleReference.Row> rows = new IdentityHashMap<>();
  private final Map<FactType, Boolean> syntheticTypes = new HashMap<>();
  private final IdentityHashMap<Insert, Reason> reasons = new IdentityHashMap<>();
  private final IdentityHashMap<Statement<Measurement>, Measured> measured =
      new IdentityHashMap<>();

  Explainer(
      Manifest manifest,
      Messages messages,
      RuleEngine engine,
      StatementIndex statements,
      Accounting accounting) {
    this.manifest = manifest;
    this.messages = messages;
    this.engine = engine;
    this.statements = statements;
    this.accounting = accounting;
  }

  // ---- where statements come from ----------------------------------------------------------

  RuleReference reference(Statement<?> stated) {
    RuleReference reference = statements.place(stated).reference();
    Statement<?> row = statements.row(stated);
    return row == null
        ? reference
        : new RuleReference(
            reference.rule(),
            reference.file(),
            reference.line(),
            rows.computeIfAbsent(row.fact(), fact -> row(row)));
  }

  List<RuleReference> references(List<? extends Statement<?>> stated) {
    return stated.size() == 1
        ? List.of(reference(stated.get(0)))
        : stated.stream().map(this::reference).distinct().toList();
  }

  private RuleReference.Row row(Statement<?> row) {
    String source = null;
    boolean synthetic = false;
    if (row.words().statement() instanceof Make make) {
      FactType type = make.made();
      Provenance provenance = manifest.provenance().get(type.name());
      if (provenance != null) {
        source = provenance.source();
        synthetic = provenance.synthetic();
      }
      if (type.field(SOURCE_COLUMN) != null) {
        source = String.valueOf(engine.read(type, SOURCE_COLUMN, row.fact()));
      }
      if (type.field(SYNTHETIC_COLUMN) != null) {
        synthetic = Boolean.TRUE.equals(engine.read(type, SYNTHETIC_COLUMN, row.fact()));
      }
    }
    RuleReference place = statements.place(row).reference();
    return new RuleReference.Row(place.file(), place.line(), source, synthetic);
  }

  /** Whether a row of the type is invented, or was worked out from one that is. */
  private boolean isSynthetic(FactType type) {
    Boolean known = syntheticTypes.get(type);
    if (known == null) {
      known = statements.rowsOf(type).anyMatch(this::isSynthetic);
      syntheticTypes.put(type, known);
    }
    return known;
  }

  private boolean isSynthetic(Statement<?> row) {
    Statement<?> from = statements.row(row);
    return row(row).synthetic() || (from != null && isSynthetic(from));
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

  Reason reason(String code, Statement<?> by) {
    Reason known = reasons.get(by.words());
    RuleReference reference = reference(by);
    if (known != null && known.code().equals(code) && known.by().equals(reference)) {
      return known;
    }
    Reason reason = new Reason(code, sentence(Section.REASONS, code), reference);
    reasons.put(by.words(), reason);
    return reason;
  }

  // ---- measurements ------------------------------------------------------------------------

  Measured measured(Statement<Measurement> stated) {
    Measured known = measured.get(stated);
    if (known == null) {
      known = told(stated);
      measured.put(stated, known);
    }
    return known;
  }

  private Measured told(Statement<Measurement> stated) {
    Measurement measurement = stated.fact();
    RuleReference by = reference(stated);
    MeasureSpec spec = Objects.requireNonNull(manifest.measures().get(measurement.measure()));
    List<Measured> parts =
        measurement.parts().isEmpty()
            ? List.of()
            : inOrder(measurement.parts()).stream().map(this::part).toList();
    return new Measured(
        measurement.measure(),
        about(measurement.of()),
        measurement.at(),
        PrintedFigures.measured(measurement.value()),
        Figures.fraction(measurement.value()),
        spec.unit(),
        evidence(measurement),
        leftOut(spec, measurement),
        parts,
        synthetic(List.of(by))
            || statements.place(stated).rowsSummed().stream().anyMatch(this::isSynthetic)
            || parts.stream().anyMatch(Measured::synthetic),
        by);
  }

  /**
   * The parts as the rule names them; where they are several of one measure, by what they are of,
   * since the rule may have collected them in any order.
   */
  private static List<Measurement> inOrder(List<Measurement> parts) {
    List<String> measures = parts.stream().map(Measurement::measure).distinct().toList();
    return parts.stream()
        .sorted(
            Comparator.comparingInt((Measurement part) -> measures.indexOf(part.measure()))
                .thenComparing(part -> String.valueOf(part.of()))
                .thenComparing(part -> String.valueOf(part.at())))
        .toList();
  }

  private Measured part(Measurement part) {
    return measured(
        Objects.requireNonNull(statements.measurement(StatementIndex.MeasureKey.of(part))));
  }

  private List<String> evidence(Measurement measurement) {
    List<String> ids = new ArrayList<>(measurement.evidence().size());
    measurement.evidence().forEach(fact -> ids.add(accounting.idOf(fact)));
    ids.sort(Line.NATURAL);
    return ids;
  }

  private List<Measured.LeftOut> leftOut(MeasureSpec spec, Measurement measurement) {
    List<Measured.LeftOut> leftOut = new ArrayList<>();
    for (Line line : accounting.lines(spec, measurement)) {
      List<Statement<Exclusion>> reasons = accounting.exclusions(measurement, line.fact());
      if (!reasons.isEmpty()) {
        leftOut.add(new Measured.LeftOut(line.id(), reasons(reasons)));
      }
    }
    return leftOut;
  }

  private List<Reason> reasons(List<Statement<Exclusion>> exclusions) {
    if (exclusions.size() == 1) {
      return List.of(reason(exclusions.get(0).fact().reason(), exclusions.get(0)));
    }
    return exclusions.stream()
        .map(stated -> reason(stated.fact().reason(), stated))
        .distinct()
        .sorted(Comparator.comparing(Reason::code).thenComparing(Explainer::place))
        .toList();
  }

  private static String place(Reason reason) {
    return reason.by().file() + reason.by().line();
  }

  static @Nullable About about(@Nullable Object of) {
    if (of == null) {
      return null;
    }
    return of instanceof Offer offer
        ? new About.AnOffer(offer.name(), offer.of(), offer.renewal())
        : new About.Text((String) of);
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

  String ofMeasure(
      Offer offer,
      String measure,
      Finding.Status status,
      Bound.Relation relation,
      BigDecimal required,
      @Nullable BigDecimal actual,
      @Nullable BigDecimal shortBy,
      boolean reported,
      @Nullable Reason waivedBy,
      boolean synthetic) {
    boolean atMost = relation == Bound.Relation.AT_MOST;
    Sentence sentence =
        switch (status) {
          case MET -> atMost ? Sentence.MET_AT_MOST : Sentence.MET;
          case WAIVED -> Sentence.WAIVED;
          case NOT_REPORTED -> Sentence.NOT_REPORTED;
          case MISSED ->
              reported && actual == null
                  ? Sentence.NOTHING_TO_AVERAGE
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
                      case "required" -> withUnit(required, measure);
                      case "actual" -> actual == null ? "nothing" : actual.toPlainString();
                      case "short" -> shortBy == null ? "all" : shortBy.toPlainString();
                      case "reason" -> waivedBy == null ? "" : waivedBy.text();
                      default -> "{" + name + "}";
                    });
    return marked(text, synthetic);
  }

  /** Says of a text that rests on an invented figure that it does. */
  private String marked(String text, boolean synthetic) {
    return synthetic ? messages.sentence(Sentence.SYNTHETIC).fill(name -> text) : text;
  }

  private String withUnit(BigDecimal figure, String measure) {
    MeasureSpec spec = manifest.measures().get(measure);
    String unit = spec == null ? "" : spec.unit();
    boolean one = figure.compareTo(BigDecimal.ONE) == 0;
    return figure.toPlainString()
        + " "
        + (one ? unit : messages.plurals().getOrDefault(unit, unit));
  }

  String ofOffers(Offer offer, List<String> needed, Finding.Status status) {
    Sentence sentence =
        switch (status) {
          case MET, WAIVED -> Sentence.NEEDS_MET;
          case NOT_REPORTED -> Sentence.NEEDS_OPEN;
          case MISSED -> Sentence.NEEDS_MISSED;
        };
    String offers =
        needed.stream().map(name -> neededTitle(name, offer)).collect(Collectors.joining(" or "));
    return messages.sentence(sentence).fill(name -> name.equals("offers") ? offers : title(offer));
  }

  /** The same subject, or any if the asking offer has none. */
  private String neededTitle(String name, Offer asking) {
    Located<String> per = Objects.requireNonNull(manifest.offers().get(name)).per();
    return title(name, asking.of() != null || per == null ? asking.of() : "any " + per.value());
  }

  String ofAnswer(Offer offer, String question, Finding.Status status) {
    Sentence sentence =
        switch (status) {
          case MET, WAIVED -> Sentence.EXPECTS_MET;
          case NOT_REPORTED -> Sentence.EXPECTS_NOT_REPORTED;
          case MISSED -> Sentence.EXPECTS_MISSED;
        };
    return messages
        .sentence(sentence)
        .fill(
            name -> name.equals("question") ? sentence(Section.QUESTIONS, question) : title(offer));
  }

  String either(Offer offer, List<Finding> ways) {
    String all = ways.stream().map(Finding::text).collect(Collectors.joining(" "));
    return messages
        .sentence(Sentence.EITHER)
        .fill(name -> name.equals("ways") ? all : title(offer));
  }

  Decision.Notice notice(Statement<Notice> stated) {
    Notice notice = stated.fact();
    About about = about(notice.about());
    Template template = messages.find(Section.NOTICES, notice.code());
    String text =
        template == null
            ? notice.code()
            : template.fill(
                name ->
                    switch (name) {
                      case "about" ->
                          notice.about() instanceof Offer offer
                              ? title(offer)
                              : String.valueOf(notice.about());
                      case "from" -> day(notice.from());
                      case "last" ->
                          day(notice.until() == null ? null : notice.until().minusDays(1));
                      case "amount" ->
                          notice.amount() == null
                              ? "…"
                              : notice.amount().toPlainString() + " " + notice.currency();
                      case "offer" -> notice.ifGranted() == null ? "…" : title(notice.ifGranted());
                      default -> "{" + name + "}";
                    });
    RuleReference by = reference(stated);
    return new Decision.Notice(
        notice.code(),
        about,
        notice.from(),
        notice.until(),
        notice.amount(),
        notice.currency(),
        marked(text, synthetic(List.of(by))),
        by);
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "…" : day.toString();
  }
}
