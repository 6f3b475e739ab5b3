package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that could make code of a text of rules is on the class path of the library. */
class NoCompilersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.eclipse.jdt.internal.compiler.Compiler",
        "org.drools.ecj.EclipseJavaCompiler",
        "org.drools.model.codegen.ExecutableModelProject",
        "org.drools.model.codegen.execmodel.PackageModel",
        "com.github.javaparser.JavaParser",
        "org.mvel2.MVEL",
        "org.mvel2.compiler.ExpressionCompiler",
        "org.drools.mvel.MVELDialectConfiguration"
      })
  void noneIsThere(String compiler) {
    assertThatThrownBy(() -> Class.forName(compiler)).isInstanceOf(ClassNotFoundException.class);
  }
}
