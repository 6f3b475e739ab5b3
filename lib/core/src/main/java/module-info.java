/**
 * Decides who may enroll in a tiered partner programme, at which tier, and says why.
 *
 * <p>What rules may call of the embedding application has to be in a package that its module
 * exports.
 */
@SuppressWarnings("module")
module tierwise {
  exports tierwise;
  exports tierwise.facts;
  exports tierwise.live;
  exports tierwise.record;

  // The harness is a part of the library with a jar of its own: it takes rules apart and changes
  // them. The module is not there yet when this one is compiled.
  exports tierwise.internal.bulk to
      tierwise.analysis;
  exports tierwise.internal.casefile to
      tierwise.testing;
  exports tierwise.internal.decide to
      tierwise.testing;
  exports tierwise.internal.direct to
      tierwise.testing;
  exports tierwise.internal.drools to
      tierwise.testing;
  exports tierwise.internal.engine to
      tierwise.testing;
  exports tierwise.internal.figures to
      tierwise.testing;
  exports tierwise.internal.folder to
      tierwise.analysis,
      tierwise.testing;
  exports tierwise.internal.json to
      tierwise.analysis,
      tierwise.testing;
  exports tierwise.internal.language.check to
      tierwise.testing;
  exports tierwise.internal.language.model to
      tierwise.analysis,
      tierwise.testing;
  exports tierwise.internal.opened to
      tierwise.analysis;
  exports tierwise.internal.source to
      tierwise.analysis,
      tierwise.testing;

  // Says of the fields of facts at run time, too, which may be missing.
  requires transitive org.jspecify;
  requires java.compiler;
  requires org.apache.commons.numbers.core;
  requires org.apache.commons.numbers.fraction;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;

  // Drools names its modules in manifests only.
  requires org.drools.base;
  requires org.drools.canonicalmodel;
  requires org.drools.core;
  requires org.drools.kiesession;
  requires org.drools.modelcompiler;
  requires org.kie.api;
  requires org.kie.internal.api;
}
