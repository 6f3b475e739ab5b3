package tierwise.testing.internal.draw;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.ValueType.Plain;
import tierwise.internal.source.Located;

/**
 * Draws cases for one rule set: like those of real partners, and close to where decisions turn. One
 * seed gives one case, on every machine. It knows nothing of any programme; the names, texts and
 * figures come from the manifest and the rules. Immutable and safe for use by several threads.
 */
public final class CaseGenerator {
  private static final int DAYS_OF_HISTORY = 800;
  private static final int DAYS_AROUND_AN_ANNIVERSARY = 45;

  /** A record that refuses so many of its kind knows more than its description. */
  private static final int MOST_TRIES = 1_000;

  private final Manifest manifest;
  private final RuleModel model;
  private final Map<String, List<String>> texts;
  private final List<Integer> figures;
  private final List<LocalDate> days;

  public CaseGenerator(Manifest manifest, RuleModel model) {
    this.manifest = manifest;
    this.model = model;
    RuleValues values = new RuleValues(manifest, model);
    this.texts = values.texts();
    this.figures = values.figures();
    this.days = values.days();
  }

  /** The case of a seed. */
  public DrawnCase draw(long seed) {
    return new Drawing(new Random(seed)).draw();
  }

  /** One case in the making. */
  private final class Drawing {
    private final Random random;
    private final LocalDate today;
    private final Map<String, List<String>> subjects = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();

    /** The ledgers that were drawn, whether they are given or not. */
    private final Set<String> drawn = new HashSet<>();

    Drawing(Random random) {
      this.random = random;
      LocalDate last = manifest.until() == null ? manifest.from().plusYears(1) : manifest.until();
      long span = manifest.from().until(last, ChronoUnit.DAYS);
      LocalDate any = manifest.from().plusDays(random.nextInt((int) span));
      LocalDate special = chance(15) ? nearSpecialDay() : null;
      this.today = special != null && manifest.coversDay(special) ? special : any;
    }

    DrawnCase draw() {
      Application application = Application.on(today);
      if (chance(70)) {
        application = application.by(oneOf(textsOf("Application", "role", "Somebody")));
      }
      for (SubjectList list : manifest.lists().values()) {
        List<String> names = new ArrayList<>(list.names());
        Collections.shuffle(names, random);
        List<String> asked = names.subList(0, Math.min(names.size(), random.nextInt(4)));
        subjects.put(list.name(), names.subList(0, Math.min(names.size(), asked.size() + 1)));
        application = application.askingFor(list.name(), asked.toArray(new String[0]));
      }
      Partner partner =
          new Partner(
              "P-1",
              "Partner",
              chance(50) ? oneOf(textsOf("Partner", "country", "Elsewhere")) : null,
              chance(50) ? oneOf(textsOf("Partner", "segment", "other")) : null,
              "G-1",
              chance(90) ? chance(90) : null);
      Map<String, List<Object>> ledgers = new LinkedHashMap<>();
      ledger(ledgers, "Membership", 3, this::membership);
      ledger(ledgers, "Order", 3, this::order);
      int target = figures.isEmpty() ? 100 : oneOf(figures);
      int lines = random.nextInt(chance(10) ? 60 : 15);
      ledger(ledgers, "Purchase", lines, () -> purchase(target, lines));
      ledger(ledgers, "Credential", 9, this::credential);
      Map<String, List<Map<String, Object>>> declared = new LinkedHashMap<>();
      for (FactType type : model.types().values()) {
        if (type.kind() == FactType.Kind.DECLARED_INPUT && given()) {
          declared.put(type.name(), lines(isCounted(type) ? 8 : 2, () -> declared(type)));
        }
      }
      ledger(ledgers, "Attestation", 5, this::attestation);
      ledger(ledgers, "Reported", 2, this::reported);
      for (FactType type : model.vocabulary().factTypes(FactType.Kind.LEDGER)) {
        if (!drawn.contains(type.name())) {
          ledger(ledgers, type.name(), 8, () -> line(type));
        }
      }
      return new DrawnCase(model.vocabulary(), application, partner, ledgers, declared);
    }

    private void ledger(
        Map<String, List<Object>> ledgers, String type, int most, Supplier<Object> line) {
      drawn.add(type);
      if (given()) {
        ledgers.put(type, lines(most, line));
      }
    }

    private boolean isCounted(FactType type) {
      return manifest.measures().values().stream()
          .anyMatch(measure -> counts(measure, type.name()));
    }

    /** Without the field that tells of what a line is measured, the case could not be decided. */
    private boolean tellsOfWhat(FactType type, Field field) {
      return manifest.measures().values().stream()
          .filter(measure -> counts(measure, type.name()))
          .map(MeasureSpec::split)
          .anyMatch(split -> split != null && split.value().equals(field.name()));
    }

    private static boolean counts(MeasureSpec measure, String type) {
      LedgerSpec counts = measure.counts();
      return counts != null && counts.type().value().equals(type);
    }

