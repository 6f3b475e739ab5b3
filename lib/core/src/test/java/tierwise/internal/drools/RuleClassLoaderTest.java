package tierwise.internal.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import tierwise.RuleSetException;
import tierwise.facts.Bound;
import tierwise.facts.Offer;
import tierwise.facts.Partner;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.source.Code;

/** The third net alone: what rules can link to, whatever their classes hold. */
class RuleClassLoaderTest {
  private static final StepBudget BUDGET = new StepBudget(20_000, 0);

  /** Ways out of a rule, each of which the engine's compiler takes. */
  private static final List<String> WAYS_OUT =
      List.of(
          "tierwise.internal.drools.Canary.sings();",
          "if ( Runtime.getRuntime().availableProcessors() > 0 ) { canary; }",
          "System.getenv(); canary;",
          "Thread.currentThread().getContextClassLoader(); canary;",
          "$partner.getClass().getClassLoader(); canary;",
          "kcontext.getKieRuntime(); canary;");

  @TestFactory
  Stream<DynamicTest> waysOutOfAStatementEndBeforeTheyBegin() {
    return WAYS_OUT.stream()
        .map(
            way ->
                DynamicTest.dynamicTest(
                    way,
                    () ->
                        refused(
                            "rule \"r1\" when $partner : Partner() then insert( note( \"a\" ) ); "
                                + way.replace("canary;", WAYS_OUT.get(0))
                                + " end")));
  }

  @Test
  void waysOutOfAConditionEndBeforeTheyBegin() {
    refused(
        "rule \"r1\" when Partner( tierwise.internal.drools.Canary.sings() )"
            + " then insert( note( \"a\" ) ); end");
  }

  private static void refused(String rule) {
    GivenToTheEngine given = GivenToTheEngine.rules(rule);
    assertThatThrownBy(given::loaded)
        .isInstanceOf(RuleSetException.class)
        .hasMessageContaining(Code.UNLISTED_CODE.toString());
    RuleFailure failure =
        catchThrowableOfType(
            RuleFailure.class, () -> given.linked().run(List.of(Partner.of("P")), BUDGET));
    assertThat(failure.code()).isEqualTo(Code.UNLISTED_CLASS);
    assertThat(failure).hasMessageContaining("rules cannot link to this");
    assertThat(Canary.sang()).isFalse();
  }

  @Test
  void onlyListedNamesAreFoundAndTheyAreTheHosts() throws ClassNotFoundException {
    ClassLoader loader = new RuleClassLoader(Map.of(), Set.of(Offer.class.getName()), List.of());
    assertThat(loader.getParent()).isNull();
    assertThat(loader.loadClass(Offer.class.getName())).isSameAs(Offer.class);
    for (Class<?> other : List.of(Canary.class, Bound.class, Class.class, Runtime.class)) {
      assertThatThrownBy(() -> loader.loadClass(other.getName()))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void aClassOfTheSetGoesBeforeOneOfTheHostThatHasItsName() throws ClassNotFoundException {
    String name = Bound.class.getName();
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, name.replace('.', '/'), null, "java/lang/Object", null);
    writer.visitEnd();
    ClassLoader loader =
        new RuleClassLoader(
            Map.of(name, writer.toByteArray()), Set.of(name, "java.lang.Object"), List.of());
    assertThat(loader.loadClass(name)).isNotSameAs(Bound.class);
    assertThat(loader.loadClass(name).getClassLoader()).isSameAs(loader);
  }
}
