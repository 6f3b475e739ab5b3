package tierwise.internal.language.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
import org.jspecify.annotations.Nullable;
import tierwise.facts.Between;
import tierwise.facts.Bound;
import tierwise.facts.Requirement;
import tierwise.facts.RuleLanguage;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.language.model.FactType.Description;
import tierwise.internal.language.model.FactType.Field;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.TextDomain.Named;
import tierwise.internal.language.model.ValueType.Plain;

/**
 * Reads what the annotations of {@link RuleLanguage} say of a record or a method, once for each
 * class. What they leave out is in the Java types: whether something is a date, whether it may be
 * missing, what a helper gives.
 */
public final class Described {
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
          Map.entry(Requirement.Together.class, Plain.TOGETHER));

  private static final ClassValue<FactType> TYPES =
      new ClassValue<>() {
        @Override
        protected FactType computeValue(Class<?> type) {
          return read(type);
        }
      };

  private Described() {}

  /**
   * The fact type of a class.
   *
   * @throws IllegalArgumentException if it is no record with a {@link RuleLanguage.Fact}
   */
  public static FactType factType(Class<?> type) {
    return TYPES.get(type);
  }

  private static FactType read(Class<?> type) {
    RuleLanguage.Fact fact = type.getAnnotation(RuleLanguage.Fact.class);
    if (fact == null || !type.isRecord()) {
      throw new IllegalArgumentException(type + " is no record with a @Fact");
    }
    List<Field> fields = new ArrayList<>();
    Map<String, String> lists = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      RuleLanguage.Field field = described(component, RuleLanguage.Field.class);
      if (Collection.class.isAssignableFrom(component.getType())) {
        lists.put(component.getName(), field.value());
      } else {
        fields.add(field(component.getAccessor(), field, component.getAnnotatedType()));
      }
    }
    if (fact.from() == RuleLanguage.Source.LEDGER
        && fields.stream()
            .noneMatch(field -> field.role() == Role.ID && field.name().equals(Role.ID.word()))) {
      throw new IllegalArgumentException(type + " has no id, by which its lines are told apart");
    }
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(RuleLanguage.Field.class))
        .filter(method -> isNoAccessor(method, type))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(
            method ->
                fields.add(
                    field(
                        method,
                        described(method, RuleLanguage.Field.class),
                        method.getAnnotatedReturnType())));
    return new FactType(
        type.getSimpleName(),
        kind(fact),
        fields,
        null,
        type,
        new Description(
            fact.key(), fact.says(), called(type, fact), nullIfEmpty(fact.kindsBy()), lists));
  }

  private static boolean isNoAccessor(Method method, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .noneMatch(component -> component.getName().equals(method.getName()));
  }

  private static <A extends java.lang.annotation.Annotation> A described(
      AnnotatedElement element, Class<A> annotation) {
    A found = element.getAnnotation(annotation);
    if (found == null) {
      throw new IllegalArgumentException(element + " has no @" + annotation.getSimpleName());
    }
    return found;
  }

  private static Kind kind(RuleLanguage.Fact fact) {
    return switch (fact.from()) {
      case CASE -> Kind.SINGLE;
      case LEDGER -> Kind.LEDGER;
      case LIBRARY -> Kind.LIBRARY;
      case RULES -> Kind.STATEMENT;
    };
  }

  /** A membership, an order. */
  private static String called(Class<?> type, RuleLanguage.Fact fact) {
    String name = type.getSimpleName().toLowerCase(Locale.ROOT);
    return !fact.called().isEmpty()
        ? fact.called()
        : ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }

  private static @Nullable String nullIfEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Field field(Method accessor, RuleLanguage.Field field, AnnotatedType annotated) {
    ValueType type = valueType(accessor.getGenericReturnType(), field.is());
    if (type == null) {
      throw new IllegalArgumentException("no rule can read " + accessor);
    }
    return new Field(
        accessor.getName(),
        type,
        annotated.isAnnotationPresent(Nullable.class),
        domain(type, field.is()),
        nullIfEmpty(field.tellsOf()),
        null,
        reader(accessor),
        field.is(),
        field.value());
  }

  @SuppressWarnings("unchecked") // Functions of objects take and give any.
  private static Function<Object, @Nullable Object> reader(Method accessor) {
    return (Function<Object, @Nullable Object>)
        MethodFunctions.of(accessor, Function.class, "apply");
  }

  /** The helpers among the methods of a class; none in particular comes first. */
  static List<Helper> helpers(Class<?> owner) {
    return Arrays.stream(owner.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(RuleLanguage.Helper.class))
        .map(Described::helper)
        .toList();
  }

  private static Helper helper(Method method) {
    RuleLanguage.Helper helper = described(method, RuleLanguage.Helper.class);
    List<Helper.Parameter> parameters = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      parameters.add(parameter(parameter));
    }
    ValueType result = valueType(method.getGenericReturnType(), Role.ANY);
    if (result == null) {
      throw new IllegalArgumentException("no rule can use what " + method + " gives");
    }
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    return new Helper(
        method,
        List.copyOf(parameters),
        result,
        result instanceof ValueType.Fact fact && fact.type().kind() == Kind.STATEMENT,
        Invocation.of(method),
        isStatic ? Set.of() : Set.of(helper.reads()),
        helper.value(),
        helper.example(),
        false);
  }

  private static Helper.Parameter parameter(Parameter parameter) {
    RuleLanguage.Argument argument = described(parameter, RuleLanguage.Argument.class);
    ValueType type = valueType(parameter.getParameterizedType(), argument.value());
    if (type == null) {
      throw new IllegalArgumentException("no rule can pass " + parameter);
    }
    Between between = parameter.getAnnotation(Between.class);
    return new Helper.Parameter(
        argument.name().isEmpty() ? argument.value().word() : argument.name(),
        type,
        parameter.getAnnotatedType().isAnnotationPresent(Nullable.class),
        domain(type, argument.value()),
        between == null ? null : new Helper.Range(between.min(), between.max(), between.notBelow()),
        argument.value());
  }

  /** What a Java type is to the language; {@code null} if it is nothing. */
  static @Nullable ValueType valueType(Type type, Role role) {
    if (type == Object.class) {
      return switch (role) {
        case SUBJECT, ABOUT -> Plain.OFFER_OR_TEXT;
        case EVIDENCE -> Plain.ANY_FACT;
        default -> Plain.ANYTHING;
      };
    }
    if (type instanceof ParameterizedType collection) {
      Type element = collection.getActualTypeArguments()[0];
      return new ValueType.Collected(
          role == Role.EVIDENCE || element == Object.class
              ? Plain.ANY_FACT
              : isFact(element) ? new ValueType.Fact(factType((Class<?>) element)) : Plain.UNKNOWN);
    }
    return isFact(type) ? new ValueType.Fact(factType((Class<?>) type)) : VALUES.get(type);
  }

  private static boolean isFact(Type type) {
    return type instanceof Class<?> plain && plain.isAnnotationPresent(RuleLanguage.Fact.class);
  }

  private static TextDomain domain(ValueType type, Role role) {
    if (type != Plain.TEXT && type != Plain.OFFER_OR_TEXT) {
      return Named.FREE;
    }
    return switch (role) {
      case OFFER -> Named.OFFER;
      case HOLDABLE -> Named.HOLDABLE;
      case MEASURE -> Named.MEASURE;
      case LIST -> Named.LIST;
      case SUBJECT -> Named.SUBJECT;
      case REASON -> Named.REASON;
      case NOTICE -> Named.NOTICE;
      case QUESTION -> Named.QUESTION;
      case WINDOW -> Named.WINDOW;
      case DAY -> Named.DAY;
      case NUMBER -> Named.NUMBER;
      case ANY, ID, PERSON, ABOUT, EVIDENCE -> Named.FREE;
    };
  }
}
