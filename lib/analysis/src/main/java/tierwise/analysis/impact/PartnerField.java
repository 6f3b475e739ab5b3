package tierwise.analysis.impact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Partner;

/**
 * A field by which partners are grouped: one of the partner or of the application, such as {@code
 * country}, or one of the facts of a declared type, such as {@code Survey.region}.
 *
 * @param name how it is called
 */
public record PartnerField(String name) {
  private static final List<RecordComponent> SINGLE =
      Stream.of(Partner.class, Application.class)
          .flatMap(type -> Arrays.stream(type.getRecordComponents()))
          .filter(each -> each.getType() != List.class)
          .toList();

  /** The field of the name; empty if there is none. */
  public static Optional<PartnerField> named(String name) {
    return name.matches("[A-Z]\\w*\\.\\w+") || names().contains(name)
        ? Optional.of(new PartnerField(name))
        : Optional.empty();
  }

  /** The names of the fields that each case can have. */
  public static List<String> names() {
    return SINGLE.stream().map(RecordComponent::getName).toList();
  }

  /**
   * The value in a case; {@code null} without one. Of facts of a declared type the different values
   * of all, joined by {@code ", "}.
   */
  @Nullable String of(EnrollmentCase enrollmentCase) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      String field = name.substring(dot + 1);
      String values =
          enrollmentCase.declared().getOrDefault(name.substring(0, dot), List.of()).stream()
              .flatMap(fact -> Stream.ofNullable(fact.get(field)))
              .map(String::valueOf)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return values.isEmpty() ? null : values;
    }
    for (RecordComponent each : SINGLE) {
      if (each.getName().equals(name)) {
        boolean ofPartner = each.getDeclaringRecord() == Partner.class;
        Object value =
            read(each, ofPartner ? enrollmentCase.partner() : enrollmentCase.application());
        return value == null ? null : value.toString();
      }
    }
    return null;
  }

  private static @Nullable Object read(RecordComponent component, Object from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a fact can be read: " + component, e);
    }
  }
}
