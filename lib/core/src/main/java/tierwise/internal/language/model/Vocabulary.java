package tierwise.internal.language.model;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Closure;
import tierwise.facts.Credential;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.facts.Membership;
import tierwise.facts.Notice;
import tierwise.facts.Offer;
import tierwise.facts.Opening;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.facts.Requirement;
import tierwise.facts.RuleLanguage.Role;
import tierwise.facts.Statements;
import tierwise.facts.Subject;
import tierwise.facts.Waiver;
import tierwise.facts.Window;
import tierwise.internal.folder.TrustedClass;
import tierwise.internal.language.model.TextDomain.Named;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * The fact types and helpers that a rule set knows. Which there are stands here; what each is, on
 * the records and methods themselves, see {@link Described}. Immutable.
 */
public final class Vocabulary {
  private static final List<Class<? extends Record>> FACTS =
      List.of(
          Application.class,
          Partner.class,
          Membership.class,
          Order.class,
          Purchase.class,
          Credential.class,
          Attestation.class,
          Reported.class,
          Offer.class,
          Subject.class,
          Requirement.class,
          Opening.class,
          Measurement.class,
          Exclusion.class,
          Waiver.class,
          Closure.class,
          Notice.class,
          Window.class);

  /**
   * A helper of days, which Java has.
   *
   * @param most more than this leads out of the years in which days of facts lie, from whichever
   */
  private record OfDays(String name, String unit, int most, String says) {}

  private static final List<OfDays> OF_DAYS =
      List.of(
          new OfDays("plusDays", "days", 401_768, "The day so many days later."),
          new OfDays("minusDays", "days", 401_768, "The day so many days earlier."),
          new OfDays("plusMonths", "months", 13_199, "The day so many months later."),
          new OfDays("minusMonths", "months", 13_199, "The day so many months earlier."),
          new OfDays("plusYears", "years", 1_099, "The day so many years later."),
          new OfDays("minusYears", "years", 1_099, "The day so many years earlier."));

  private static final Vocabulary SHARED = new Vocabulary();

  private final Map<String, FactType> factTypes = new LinkedHashMap<>();
  private final Map<String, List<Helper>> staticHelpers = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Helper>>> methods = new LinkedHashMap<>();
  private final Map<String, List<Helper>> methodsOfDays = new LinkedHashMap<>();
  private final Map<String, List<Helper>> methodsOfTogether = new LinkedHashMap<>();

  private Vocabulary() {
    FACTS.forEach(this::add);
    Described.helpers(Statements.class).forEach(helper -> add(staticHelpers, helper));
    OF_DAYS.forEach(each -> add(methodsOfDays, ofDays(each)));
    Described.helpers(Requirement.Together.class).forEach(helper -> add(methodsOfTogether, helper));
  }

  private Vocabulary(Vocabulary other) {
    factTypes.putAll(other.factTypes);
    other.staticHelpers.forEach((name, all) -> staticHelpers.put(name, new ArrayList<>(all)));
    methods.putAll(other.methods);
    methodsOfDays.putAll(other.methodsOfDays);
    methodsOfTogether.putAll(other.methodsOfTogether);
  }

  private void add(Class<? extends Record> type) {
    FactType factType = Described.factType(type);
    if (factTypes.putIfAbsent(factType.name(), factType) != null) {
      throw new IllegalArgumentException("there is a fact type " + factType + " already");
    }
    Map<String, List<Helper>> byName = new LinkedHashMap<>();
    Described.helpers(type).forEach(helper -> add(byName, helper));
    methods.put(factType.name(), byName);
  }

