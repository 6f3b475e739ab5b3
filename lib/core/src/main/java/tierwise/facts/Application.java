package tierwise.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Fact;
import tierwise.facts.RuleLanguage.Field;
import tierwise.facts.RuleLanguage.Source;

/**
 * The request to be decided: on which day, by whom, and for what.
 *
 * @param asOf the day of the decision; nothing else in the library knows what day it is
 * @param role the role of the person who acts for the partner; {@code null} if it is not to be
 *     checked
 * @param asksFor the subjects asked for, such as competencies; kept sorted and without repetition
 */
@Fact(
    from = Source.CASE,
    key = "application",
    says = "The request to be decided.",
    called = "the application")
public record Application(
    @Field("The day of the decision.") LocalDate asOf,
    @Field("The role of the person who acts for the partner; without it no role is checked.")
        @Nullable String role,
    @Field("What is asked for: names from the lists of the year.") List<Subject> asksFor) {
  /**
   * Makes an application.
   *
   * @throws InvalidFactException if {@code asOf} is missing or a value is out of range
   */
  public Application {
    asOf = Require.day(Application.class, "asOf", asOf);
    role = Require.optionalText(Application.class, "role", role);
    Require.present(Application.class, "asksFor", asksFor);
    for (int i = 0; i < asksFor.size(); i++) {
      Require.present(Application.class, "asksFor[" + i + "]", asksFor.get(i));
    }
    asksFor =
        asksFor.stream()
            .distinct()
            .sorted(Comparator.comparing(Subject::kind).thenComparing(Subject::name))
            .toList();
  }

  /** An application of a day that asks for nothing yet, by a person whose role is not checked. */
  public static Application on(LocalDate asOf) {
    return new Application(asOf, null, List.of());
  }

  /** This application, made by a person of the given role. */
  public Application by(String role) {
    return new Application(asOf, role, asksFor);
  }

  /** This application, which asks besides for the subjects of one kind, such as competencies. */
  public Application askingFor(String kind, String... names) {
    Require.present(Application.class, "names", names);
    List<Subject> all = new ArrayList<>(asksFor);
    for (String name : names) {
      all.add(new Subject(kind, name));
    }
    return new Application(asOf, role, all);
  }
}
