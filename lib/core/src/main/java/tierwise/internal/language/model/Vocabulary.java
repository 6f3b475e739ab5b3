package tierwise.internal.language.model;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Between;
import tierwise.facts.Bound;
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
import tierwise.facts.Statements;
import tierwise.facts.Subject;
import tierwise.facts.Waiver;
import tierwise.facts.Window;
import tierwise.internal.folder.TrustedClass;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.TextDomain.Named;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * The fact types and helpers that every rule set knows, read from {@code tierwise.facts} so that
 * the two cannot drift apart. Fields are the components of the records; which methods rules may
 * call is listed here, name by name.
 */
public final class Vocabulary {
  private static final Map<Class<?>, Kind> FACTS = new LinkedHashMap<>();

  static {
    FACTS.put(Application.class, Kind.SINGLE);
    FACTS.put(Partner.class, Kind.SINGLE);
    FACTS.put(Membership.class, Kind.LEDGER);
    FACTS.put(Order.class, Kind.LEDGER);
    FACTS.put(Purchase.class, Kind.LEDGER);
    FACTS.put(Credential.class, Kind.LEDGER);
    FACTS.put(Attestation.class, Kind.LEDGER);
    FACTS.put(Reported.class, Kind.LEDGER);
    FACTS.put(Offer.class, Kind.LIBRARY);
    FACTS.put(Subject.class, Kind.LIBRARY);
    FACTS.put(Requirement.class, Kind.STATEMENT);
    FACTS.put(Opening.class, Kind.STATEMENT);
    FACTS.put(Measurement.class, Kind.STATEMENT);
    FACTS.put(Exclusion.class, Kind.STATEMENT);
    FACTS.put(Waiver.class, Kind.STATEMENT);
    FACTS.put(Closure.class, Kind.STATEMENT);
    FACTS.put(Notice.class, Kind.STATEMENT);
    FACTS.put(Window.class, Kind.STATEMENT);
  }

  private static final Map<Class<?>, ValueType> VALUES =
      Map.ofEntries(
          Map.entry(String.class, Plain.TEXT),
          Map.entry(int.class, Plain.WHOLE),
          Map.entry(long.class, Plain.WHOLE),
          Map.entry(Integer.class, Plain.WHOLE),
          Map.entry(BigDecimal.class, Plain.DECIMAL),
          Map.entry(Number.class, Plain.NUMBER),
          Map.entry(LocalDate.class, Plain.DATE),
          Map.entry(boolean.class, Plain.YES_NO),
          Map.entry(Boolean.class, Plain.YES_NO),
          Map.entry(Bound.class, Plain.BOUND),
          Map.entry(List.class, new ValueType.Collected(Plain.ANY_FACT)));

  /** Methods without arguments that rules read like fields. */
  private static final Map<Class<?>, Set<String>> READ_LIKE_FIELDS =
      Map.of(Offer.class, Set.of("renewal"), Requirement.class, Set.of("measure"));

  /** The field that is there whenever another, a yes/no, is yes. */
  private static final Map<String, String> TELLS_OF = Map.of("renewal", "held");

  private static final Map<Class<?>, Set<String>> METHODS =
      Map.of(
          Membership.class,
          Set.of("activeOn"),
          Credential.class,
          Set.of("validOn"),
          Window.class,
          Set.of("contains"),
          Offer.class,
          Set.of("asks", "needs", "expects", "open", "waives", "closed"),
          Requirement.class,
          Set.of("or"),
          Notice.class,
          Set.of("about", "amount", "ifGranted"),
          LocalDate.class,
          Set.of("plusDays", "minusDays", "plusMonths", "minusMonths", "plusYears", "minusYears"));

  /** More than this leads out of the years in which days of facts lie, from whichever of them. */
  private static final Map<String, Integer> MOST_OF_A_DAY =
      Map.of(
          "plusDays", 401_768,
          "minusDays", 401_768,
          "plusMonths", 13_199,
          "minusMonths", 13_199,
          "plusYears", 1_099,
          "minusYears", 1_099);

  /** What methods read of their fact; those that are not here keep or compare the whole of it. */
  private static final Map<String, Set<String>> FIELDS_READ =
      Map.of(
          "activeOn", Set.of("since", "anniversary"),
          "validOn", Set.of("from", "until"),
          "contains", Set.of("from", "until"));

  private static final Vocabulary SHARED = new Vocabulary();

  private final Map<String, FactType> factTypes;
  private final Map<String, List<Helper>> staticHelpers = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Helper>>> methods;

