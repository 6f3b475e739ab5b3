package tierwise.testing.internal.expect;

import static tierwise.testing.internal.expect.ExpectProblem.NO_PROBLEM_EXPECTED;
import static tierwise.testing.internal.expect.ExpectProblem.NO_SUCH_PROBLEM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/** The problems that a bad case must give: no fewer, and no others. Immutable. */
final class ProblemExpectation {
  private final List<Expected> expected;

  private ProblemExpectation(List<Expected> expected) {
    this.expected = List.copyOf(expected);
  }

  /**
   * One problem.
   *
   * @param words what its message must contain; {@code null} if any will do
   */
  private record Expected(Located<String> code, @Nullable String words) {
    boolean fits(Problem problem) {
      return problem.code().equals(code.value())
          && (words == null || problem.message().contains(words));
    }

    @Override
    public String toString() {
      return code.value() + (words == null ? "" : " \"" + words + "\"");
    }
  }

  static ProblemExpectation read(MappingReader expect, Problems problems) {
    List<Expected> expected = new ArrayList<>();
    YamlNode node = expect.node(CaseFileReader.EXPECTED_PROBLEMS);
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlNode.Scalar scalar) {
          expected.add(new Expected(new Located<>(scalar.text(), scalar.span()), null));
        } else {
          MappingReader keys = MappingReader.of(item, "a problem", ExpectKeys.PROBLEM, problems);
          Located<String> code = keys == null ? null : keys.requiredText("code");
          Located<String> words = keys == null ? null : keys.text("message");
          if (code != null) {
            expected.add(new Expected(code, words == null ? null : words.value()));
          }
        }
      }
    }
    if (expected.isEmpty()) {
      problems.error(NO_PROBLEM_EXPECTED, expect.keySpan(CaseFileReader.EXPECTED_PROBLEMS));
    }
    for (Expected each : expected) {
      boolean known =
          Arrays.stream(ProblemCode.values())
              .anyMatch(code -> code.toString().equals(each.code().value()));
      if (!known) {
        problems.error(NO_SUCH_PROBLEM, each.code().span(), each.code().value());
      }
    }
    return new ProblemExpectation(expected);
  }

  void compare(List<Problem> got, Differences differences) {
    List<Problem> left = new ArrayList<>(got);
    for (Expected each : expected) {
      Problem found = left.stream().filter(each::fits).findFirst().orElse(null);
      if (found == null) {
        differences.add(
            "problems: expected "
                + each
                + (got.isEmpty() ? ", but the case is decided" : ", but the case has it not"));
      } else {
        left.remove(found);
      }
    }
    left.forEach(problem -> differences.add("problems: not expected:\n" + problem));
  }
}
