package tierwise.facts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How rules and case files see the types of this package. Whatever reads, checks, draws or
 * documents a fact or a helper goes by these annotations and by the types that Java knows; none of
 * it goes by the name of a Java parameter. A record with a {@link Fact} is all that a new fact type
 * takes.
 */
public final class RuleLanguage {
  private RuleLanguage() {}

  /** Where the facts of a type come from. */
  public enum Source {
    /** The case gives exactly one. */
    CASE,
    /** The case gives a list of them, or does not know it. */
    LEDGER,
    /** The library works them out. */
    LIBRARY,
    /** Rules state them. */
    RULES
  }

  /** What a field or an argument is, beside its Java type. */
  public enum Role {
    /** Whatever its type says. */
    ANY(""),
    /** The id of a ledger line: no two lines of a case have the same. */
    ID("id"),
    /** Somebody of whom several lines can tell. */
    PERSON("person"),
    /** An offer of the manifest. */
    OFFER("offer"),
    /** An offer or another membership of the manifest. */
    HOLDABLE("offer"),
    /** A measure of the manifest. */
    MEASURE("measure"),
    /** A list of the manifest. */
    LIST("list"),
    /** What something is of: an entry of a list, or where Java takes any object also an offer. */
    SUBJECT("of"),
    /** What something is about: an offer, or any text. */
    ABOUT("about"),
    /** A reason of the messages. */
    REASON("reason"),
    /** A notice of the messages. */
    NOTICE("code"),
    /** A question of the messages. */
    QUESTION("question"),
    /** The name that rules give to a window. */
    WINDOW("name"),
    /** A day as text, year-month-day, which must be written out. */
    DAY("day"),
    /** A decimal as text, which must be written out. */
    NUMBER("decimal"),
    /** A fact, or facts, that something rests on. */
    EVIDENCE("evidence");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /** What the language calls an argument of the role; empty if that says nothing. */
    public String word() {
      return word;
    }
  }

  /** A type of facts. Its fields are the components of the record, by their names. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  public @interface Fact {
    /** Where its facts come from. */
    Source from();

    /** The key under which a case file gives them; empty if none does. */
    String key() default "";

    /** What they are, in a sentence. */
    String says();

    /** What problems call one of them; empty for its name with an article. */
    String called() default "";

    /** The field whose value makes a kind of its own, as measurements of KPI are one; or empty. */
    String kindsBy() default "";
  }

  /** A field: a component of a record, or a method without arguments that is read like one. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
  public @interface Field {
    /** What it is, in a sentence. */
    String value();

    /** What it is to the language. */
    Role is() default Role.ANY;

    /** The field that is there whenever this one, a yes/no, is yes; empty if there is none. */
    String tellsOf() default "";
  }

  /**
   * A field whose text names somebody or something of the partner's, unless the rules write that
   * very text: a name, an id, the number of a document. Whoever keeps a case can put another name
   * there.
   */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  public @interface Naming {}

  /** A method that rules may call: of {@link Statements}, or of a fact. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  public @interface Helper {
    /** What it does, in a sentence; empty if another of its name says it. */
    String value() default "";

    /** A call of it as a rule has it; empty if another of its name has one. */
    String example() default "";

    /** The fields that it reads of its fact; empty if it keeps or compares the whole of it. */
    String[] reads() default {};
  }

  /** An argument of a {@link Helper}. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  public @interface Argument {
    /** What it is to the language. */
    Role value() default Role.ANY;

    /** What the language calls it; empty for the word of its role. */
    String name() default "";
  }
}
