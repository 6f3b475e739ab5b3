package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import tierwise.facts.InvalidFactException;
import tierwise.facts.Partner;

/** Exceptions that another machine threw tell as much there as here. */
class ExceptionsTravelTest {
  @Test
  void aRuleSetExceptionKeepsItsProblems() throws IOException, ClassNotFoundException {
    RuleSetException thrown =
        catchThrowableOfType(
            RuleSetException.class,
            () -> EnrollmentCase.parse("cases.yaml", "cases:\n  - cas: One\n    given: [1]\n"));
    RuleSetException arrived = travelled(thrown);
    assertThat(arrived.problems()).isNotEmpty().isEqualTo(thrown.problems());
    assertThat(arrived).hasMessage(thrown.getMessage());
  }

  @Test
  void aProblemKeepsAllItsParts() throws IOException, ClassNotFoundException {
    Problem.Place place = new Problem.Place(new SourceLocation("a.drl", 3, 7), "a line", 5, 2);
    Problem problem =
        new Problem(
            "TW-204",
            Problem.Severity.WARNING,
            "a message",
            place,
            List.of(new Problem.Related("the other one", place)),
            new Problem.Allowed("There are", List.of("gold", "silver"), 3),
            "gold",
            "Write gold.");
    assertThat(travelled(new RuleSetException(List.of(problem))).problems())
        .containsExactly(problem);
  }

  @Test
  void anInvalidFactExceptionKeepsWhatItSaysOfTheFact() throws IOException, ClassNotFoundException {
    InvalidFactException thrown =
        catchThrowableOfType(InvalidFactException.class, () -> Partner.of(" "));
    InvalidFactException arrived = travelled(thrown);
    assertThat(arrived).hasMessage(thrown.getMessage());
    assertThat(List.of(arrived.fact(), arrived.field(), arrived.reason()))
        .containsExactly("Partner", "id", "is empty");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T travelled(T thrown)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }
}
