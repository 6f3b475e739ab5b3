package tierwise.internal.drools;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tierwise.facts.Bound;
import tierwise.facts.Statements;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Vocabulary;

/**
 * The classes that the compiled rules of a set may link to. Everything else of the host does not
 * exist for them.
 */
final class ListedNames {
  /** More variables than a rule can bind; the engine has a class for each number of them. */
  private static final int MOST_ARGUMENTS = 26;

  /** What the language of the rules can mention. */
  private static final String[] VALUES = {
    "java.lang.Object",
    "java.lang.String",
    "java.lang.Integer",
    "java.lang.Long",
    "java.lang.Boolean",
    "java.lang.Number",
    "java.lang.Comparable",
    "java.math.BigDecimal",
    "java.time.LocalDate",
    "java.util.Collection",
    "java.util.List",
    "java.util.Set",
  };

  /** What the engine's compiler puts around constraints and statements. */
  private static final String[] SCAFFOLD = {
    // Every lambda is a serializable enum with one constant.
    "java.lang.Enum",
    "java.io.Serializable",
    "java.lang.invoke.LambdaMetafactory",
    "java.lang.invoke.StringConcatFactory",
    // Supplies accumulate functions.
    "java.util.function.Supplier",
    // The lists of rules and of the names in them.
    "java.util.ArrayList",
    "java.util.Arrays",
    "java.util.Collections",
    // A date format that every model carries, used or not.
    "java.time.format.DateTimeFormatterBuilder",
    "java.util.Locale",
    "org.drools.util.DateUtils",
    // Thrown where the metadata of an unknown class is asked for.
    "java.lang.Throwable",
    "java.lang.RuntimeException",
    // Declared types.
    "org.drools.base.factmodel.GeneratedFact",
    "org.drools.base.factmodel.AccessibleFact",
    "org.kie.api.definition.type.Position",
    // The model of rules.
    "org.drools.model.Argument",
    "org.drools.model.DomainClassMetadata",
    "org.drools.model.Drools",
    "org.drools.model.Index$ConstraintType",
    "org.drools.model.Model",
    "org.drools.model.PatternDSL$PatternDef",
    "org.drools.model.Rule",
    "org.drools.model.Rule$Attribute",
    "org.drools.model.RuleItemBuilder",
    "org.drools.model.Variable",
    "org.drools.model.functions.HashedExpression",
    "org.drools.model.functions.Operator",
    "org.drools.model.functions.PredicateInformation",
    "org.drools.model.functions.accumulate.AccumulateFunction",
    "org.drools.model.impl.RuleBuilder",
    "org.drools.model.operators.InOperator",
    "org.drools.model.view.ViewItem",
    "org.drools.model.view.ViewItemBuilder",
    "org.drools.modelcompiler.dsl.pattern.D",
    "org.drools.modelcompiler.util.EvaluationUtil",
    // Accumulate functions.
    "org.drools.core.base.accumulators.BigDecimalSumAccumulateFunction",
    "org.drools.core.base.accumulators.BigDecimalMaxAccumulateFunction",
    "org.drools.core.base.accumulators.BigDecimalMinAccumulateFunction",
    "org.drools.core.base.accumulators.IntegerMaxAccumulateFunction",
    "org.drools.core.base.accumulators.IntegerMinAccumulateFunction",
    "org.drools.core.base.accumulators.MaxAccumulateFunction",
    "org.drools.core.base.accumulators.MinAccumulateFunction",
    "org.drools.core.base.accumulators.CountAccumulateFunction",
    "org.drools.core.base.accumulators.CollectListAccumulateFunction",
    "org.drools.core.base.accumulators.CollectSetAccumulateFunction",
  };

  /** Classes of which there is one for each number of arguments. */
  private static final String[] NUMBERED = {
    "org.drools.model.functions.Block",
    "org.drools.model.functions.Function",
    "org.drools.model.functions.Predicate",
    "org.drools.model.consequences.ConsequenceBuilder$_",
  };

  private static final Set<String> ALL =
      Stream.of(
              Stream.of(VALUES),
              Stream.of(SCAFFOLD),
              Stream.of(NUMBERED)
                  .flatMap(
                      name ->
                          IntStream.rangeClosed(1, MOST_ARGUMENTS)
                              .mapToObj(number -> name + number)),
              Stream.of(Statements.class.getName(), Bound.class.getName()),
              Vocabulary.shared().factTypes().values().stream()
                  .map(FactType::javaClass)
                  .map(Class::getName))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private ListedNames() {}

  static Set<String> all() {
    return ALL;
  }
}
