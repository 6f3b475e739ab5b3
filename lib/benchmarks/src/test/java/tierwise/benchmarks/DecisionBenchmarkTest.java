package tierwise.benchmarks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
class DecisionBenchmarkTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 50, 200})
  void whatIsComparedGivesTheSameAnswers(int lines) {
    DecisionBenchmark benchmark = new DecisionBenchmark();
    benchmark.lines = lines;
    benchmark.prepare();
  }
}
