package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.InvalidFactException;
import tierwise.facts.Partner;
import tierwise.facts.Subject;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;

/** Reads the facts of one case. The keys are the components of the records in tierwise.facts. */
final class FactReader {
  private static final FactType APPLICATION = Described.factType(Application.class);
  private static final FactType PARTNER = Described.factType(Partner.class);

  private final List<FactType> ledgerTypes;
  private final Problems problems;

  FactReader(Vocabulary vocabulary, Problems problems) {
    this.ledgerTypes = vocabulary.factTypes(FactType.Kind.LEDGER);
    this.problems = problems;
  }

  /** The facts of a case, or {@code null} with the reasons among the problems. */
  @Nullable CaseFacts read(YamlNode.Mapping mapping, String name, @Nullable Located<String> year) {
    return read(mapping, "\"given\"", List.of(), name, year);
  }

  /**
   * The facts of a case whose keys stand among some others.
   *
   * @param owner what has these keys, to be named in problems
   * @param besides the others
   */
  @Nullable CaseFacts read(
      YamlNode.Mapping mapping,
      String owner,
      List<String> besides,
      @Nullable String name,
      @Nullable Located<String> year) {
    Set<String> allowed = new LinkedHashSet<>(besides);
    allowed.add(APPLICATION.key());
    allowed.add(PARTNER.key());
    ledgerTypes.forEach(type -> allowed.add(type.key()));
    // Types that only rules declare begin with a capital letter; whether there is one of the name
    // can be said only with the rules.
    mapping.entries().keySet().stream().filter(FactReader::isDeclaredType).forEach(allowed::add);
    MappingReader keys = MappingReader.of(mapping, owner, allowed, problems);
    IdentityHashMap<Object, Span> origins = new IdentityHashMap<>();
    Application application = application(keys.required(APPLICATION.key()), origins);
    Partner partner = (Partner) record(PARTNER, keys.required(PARTNER.key()), origins);
    Map<String, List<?>> ledgers = new LinkedHashMap<>();
    for (FactType type : ledgerTypes) {
      if (keys.has(type.key())) {
        List<Object> lines = new ArrayList<>();
        for (YamlNode item : items(keys, type.key())) {
          Object fact = record(type, item, origins);
          if (fact != null) {
            lines.add(fact);
          }
        }
        ledgers.put(type.name(), lines);
      }
    }
    Map<String, List<DeclaredFact>> declared = new LinkedHashMap<>();
    for (String key : mapping.entries().keySet()) {
      if (isDeclaredType(key)) {
        List<DeclaredFact> facts = new ArrayList<>();
        for (YamlNode item : items(keys, key)) {
          DeclaredFact fact = declaredFact(key, item, origins);
          if (fact != null) {
            facts.add(fact);
          }
        }
        declared.put(key, facts);
      }
    }
    if (application == null || partner == null) {
      return null;
    }
    CaseFacts facts =
        new CaseFacts(
            name,
            year == null ? null : year.value(),
            year == null ? null : year.span(),
            application,
            partner,
            ledgers,
            declared,
            new FactLocations(origins));
    facts.check(problems);
    return facts;
  }

  private static boolean isDeclaredType(String key) {
    return !key.isEmpty() && Character.isUpperCase(key.charAt(0));
  }

