package tierwise.facts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The whole numbers that a parameter of a helper takes. A number that is written out in a rule is
 * checked before any case is decided, any other when the helper is called.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Between {
  /** The smallest number. */
  int min();

  /** The greatest number. */
  int max();

  /** The parameter before it than which it cannot be smaller; empty if there is none. */
  String notBelow() default "";
}