  private static Helper ofDays(OfDays described) {
    try {
      Method method = LocalDate.class.getMethod(described.name(), long.class);
      return new Helper(
          method,
          List.of(
              new Helper.Parameter(
                  described.unit(),
                  Plain.WHOLE,
                  false,
                  Named.FREE,
                  new Helper.Range(-described.most(), described.most(), ""),
                  Role.ANY)),
          Plain.DATE,
          false,
          Invocation.of(method),
          Set.of(),
          described.says(),
          "$day." + described.name() + "( 1 )",
          false);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What every rule set knows. */
  public static Vocabulary shared() {
    return SHARED;
  }

  /**
   * The same with more fact types.
   *
   * @param types public records with a {@link tierwise.facts.RuleLanguage.Fact}
   * @throws IllegalArgumentException if one is not described, or its name is taken
   */
  @SafeVarargs
  public final Vocabulary with(Class<? extends Record>... types) {
    Vocabulary more = new Vocabulary(this);
    for (Class<? extends Record> type : types) {
      more.add(type);
    }
    return more;
  }

  /**
   * The same with more helpers.
   *
   * @param owner a public class whose public static methods with a {@link
   *     tierwise.facts.RuleLanguage.Helper} they are
   * @throws IllegalArgumentException if one is not described
   */
  public Vocabulary withHelpersOf(Class<?> owner) {
    Vocabulary more = new Vocabulary(this);
    Described.helpers(owner).forEach(helper -> add(more.staticHelpers, helper));
    return more;
  }

  /**
   * The same with the methods of classes that the embedding program trusts.
   *
   * @throws IllegalArgumentException if one has the name of a helper
   */
  public Vocabulary calling(List<TrustedClass> trusted) {
    if (trusted.isEmpty()) {
      return this;
    }
    Vocabulary more = new Vocabulary(this);
    for (TrustedClass each : trusted) {
      for (Method method : each.type().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && Modifier.isStatic(method.getModifiers())
            && canBeCalled(method)) {
          if (staticHelpers.containsKey(method.getName())) {
            throw new IllegalArgumentException(
                "rules cannot call " + method + ": there is a helper of that name");
          }
          add(more.staticHelpers, foreign(method));
        }
      }
    }
    return more;
  }

  /** Whether rules have all that it takes, and can use what it gives; no statement comes of it. */
  private static boolean canBeCalled(Method method) {
    return Arrays.stream(method.getParameterTypes()).allMatch(type -> foreignType(type) != null)
        && foreignType(method.getReturnType()) instanceof Plain;
  }

  /** What a type is that the embedding program can take of rules: a value, or a fact of a case. */
  private static @Nullable ValueType foreignType(Class<?> type) {
    ValueType found = type == Object.class ? null : Described.valueType(type, Role.ANY);
    boolean states =
        found instanceof ValueType.Fact fact && fact.type().kind() == FactType.Kind.STATEMENT;
    return found == Plain.BOUND || found == Plain.TOGETHER || states ? null : found;
  }

  /** Only messages show the names of its parameters. */
  private static Helper foreign(Method method) {
    List<Helper.Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      parameters.add(
          new Helper.Parameter(
              parameter.getName(),
              requireNonNull(foreignType(parameter.getType())),
              parameter.getAnnotatedType().isAnnotationPresent(Nullable.class),
              Named.FREE,
              null,
              Role.ANY));
    }
    return new Helper(
        method,
        List.copyOf(parameters),
        requireNonNull(foreignType(method.getReturnType())),
        false,
        Invocation.ofHandle(method),
        Set.of(),
        "",
        "",
        true);
  }

  private static void add(Map<String, List<Helper>> helpers, Helper helper) {
    List<Helper> overloads = helpers.computeIfAbsent(helper.name(), name -> new ArrayList<>());
    overloads.add(helper);
    // Reflection gives methods in no particular order; problems list them.
    overloads.sort(
        Comparator.comparingInt((Helper h) -> h.parameters().size())
            .thenComparing(Helper::signature));
  }

  public Map<String, FactType> factTypes() {
    return Collections.unmodifiableMap(factTypes);
  }

  /** The fact types of a kind. */
  public List<FactType> factTypes(FactType.Kind kind) {
    return factTypes.values().stream().filter(type -> type.kind() == kind).toList();
  }

  public List<Helper> staticHelpers(String name) {
    return staticHelpers.getOrDefault(name, List.of());
  }

  public Set<String> staticHelperNames() {
    return staticHelpers.keySet();
  }

  /** The names of the static helpers of a class. */
  public Set<String> staticHelperNames(Class<?> owner) {
    return staticHelpers.entrySet().stream()
        .filter(
            each ->
                each.getValue().stream()
                    .anyMatch(helper -> helper.method().getDeclaringClass() == owner))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** All helpers, static ones and methods. */
  public List<Helper> helpers() {
    List<Helper> all = new ArrayList<>();
    staticHelpers.values().forEach(all::addAll);
    methods.values().forEach(byName -> byName.values().forEach(all::addAll));
    methodsOfDays.values().forEach(all::addAll);
    methodsOfTogether.values().forEach(all::addAll);
    return all;
  }

  /** What can be called on a value of the type, by name. */
  public Map<String, List<Helper>> methodsOf(ValueType type) {
    if (type == Plain.DATE) {
      return methodsOfDays;
    }
    if (type == Plain.TOGETHER) {
      return methodsOfTogether;
    }
    return type instanceof ValueType.Fact fact
        ? methods.getOrDefault(fact.type().name(), Map.of())
        : Map.of();
  }
}