  private List<YamlNode> items(MappingReader keys, String key) {
    YamlNode node = keys.node(key);
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items();
    }
    problems.error(
        NO_LIST_OF_FACTS,
        node == null ? keys.keySpan(key) : node.span(),
        key,
        node == null ? null : node.kind());
    return List.of();
  }

  private @Nullable Application application(
      @Nullable YamlNode node, IdentityHashMap<Object, Span> origins) {
    String what = APPLICATION.describe().called();
    MappingReader keys = MappingReader.of(node, what, FactRecord.of(APPLICATION).names(), problems);
    if (keys == null) {
      return null;
    }
    Located<LocalDate> asOf = keys.requiredDay("asOf");
    Located<String> role = keys.text("role");
    List<Subject> subjects = problems.sound(() -> subjects(keys, origins));
    if (asOf == null || subjects == null) {
      return null;
    }
    Application application =
        make(
                () -> new Application(asOf.value(), role == null ? null : role.value(), subjects),
                keys::keySpan,
                what)
            .orElse(null);
    if (application != null) {
      origins.put(application, keys.span());
    }
    return application;
  }

  private List<Subject> subjects(MappingReader keys, IdentityHashMap<Object, Span> origins) {
    List<Subject> subjects = new ArrayList<>();
    YamlNode asked = keys.node("asksFor");
    if (asked != null && !(asked instanceof YamlNode.Mapping)) {
      problems.error(CaseProblem.NO_LISTS_TO_ASK_FOR, asked.span(), asked.kind());
    }
    if (asked instanceof YamlNode.Mapping asksFor) {
      asksFor
          .entries()
          .forEach(
              (kind, entry) -> {
                for (Located<String> name : MappingReader.texts(entry.value(), kind, problems)) {
                  make(() -> new Subject(kind, name.value()), field -> name.span(), "a subject")
                      .ifPresent(
                          subject -> {
                            subjects.add(subject);
                            origins.put(subject, name.span());
                          });
                }
              });
    }
    return subjects;
  }

  private <T> Optional<T> make(Supplier<T> maker, Function<String, Span> place, String what) {
    try {
      return Optional.of(maker.get());
    } catch (InvalidFactException e) {
      invalid(e, place.apply(e.field()), what);
      return Optional.empty();
    }
  }

  private void invalid(InvalidFactException e, Span place, String what) {
    problems.error(REFUSED_BY_THE_FACT, place, e.field(), what, e.reason());
  }

  private List<@Nullable Object> values(FactRecord record, MappingReader keys) {
    List<@Nullable Object> values = new ArrayList<>(record.names().size());
    for (int i = 0; i < record.names().size(); i++) {
      String name = record.names().get(i);
      values.add(value(keys.node(name), name, record.types().get(i)));
    }
    return values;
  }

  private @Nullable Object record(
      FactType type, @Nullable YamlNode node, IdentityHashMap<Object, Span> origins) {
    String what = type.describe().called();
    FactRecord record = FactRecord.of(type);
    MappingReader keys = MappingReader.of(node, what, record.names(), problems);
    if (keys == null) {
      return null;
    }
    List<@Nullable Object> values = problems.sound(() -> values(record, keys));
    if (values == null) {
      return null;
    }
    try {
      Object fact = record.make(values);
      origins.put(fact, keys.span());
      return fact;
    } catch (InvalidFactException e) {
      if (keys.isMisspelt(e.field())) {
        return null;
      }
      YamlNode value = keys.node(e.field());
      invalid(e, value == null ? keys.span().firstLine() : value.span(), what);
      return null;
    }
  }

  private @Nullable Object value(@Nullable YamlNode node, String name, Class<?> type) {
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlNode.Scalar scalar)) {
      MappingReader.refuseParts(node, name, problems);
      return null;
    }
    if (type == LocalDate.class) {
      return MappingReader.day(scalar, name, problems);
    }
    if (type == BigDecimal.class) {
      return MappingReader.decimal(scalar, name, problems);
    }
    if (type == Integer.class) {
      return MappingReader.whole(scalar, name, problems);
    }
    if (type == Boolean.class) {
      return MappingReader.yesNo(scalar, name, problems);
    }
    return MappingReader.text(scalar, name, problems);
  }

  private @Nullable DeclaredFact declaredFact(
      String type, YamlNode node, IdentityHashMap<Object, Span> origins) {
    YamlNode.Mapping mapping = MappingReader.mapping(node, "a " + type, problems);
    if (mapping == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (field, entry) -> {
              if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
                MappingReader.refuseParts(entry.value(), field, problems);
              } else if (!scalar.isNothing()) {
                values.put(field, scalar.text());
              }
            });
    DeclaredFact fact = new DeclaredFact(type, values);
    origins.put(fact, mapping.span());
    return fact;
  }
}
