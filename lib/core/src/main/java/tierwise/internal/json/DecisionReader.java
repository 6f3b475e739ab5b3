package tierwise.internal.json;

import static tierwise.internal.json.WrittenDecisionProblem.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.About;
import tierwise.Decision;
import tierwise.Finding;
import tierwise.OfferDecision;
import tierwise.Reason;
import tierwise.RuleReference;
import tierwise.facts.Bound;
import tierwise.internal.source.Json;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.YamlNode;

/**
 * Reads what {@link DecisionTree} describes. Names that a decision would not have are refused, so
 * that nothing of a text is lost by reading it. What was refused is filled with something, and goes
 * on being read: only a decision without problems is given back. For use by one thread.
 */
public final class DecisionReader {
  private static final Pattern YEAR = Pattern.compile("[^/]+/[^/]+");
  private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern EXACT = Pattern.compile("-?[1-9][0-9]{0,59}/[1-9][0-9]{0,59}");

  private final Problems problems;
  private final MeasurementReader measurements;

  private DecisionReader(Problems problems) {
    this.problems = problems;
    this.measurements = new MeasurementReader(this, problems);
  }

  /** The decision, or {@code null} with the reasons among the problems. */
  public static @Nullable Decision read(SourceText source, Problems problems) {
    YamlNode.Mapping root = Json.readWritten(source, problems);
    return root == null ? null : read(root, problems);
  }

  /**
   * The decision that stands in another text, or {@code null} with the reasons among the problems.
   */
  public static @Nullable Decision read(YamlNode.Mapping root, Problems problems) {
    return problems.sound(() -> new DecisionReader(problems).decision(root));
  }

  private Decision decision(YamlNode.Mapping root) {
    MappingReader keys =
        MappingReader.of(
            root,
            "a decision",
            List.of(
                "format",
                "case",
                "programYear",
                "title",
                "fingerprint",
                "asOf",
                "highest",
                "held",
                "offers",
                "measurements",
                "notices"),
            problems);
    keys.format(DecisionTree.FORMAT);
    // The name of the case tells decisions apart; it is nothing of this one.
    keys.text("case");
    measurements.read(nodes(keys, "measurements"));
    List<OfferDecision> offers = all(keys, "offers", this::offer);
    Decision.Highest highest = highest(keys);
    List<Decision.Held> held = all(keys, "held", this::held);
    List<Decision.Notice> notices = all(keys, "notices", this::notice);
    return new Decision(
        written(keys, "programYear", YEAR, "my-programme/2021"),
        text(keys, "title"),
        written(keys, "fingerprint", FINGERPRINT, "sha256: and 64 hexadecimal digits"),
        day(keys, "asOf"),
        highest,
        offers,
        () -> held,
        measurements::all,
        () -> notices);
  }

  private Decision.@Nullable Highest highest(MappingReader keys) {
    if (!keys.has("highest")) {
      keys.required("highest");
    }
    MappingReader highest =
        MappingReader.of(
            keys.node("highest"), "\"highest\"", List.of("offer", "of", "orHigher"), problems);
    return highest == null
        ? null
        : new Decision.Highest(
            text(highest, "offer"), texts(highest, "of"), yes(highest, "orHigher"));
  }

  private Decision.Held held(YamlNode node) {
    MappingReader keys = keys(node, "what is held", "offer", "of", "title", "since", "anniversary");
    return new Decision.Held(
        text(keys, "offer"),
        optional(keys, "of"),
        text(keys, "title"),
        day(keys, "since"),
        day(keys, "anniversary"));
  }

