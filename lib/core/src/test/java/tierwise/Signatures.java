package tierwise;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What callers see of a type: of its supertypes and type parameters, its fields and methods. */
final class Signatures {
  private static final Set<String> KNOWN =
      Set.of(
          "tierwise",
          "tierwise.facts",
          "tierwise.live",
          "tierwise.record",
          "org.jspecify.annotations");

  private Signatures() {}

  /** Whether code outside of the package can name the type. */
  static boolean isVisible(JavaClass type) {
    return isShown(type.getModifiers())
        && type.getEnclosingClass().map(Signatures::isVisible).orElse(true);
  }

  /** The types that its signatures mention and callers should not see, each with the place. */
  static Stream<String> strangersIn(JavaClass type) {
    List<String> strangers = new ArrayList<>();
    String name = type.getSimpleName();
    type.getSuperclass().ifPresent(supertype -> add(strangers, name, supertype));
    type.getInterfaces().forEach(supertype -> add(strangers, name, supertype));
    type.getTypeParameters()
        .forEach(
            parameter -> parameter.getUpperBounds().forEach(each -> add(strangers, name, each)));
    addAnnotations(strangers, name, type);
    for (JavaMember member : type.getMembers()) {
      if (isShown(member.getModifiers()) && member.getOwner().equals(type)) {
        String place = name + "." + member.getName();
        addAnnotations(strangers, place, member);
        if (member instanceof JavaField field) {
          add(strangers, place, field.getType());
        } else if (member instanceof JavaCodeUnit unit) {
          add(strangers, place, unit.getReturnType());
          unit.getParameterTypes().forEach(each -> add(strangers, place, each));
          unit.getParameters().forEach(each -> addAnnotations(strangers, place, each));
          unit.getExceptionTypes().forEach(each -> add(strangers, place, each));
          unit.getTypeParameters()
              .forEach(
                  each -> each.getUpperBounds().forEach(bound -> add(strangers, place, bound)));
        }
      }
    }
    return strangers.stream().distinct();
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void addAnnotations(
      List<String> strangers, String place, HasAnnotations<?> annotated) {
    for (JavaAnnotation<?> annotation : annotated.getAnnotations()) {
      add(strangers, place, annotation.getRawType());
    }
  }

  private static void add(List<String> strangers, String place, JavaType type) {
    if (!type.getAllInvolvedRawTypes().stream().allMatch(Signatures::isKnown)) {
      strangers.add(place + ": " + type.getName());
    }
  }

  private static boolean isKnown(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    String name = base.getPackageName();
    return base.isPrimitive() || name.startsWith("java.") || KNOWN.contains(name);
  }
}
