package tierwise.spring.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;

/**
 * Something wrong with what was sent.
 *
 * @param code the stable code of this sort of problem
 * @param message what is wrong
 * @param line the line of what was sent, counted from 1; absent if it is about the whole
 * @param column the character in the line, counted from 1; absent if it is about the whole
 * @param advice what is allowed, what was probably meant, and the way out; absent if none is known
 * @param text all of it for people, with the line and a caret
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LocatedProblem(
    String code,
    String message,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String advice,
    String text) {
  static LocatedProblem of(Problem problem) {
    Problem.Place place = problem.place();
    String advice = problem.advice();
    return new LocatedProblem(
        problem.code(),
        problem.message(),
        place == null ? null : place.at().line(),
        place == null ? null : place.at().column(),
        advice.isEmpty() ? null : advice,
        problem.toString());
  }
}