  private OfferDecision offer(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "an offer",
            "offer",
            "of",
            "renewal",
            "rung",
            "title",
            "status",
            "findings",
            "closedBy",
            "openedBy");
    OfferDecision.Status status = word(keys, "status", OfferDecision.Status.values());
    Integer rung = keys.whole("rung", 0);
    fits(keys, "closedBy", status == OfferDecision.Status.CLOSED, status);
    List<Reason> closedBy = keys.has("closedBy") ? some(keys, "closedBy", this::reason) : List.of();
    OfferDecision.Grounds grounds =
        new OfferDecision.Grounds(text(keys, "title"), closedBy, optionalReason(keys, "openedBy"));
    return new OfferDecision(
        text(keys, "offer"),
        optional(keys, "of"),
        yesNo(keys, "renewal"),
        rung == null ? -1 : rung,
        status,
        all(keys, "findings", this::finding),
        () -> grounds);
  }

  private Finding finding(YamlNode node) {
    MappingReader any = keys(node, "a finding");
    String kind =
        any.requiredWord("kind", List.of("measure", "needs", "expects", "either", "together"));
    return switch (kind == null ? "" : kind) {
      case "needs" -> needs(node);
      case "expects" -> expects(node);
      case "either" -> either(node);
      case "together" -> together(node);
      case "measure" -> measure(node);
      // Refused, as is the whole decision.
      default -> new Finding.Either(Finding.Status.MISSED, List.of(), () -> NO_GROUNDS);
    };
  }

  private static final Finding.Grounds NO_GROUNDS = new Finding.Grounds(List.of(), null, false, "");

  private Finding measure(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "a finding on a measure",
            "kind",
            "measure",
            "of",
            "status",
            "bound",
            "required",
            "actual",
            "exact",
            "short",
            "unit",
            "synthetic",
            "askedBy",
            "alsoAskedBy",
            "waivedBy",
            "measurement",
            "text");
    Finding.Status status = word(keys, "status", Finding.Status.values());
    String bound = keys.requiredWord("bound", List.of("at-least", "at-most"));
    fits(keys, "waivedBy", status == Finding.Status.WAIVED, status);
    Located<String> measured = keys.text("measurement");
    Finding.Grounds grounds = grounds(keys, yes(keys, "synthetic"));
    return new Finding.OfMeasure(
        text(keys, "measure"),
        optional(keys, "of"),
        status,
        "at-most".equals(bound) ? Bound.Relation.AT_MOST : Bound.Relation.AT_LEAST,
        decimal(keys, "required"),
        keys.decimal("actual"),
        exact(keys),
        keys.decimal("short"),
        text(keys, "unit"),
        measured == null ? null : measurements.of(measured),
        () -> grounds);
  }

  private Finding needs(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "a finding on other offers",
            "kind",
            "offers",
            "status",
            "required",
            "granted",
            "undetermined",
            "askedBy",
            "alsoAskedBy",
            "text");
    Finding.Grounds grounds = grounds(keys, false);
    return new Finding.OfOffers(
        texts(keys, "offers"),
        word(keys, "status", Finding.Status.values()),
        whole(keys, "required", 1),
        whole(keys, "granted", 0),
        whole(keys, "undetermined", 0),
        () -> grounds);
  }

  private Finding expects(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "a finding on a question",
            "kind",
            "question",
            "status",
            "actual",
            "askedBy",
            "alsoAskedBy",
            "text");
    Finding.Grounds grounds = grounds(keys, false);
    Located<Boolean> actual = keys.yesNo("actual");
    return new Finding.OfAnswer(
        text(keys, "question"),
        word(keys, "status", Finding.Status.values()),
        actual == null ? null : actual.value(),
        () -> grounds);
  }

  private Finding either(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "a finding of several ways",
            "kind",
            "status",
            "ways",
            "askedBy",
            "alsoAskedBy",
            "text");
    List<Finding> ways = some(keys, "ways", this::finding);
    // Of several ways it is not written, since it follows from them.
    Finding.Grounds grounds = grounds(keys, ways.stream().anyMatch(Finding::synthetic));
    return new Finding.Either(word(keys, "status", Finding.Status.values()), ways, () -> grounds);
  }

  private Finding together(YamlNode node) {
    MappingReader keys =
        keys(
            node,
            "a finding on several measures",
            "kind",
            "status",
            "findings",
            "askedBy",
            "alsoAskedBy",
            "text");
    List<Finding> all = some(keys, "findings", this::finding);
    Finding.Grounds grounds = grounds(keys, all.stream().anyMatch(Finding::synthetic));
    Finding.Together together = new Finding.Together(all, () -> grounds);
    if (word(keys, "status", Finding.Status.values()) != together.status()) {
      problems.error(STATUS_OF_PARTS, keys.keySpan("status"), together.status());
    }
    return together;
  }

  private Finding.Grounds grounds(MappingReader keys, boolean isSynthetic) {
    List<RuleReference> askedBy = new ArrayList<>();
    YamlNode first = keys.required("askedBy");
    askedBy.add(first == null ? NOWHERE : reference(first));
    if (keys.has("alsoAskedBy")) {
      askedBy.addAll(some(keys, "alsoAskedBy", this::reference));
    }
    return new Finding.Grounds(
        askedBy, optionalReason(keys, "waivedBy"), isSynthetic, text(keys, "text"));
  }

  private Decision.Notice notice(YamlNode node) {
    MappingReader keys =
        keys(
            node, "a notice", "code", "about", "from", "until", "amount", "currency", "text", "by");
    Located<LocalDate> from = keys.day("from");
    Located<LocalDate> until = keys.day("until");
    return new Decision.Notice(
        text(keys, "code"),
        about(keys, "about"),
        from == null ? null : from.value(),
        until == null ? null : until.value(),
        keys.decimal("amount"),
        optional(keys, "currency"),
        text(keys, "text"),
        by(keys));
  }

  // ---- parts of them -------------------------------------------------------------------------

  private static final RuleReference NOWHERE = new RuleReference("", "", 1, null);

  Reason reason(YamlNode node) {
    MappingReader keys = keys(node, "a reason", "reason", "text", "by");
    return new Reason(text(keys, "reason"), text(keys, "text"), by(keys));
  }

  private @Nullable Reason optionalReason(MappingReader keys, String key) {
    YamlNode node = keys.node(key);
    return node == null ? null : reason(node);
  }

  RuleReference by(MappingReader keys) {
    YamlNode node = keys.required("by");
    return node == null ? NOWHERE : reference(node);
  }

  private RuleReference reference(YamlNode node) {
    MappingReader keys = keys(node, "the place of a rule", "rule", "file", "line", "row");
    MappingReader row =
        MappingReader.of(
            keys.node("row"), "\"row\"", List.of("file", "line", "source", "synthetic"), problems);
    return new RuleReference(
        text(keys, "rule"),
        text(keys, "file"),
        whole(keys, "line", 1),
        row == null
            ? null
            : new RuleReference.Row(
                text(row, "file"),
                whole(row, "line", 1),
                optional(row, "source"),
                yes(row, "synthetic")));
  }

  @Nullable About about(MappingReader keys, String key) {
    YamlNode node = keys.node(key);
    if (node instanceof YamlNode.Mapping mapping) {
      MappingReader offer =
          MappingReader.of(mapping, "\"" + key + "\"", List.of("offer", "of", "renewal"), problems);
      return new About.AnOffer(
          text(offer, "offer"), optional(offer, "of"), yesNo(offer, "renewal"));
    }
    String text = optional(keys, key);
    return text == null ? null : new About.Text(text);
  }

  /** A key that stands beside one status and no other. */
  private void fits(MappingReader keys, String key, boolean isNeeded, Enum<?> status) {
    if (keys.has(key) != isNeeded) {
      problems.error(
          isNeeded ? GROUNDS_MISSING : GROUNDS_TOO_MANY, keys.keySpan("status"), key, status);
    }
  }

  // ---- single values -------------------------------------------------------------------------

  /** The keys of a node; without any if it has none, which is told. */
  MappingReader keys(YamlNode node, String owner, String... allowed) {
    if (node instanceof YamlNode.Mapping mapping) {
      return MappingReader.of(
          mapping,
          owner,
          // Which keys a finding has is told when its kind is known.
          allowed.length == 0 ? mapping.entries().keySet() : Arrays.asList(allowed),
          problems);
    }
    MappingReader.mapping(node, owner, problems);
    return MappingReader.none(node.span(), owner);
  }

  String text(MappingReader keys, String key) {
    Located<String> text = keys.requiredText(key);
    return text == null ? "" : text.value();
  }

  static @Nullable String optional(MappingReader keys, String key) {
    Located<String> text = keys.text(key);
    return text == null ? null : text.value();
  }

  private String written(MappingReader keys, String key, Pattern form, String example) {
    Located<String> text = keys.requiredText(key);
    if (text != null && !form.matcher(text.value()).matches()) {
      problems.error(NOT_WRITTEN_SO, text.span(), key, example);
    }
    return text == null ? "" : text.value();
  }

  @Nullable String exact(MappingReader keys) {
    return keys.has("exact") ? written(keys, "exact", EXACT, "10/3") : null;
  }

  List<String> texts(MappingReader keys, String key) {
    keys.required(key);
    return keys.texts(key).stream().map(Located::value).toList();
  }

  private LocalDate day(MappingReader keys, String key) {
    Located<LocalDate> day = keys.requiredDay(key);
    return day == null ? LocalDate.EPOCH : day.value();
  }

  private boolean yesNo(MappingReader keys, String key) {
    keys.required(key);
    return yes(keys, key);
  }

  static boolean yes(MappingReader keys, String key) {
    Located<Boolean> answer = keys.yesNo(key);
    return answer != null && answer.value();
  }

  private BigDecimal decimal(MappingReader keys, String key) {
    keys.required(key);
    BigDecimal decimal = keys.decimal(key);
    return decimal == null ? BigDecimal.ZERO : decimal;
  }

  private int whole(MappingReader keys, String key, int least) {
    keys.required(key);
    Integer whole = keys.whole(key, least);
    return whole == null ? least : whole;
  }

  private <E extends Enum<E>> E word(MappingReader keys, String key, E[] words) {
    String word = keys.requiredWord(key, Arrays.stream(words).map(Enum::name).toList());
    return Arrays.stream(words)
        .filter(each -> each.name().equals(word))
        .findFirst()
        .orElse(words[0]);
  }

  // ---- lists ---------------------------------------------------------------------------------

  private Collection<YamlNode> nodes(MappingReader keys, String key) {
    YamlNode node = keys.required(key);
    if (node == null || node instanceof YamlNode.Sequence) {
      return node == null ? List.of() : ((YamlNode.Sequence) node).items();
    }
    MappingReader.refuseNoList(node, key, problems);
    return List.of();
  }

  /** Reads one of a list. */
  interface Reading<T> {
    T read(YamlNode node);
  }

  <T> List<T> all(MappingReader keys, String key, Reading<T> reading) {
    List<T> all = new ArrayList<>();
    nodes(keys, key).forEach(node -> all.add(Objects.requireNonNull(reading.read(node))));
    return all;
  }

  /** The same of a list that is never empty. */
  <T> List<T> some(MappingReader keys, String key, Reading<T> reading) {
    List<T> all = all(keys, key, reading);
    if (all.isEmpty()) {
      problems.error(EMPTY_LIST, keys.keySpan(key), key);
    }
    return all;
  }
}
