package tierwise.internal.language.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that no declared fact type can have, because a reader of the file, or Drools itself, takes
 * them for something else. The lists are fixed: what a rule file may say must not depend on the
 * Java that happens to run.
 */
final class TypeNames {
  /** All public types of the package java.lang as of Java 17. */
  private static final Set<String> OF_JAVA =
      words(
          """
          AbstractMethodError Appendable ArithmeticException
          ArrayIndexOutOfBoundsException ArrayStoreException AssertionError
          AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class
          ClassCastException ClassCircularityError ClassFormatError ClassLoader
          ClassNotFoundException ClassValue CloneNotSupportedException Cloneable
          Comparable Compiler Deprecated Double Enum EnumConstantNotPresentException
          Error Exception ExceptionInInitializerError Float FunctionalInterface
          IllegalAccessError IllegalAccessException IllegalArgumentException
          IllegalCallerException IllegalMonitorStateException IllegalStateException
          IllegalThreadStateException IncompatibleClassChangeError
          IndexOutOfBoundsException InheritableThreadLocal InstantiationError
          InstantiationException Integer InternalError InterruptedException Iterable
          LayerInstantiationException LinkageError Long Math Module ModuleLayer
          NegativeArraySizeException NoClassDefFoundError NoSuchFieldError
          NoSuchFieldException NoSuchMethodError NoSuchMethodException
          NullPointerException Number NumberFormatException Object OutOfMemoryError
          Override Package Process ProcessBuilder ProcessHandle Readable Record
          ReflectiveOperationException Runnable Runtime RuntimeException
          RuntimePermission SafeVarargs SecurityException SecurityManager Short
          StackOverflowError StackTraceElement StackWalker StrictMath String
          StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings
          System Thread ThreadDeath ThreadGroup ThreadLocal Throwable
          TypeNotPresentException UnknownError UnsatisfiedLinkError
          UnsupportedClassVersionError UnsupportedOperationException VerifyError
          VirtualMachineError Void
          """);

  private static final Map<String, String> OF_VALUES =
      Map.of("BigDecimal", "the type of decimals", "LocalDate", "the type of days");

  /** What else {@code import tierwise.facts.*} brings into a file, beside the facts. */
  private static final Set<String> OF_THE_LIBRARY =
      Set.of("Between", "Bound", "InvalidFactException", "Require", "RuleLanguage", "Statements");

  /** Words of DRL, without regard to capital letters. */
  private static final Set<String> OF_DRL =
      words(
          """
          accumulate and collect declare end enum eval exists extends forall from function global
          groupby import in insert modify not or over package query retract rule salience then
          trait unit when
          """);

  /** What Drools imports into every file: the packages rule and type of its definitions. */
  private static final Set<String> OF_DROOLS =
      words(
          """
          ActivationListener All Annotation ClassReactive Description Direct Duration Expires
          FactField FactType Global Key Label Modifies Position Propagation PropertyChangeSupport
          PropertyReactive Query Role Rule Timestamp TypeSafe Watch
          """);

  private TypeNames() {}

  /** What already has the name, as problems say it; {@code null} if nothing has. */
  static @Nullable String taken(String name) {
    if (OF_VALUES.containsKey(name)) {
      return OF_VALUES.get(name);
    }
    if (OF_THE_LIBRARY.contains(name)) {
      return "a type of the library";
    }
    if (OF_JAVA.contains(name)) {
      return "a type of Java";
    }
    if (OF_DROOLS.contains(name)) {
      return "a type of Drools";
    }
    if (OF_DRL.contains(name.toLowerCase(Locale.ROOT))) {
      return "a word of DRL";
    }
    return null;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