  private Vocabulary() {
    factTypes = new LinkedHashMap<>();
    methods = new LinkedHashMap<>();
    FACTS.forEach((type, kind) -> factTypes.put(type.getSimpleName(), factType(type, kind)));
    for (Method method : Statements.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        add(staticHelpers, helper(method));
      }
    }
    METHODS.forEach(
        (type, names) -> {
          Map<String, List<Helper>> byName = new LinkedHashMap<>();
          for (Method method : type.getDeclaredMethods()) {
            if (names.contains(method.getName()) && Modifier.isPublic(method.getModifiers())) {
              add(byName, helper(method));
            }
          }
          methods.put(type.getSimpleName(), byName);
        });
  }

  private Vocabulary(Vocabulary shared, List<TrustedClass> trusted) {
    factTypes = shared.factTypes;
    methods = shared.methods;
    shared.staticHelpers.forEach((name, all) -> staticHelpers.put(name, new ArrayList<>(all)));
    for (TrustedClass each : trusted) {
      for (Method method : each.type().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())
            && Modifier.isStatic(method.getModifiers())
            && canBeCalled(method)) {
          if (shared.staticHelpers.containsKey(method.getName())) {
            throw new IllegalArgumentException(
                "rules cannot call " + method + ": there is a helper of that name");
          }
          add(staticHelpers, foreign(method));
        }
      }
    }
  }

  /**
   * The same with the methods of classes that the embedding program trusts.
   *
   * @throws IllegalArgumentException if one has the name of a helper
   */
  public static Vocabulary with(List<TrustedClass> trusted) {
    return trusted.isEmpty() ? SHARED : new Vocabulary(SHARED, trusted);
  }

  /** Whether rules have all that it takes, and can use what it gives; no statement comes of it. */
  private boolean canBeCalled(Method method) {
    return Arrays.stream(method.getParameterTypes()).allMatch(type -> foreignType(type) != null)
        && foreignType(method.getReturnType()) instanceof Plain;
  }

  private @Nullable ValueType foreignType(Class<?> type) {
    return type == Object.class || type == List.class || type == Bound.class || isStatement(type)
        ? null
        : valueType(type, "");
  }

  private static boolean isStatement(Class<?> type) {
    return FACTS.get(type) == Kind.STATEMENT;
  }

  private Helper foreign(Method method) {
    List<Helper.Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      parameters.add(
          new Helper.Parameter(
              parameter.getName(),
              requireNonNull(foreignType(parameter.getType())),
              isNullable(parameter.getAnnotatedType()),
              Named.FREE,
              null));
    }
    return new Helper(
        method,
        List.copyOf(parameters),
        requireNonNull(foreignType(method.getReturnType())),
        false,
        Invocation.ofHandle(method));
  }

  private static void add(Map<String, List<Helper>> helpers, Helper helper) {
    List<Helper> overloads = helpers.computeIfAbsent(helper.name(), name -> new ArrayList<>());
    overloads.add(helper);
    // Reflection gives methods in no particular order; problems list them.
    overloads.sort(
        Comparator.comparingInt((Helper h) -> h.parameters().size())
            .thenComparing(Helper::signature));
  }

  public static Vocabulary shared() {
    return SHARED;
  }

  public Map<String, FactType> factTypes() {
    return factTypes;
  }

  /** The fact type of a class of {@code tierwise.facts}. */
  public FactType factType(Class<?> type) {
    FactType known = factTypes.get(type.getSimpleName());
    if (known == null) {
      throw new IllegalArgumentException("no fact type " + type);
    }
    return known;
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
    return all;
  }

  /** What can be called on a value of the type, by name. */
  public Map<String, List<Helper>> methodsOf(ValueType type) {
    if (type == Plain.DATE) {
      return methods.getOrDefault("LocalDate", Map.of());
    }
    return type instanceof ValueType.Fact fact
        ? methods.getOrDefault(fact.type().name(), Map.of())
        : Map.of();
  }

  /** The fields that a method reads of its fact; empty if it is the whole. */
  public static Set<String> fieldsReadBy(Helper helper) {
    return helper.isStatic() ? Set.of() : FIELDS_READ.getOrDefault(helper.name(), Set.of());
  }

  private FactType factType(Class<?> type, Kind kind) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      addField(fields, type, component.getAccessor(), component.getAnnotatedType());
    }
    for (String name : READ_LIKE_FIELDS.getOrDefault(type, Set.of())) {
      Method method =
          Arrays.stream(type.getDeclaredMethods())
              .filter(m -> m.getName().equals(name) && m.getParameterCount() == 0)
              .findFirst()
              .orElseThrow();
      addField(fields, type, method, method.getAnnotatedReturnType());
    }
    return new FactType(type.getSimpleName(), kind, fields, null, type);
  }

  /** Adds the field unless its type is none that rules can read, such as a list. */
  private void addField(
      List<Field> fields, Class<?> owner, Method accessor, AnnotatedType annotated) {
    String name = accessor.getName();
    ValueType valueType = valueType(accessor.getReturnType(), name);
    if (valueType != null && !(valueType instanceof ValueType.Collected)) {
      fields.add(
          new Field(
              name,
              valueType,
              isNullable(annotated),
              takesText(valueType) ? domain(owner, name) : Named.FREE,
              TELLS_OF.get(name),
              null,
              reader(accessor)));
    }
  }

  @SuppressWarnings("unchecked") // Functions of objects take and give any.
  private static Function<Object, @Nullable Object> reader(Method accessor) {
    return (Function<Object, @Nullable Object>)
        MethodFunctions.of(accessor, Function.class, "apply");
  }

  private @Nullable ValueType valueType(Class<?> type, String name) {
    if (type == Object.class) {
      return switch (name) {
        case "of", "about" -> Plain.OFFER_OR_TEXT;
        case "value" -> Plain.ANYTHING;
        default -> Plain.ANY_FACT;
      };
    }
    if (type == Collection.class) {
      return new ValueType.Collected(
          switch (name) {
            case "evidence" -> Plain.ANY_FACT;
            case "parts" -> new ValueType.Fact(factType(Measurement.class));
            default -> Plain.UNKNOWN;
          });
    }
    FactType fact = factTypes.get(type.getSimpleName());
    if (fact != null && type.equals(fact.javaClass())) {
      return new ValueType.Fact(fact);
    }
    // Statements take each other before both are known; only the name matters.
    Kind kind = FACTS.get(type);
    return kind == null
        ? VALUES.get(type)
        : new ValueType.Fact(new FactType(type.getSimpleName(), kind, List.of(), null, type));
  }

  private Helper helper(Method method) {
    List<Helper.Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      ValueType type = valueType(parameter.getType(), parameter.getName());
      if (type == null) {
        throw new IllegalStateException("no rule can pass " + parameter + " of " + method);
      }
      parameters.add(
          new Helper.Parameter(
              name(method, parameter),
              type,
              isNullable(parameter.getAnnotatedType()),
              takesText(type) ? domain(method, parameter.getName()) : Named.FREE,
              range(method, parameter)));
    }
    ValueType result = valueType(method.getReturnType(), "");
    if (result == null) {
      throw new IllegalStateException("no rule can use what " + method + " gives");
    }
    boolean states = result instanceof ValueType.Fact fact && fact.type().kind() == Kind.STATEMENT;
    return new Helper(method, List.copyOf(parameters), result, states, Invocation.of(method));
  }

  /**
   * Java does not tell the names that it gives to the parameters of days; plusYears takes years.
   */
  private static String name(Method method, Parameter parameter) {
    return method.getDeclaringClass() == LocalDate.class
        ? method.getName().replaceAll("plus|minus", "").toLowerCase(Locale.ROOT)
        : parameter.getName();
  }

  private static Helper.@Nullable Range range(Method method, Parameter parameter) {
    Between between = parameter.getAnnotation(Between.class);
    if (between != null) {
      return new Helper.Range(between.min(), between.max(), between.notBelow());
    }
    Integer most = MOST_OF_A_DAY.get(method.getName());
    return most == null || method.getDeclaringClass() != LocalDate.class
        ? null
        : new Helper.Range(-most, most, "");
  }

  private static boolean takesText(ValueType type) {
    return type == Plain.TEXT || type == Plain.OFFER_OR_TEXT;
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** Which texts a field of a record can have. */
  private static TextDomain domain(Class<?> owner, String field) {
    if (owner == Membership.class || owner == Order.class) {
      return switch (field) {
        case "offer" -> Named.HOLDABLE;
        case "of" -> Named.SUBJECT;
        default -> Named.FREE;
      };
    }
    if (owner == Offer.class) {
      return field.equals("name") ? Named.OFFER : Named.SUBJECT;
    }
    if (owner == Subject.class) {
      return field.equals("kind") ? Named.LIST : Named.SUBJECT;
    }
    if (owner == Window.class && field.equals("name")) {
      return Named.WINDOW;
    }
    if (FACTS.get(owner) == Kind.STATEMENT) {
      return domain(field);
    }
    return Named.FREE;
  }

  /** Which texts an argument of a helper can be, by the parameter's name. */
  private static TextDomain domain(Method method, String parameter) {
    if (method.getReturnType() == Window.class && parameter.equals("name")) {
      return Named.WINDOW;
    }
    return domain(parameter);
  }

  private static TextDomain domain(String name) {
    return switch (name) {
      case "measure" -> Named.MEASURE;
      case "reason" -> Named.REASON;
      case "code" -> Named.NOTICE;
      case "question" -> Named.QUESTION;
      case "offer", "orOffer", "orAnotherOffer" -> Named.OFFER;
      case "of" -> Named.SUBJECT;
      case "day" -> Named.DAY;
      case "decimal" -> Named.NUMBER;
      default -> Named.FREE;
    };
  }
}