    private boolean given() {
      return chance(90);
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private <T> T oneOf(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    /** Mostly the first, since lists begin with what counts. */
    private <T> T mostlyFirst(List<T> values) {
      return chance(70) ? values.get(0) : oneOf(values);
    }

    private <T> List<T> lines(int most, Supplier<T> line) {
      int number = most == 0 ? 0 : random.nextInt(most + 1);
      List<T> lines = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        lines.add(line.get());
      }
      return lines;
    }

    private String id(String prefix) {
      String id = prefix + "-" + (ids.size() + 1);
      ids.add(id);
      return id;
    }

    /** The texts that a field can have, and one that is not among those that count. */
    private List<String> textsOf(String type, String field, String other) {
      ClosedTexts closed = manifest.closed(type, field);
      if (closed != null) {
        return List.copyOf(closed.texts());
      }
      List<String> own = texts.getOrDefault(type + "." + field, List.of());
      if (!own.isEmpty() && chance(70)) {
        return own;
      }
      Set<String> all = new LinkedHashSet<>(texts.getOrDefault(type + "." + field, List.of()));
      all.addAll(texts.getOrDefault("." + field, List.of()));
      all.addAll(texts.getOrDefault(".name", List.of()));
      if (field.equals("code")) {
        all.removeAll(texts.getOrDefault(".name", List.of()));
      }
      all.add(other);
      return List.copyOf(all);
    }

    /** One of the texts that the manifest allows in the field; the other one if it allows any. */
    private String closedOr(String type, String field, String other) {
      ClosedTexts closed = manifest.closed(type, field);
      return closed == null ? other : oneOf(List.copyOf(closed.texts()));
    }

    private @Nullable LocalDate past(int percentMissing) {
      if (chance(percentMissing)) {
        return null;
      }
      LocalDate day = today.minusDays(random.nextInt(DAYS_OF_HISTORY));
      int sort = random.nextInt(100);
      if (sort < 10) {
        return day.withDayOfMonth(1);
      }
      if (sort < 20) {
        return day.withDayOfMonth(1).minusDays(1);
      }
      LocalDate special = sort < 30 ? nearSpecialDay() : null;
      return special == null || special.isAfter(today) ? day : special;
    }

    /** A day that some rule names, or one beside it; {@code null} if rules name none. */
    private @Nullable LocalDate nearSpecialDay() {
      return days.isEmpty() ? null : oneOf(days).plusDays(random.nextInt(3) - 1L);
    }

    private LocalDate past() {
      return Objects.requireNonNull(past(0));
    }

    /** One that the case is about, else any: partners hold more than they ask for. */
    private @Nullable String subjectOf(String offer) {
      OfferSpec spec = manifest.offers().get(offer);
      Located<String> per = spec == null ? null : spec.per();
      if (per == null) {
        return null;
      }
      List<String> names = subjects.get(per.value());
      if (names != null && !names.isEmpty()) {
        return oneOf(names);
      }
      SubjectList list = manifest.lists().get(per.value());
      return list == null || list.names().isEmpty() ? null : oneOf(List.copyOf(list.names()));
    }

    private boolean needsSubject(String offer) {
      OfferSpec spec = manifest.offers().get(offer);
      return spec != null && spec.per() != null;
    }

    private String holdable() {
      List<String> tiers = manifest.ladder().stream().map(Located::value).toList();
      String offer = chance(80) ? oneOf(tiers) : oneOf(List.copyOf(manifest.holdable()));
      return needsSubject(offer) && subjectOf(offer) == null ? withoutSubject() : offer;
    }

    private String withoutSubject() {
      return manifest.holdable().stream()
          .filter(offer -> !needsSubject(offer))
          .findFirst()
          .orElse(manifest.ladder().get(0).value());
    }

    private Membership membership() {
      String offer = holdable();
      LocalDate anniversary =
          chance(80)
              ? today.plusDays(
                  random.nextInt(2 * DAYS_AROUND_AN_ANNIVERSARY) - DAYS_AROUND_AN_ANNIVERSARY)
              : today.plusDays(random.nextInt(700) - 350);
      return new Membership(
          id("M"),
          offer,
          subjectOf(offer),
          chance(85) ? null : "P-2",
          anniversary.minusDays(365),
          anniversary);
    }

    private Order order() {
      String offer = holdable();
      LocalDate ordered = today.minusDays(random.nextInt(60));
      Order order = Order.of(id("O"), offer, subjectOf(offer), ordered);
      List<String> methods = textsOf("Order", "method", "cheque");
      order = order.withMethod(oneOf(methods));
      if (chance(30)) {
        order = order.withPrice(BigDecimal.valueOf(random.nextInt(500_000), 2), "USD");
      }
      if (chance(70)) {
        order = order.withReceivedOn(ordered.plusDays(random.nextInt(10)));
        if (chance(10)) {
          order = order.withRefundedOn(ordered.plusDays(10L + random.nextInt(5)));
        }
      }
      return order;
    }

    private Purchase purchase(int target, int lines) {
      String document = mostlyFirst(textsOf("Purchase", "document", "invoice"));
      Purchase line = Purchase.of(id("L"), document, past());
      List<String> channels = textsOf("Purchase", "channel", "elsewhere");
      if (chance(95)) {
        line = line.withChannel(mostlyFirst(channels));
      }
      List<String> products = textsOf("Purchase", "product", "something else");
      if (chance(95)) {
        String unit = closedOr("Purchase", "unitName", "student");
        line = line.withProduct(mostlyFirst(products), unit, random.nextInt(40));
      }
      if (chance(95)) {
        // Together the lines come close to a figure that some tier asks.
        int share = Math.max(1, 2 * target / Math.max(1, lines));
        BigDecimal kpi = BigDecimal.valueOf(random.nextInt(4 * share), chance(20) ? 1 : 0);
        line = line.withKpi(document.equals(Purchase.CREDIT_NOTE) ? kpi.negate() : kpi);
      }
      if (chance(20)) {
        line = line.withPartnerId(chance(70) ? "P-1" : "P-2");
      }
      if (chance(20)) {
        line = line.withLocation(closedOr("Purchase", "location", chance(50) ? "North" : "South"));
      }
      return line;
    }

    private Credential credential() {
      String kind = mostlyFirst(textsOf("Credential", "kind", "other"));
      Credential credential = Credential.of(id("C"), "Person " + random.nextInt(6), kind);
      if (chance(80)) {
        credential = credential.withCode(oneOf(textsOf("Credential", "code", "X-000")));
      }
      LocalDate from = past(40);
      if (from != null) {
        credential =
            credential.withValidity(from, chance(60) ? null : from.plusDays(random.nextInt(900)));
      }
      return chance(30)
          ? credential.withOrganisation(
              closedOr("Credential", "organisation", chance(70) ? "P-1" : "P-2"))
          : credential;
    }

    private Attestation attestation() {
      String kind = oneOf(textsOf("Attestation", "kind", "other"));
      List<String> about = new ArrayList<>();
      subjects.values().forEach(about::addAll);
      if (chance(40)) {
        about.addAll(ids);
      }
      return new Attestation(
          id("A"),
          kind,
          about.isEmpty() || chance(50) ? null : closedOr("Attestation", "of", oneOf(about)),
          chance(50) ? null : today.minusDays(random.nextInt(40) - 5L),
          chance(50) ? null : random.nextInt(5));
    }

    private Reported reported() {
      List<String> about = new ArrayList<>();
      manifest.ladder().forEach(tier -> about.add(tier.value()));
      subjects.values().forEach(about::addAll);
      LocalDate from = chance(50) ? past() : null;
      return new Reported(
          id("R"),
          oneOf(textsOf("Reported", "figure", "other")),
          chance(80) ? closedOr("Reported", "of", oneOf(about)) : null,
          chance(50)
              ? BigDecimal.valueOf(random.nextInt(120))
              : BigDecimal.valueOf(random.nextInt(1_000_000), 2),
          chance(80) ? closedOr("Reported", "unitName", "USD") : null,
          from,
          from == null ? null : from.plusDays(1L + random.nextInt(400)));
    }

    /** A line of which nothing is known but its description; drawn again until there can be one. */
    private Object line(FactType type) {
      Class<?> record = Objects.requireNonNull(type.javaClass());
      for (int i = 0; i < MOST_TRIES; i++) {
        Object line = FactFields.make(record, values(type));
        if (line != null) {
          return line;
        }
      }
      throw new IllegalStateException("no " + type + " can be drawn");
    }

    private Map<String, @Nullable Object> values(FactType type) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Field field : type.fields().values()) {
        if (field.role() == Role.ID) {
          values.put(field.name(), id(type.name().substring(0, 1)));
        } else if (!field.mayBeMissing() || tellsOfWhat(type, field) || chance(85)) {
          values.put(field.name(), value(type, field, values));
        }
      }
      return values;
    }

    private @Nullable Object value(
        FactType type, Field field, Map<String, @Nullable Object> before) {
      Field held = type.fieldOf(Role.HOLDABLE);
      return switch (field.role()) {
        case HOLDABLE -> holdable();
        case PERSON ->
            manifest.closed(type.name(), field.name()) != null
                ? value(type, field)
                : "person " + (1 + random.nextInt(5));
        case SUBJECT ->
            held != null && before.get(held.name()) instanceof String offer
                ? subjectOf(offer)
                : value(type, field);
        default -> value(type, field);
      };
    }

    private Map<String, Object> declared(FactType type) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Field field : type.fields().values()) {
        if (field.name().equals("id")) {
          values.put("id", id("D"));
        } else if (!field.mayBeMissing() || tellsOfWhat(type, field) || chance(85)) {
          values.put(field.name(), value(type, field));
        }
      }
      return values;
    }

    private Object value(FactType type, Field field) {
      return switch ((Plain) field.type()) {
        case WHOLE -> chance(30) && !figures.isEmpty() ? oneOf(figures) : random.nextInt(50);
        case DECIMAL -> BigDecimal.valueOf(random.nextInt(1_000), 2);
        case DATE -> past();
        case YES_NO -> chance(85);
        default -> oneOf(textsOf(type.name(), field.name(), "other"));
      };
    }
  }
}
