/** Runs the cases beside rules, and finds out which mistakes in the rules they would not notice. */
@SuppressWarnings("module")
module tierwise.testing {
  exports tierwise.testing;
  exports tierwise.testing.junit;

  // Whoever looks for partners that notice a change draws them here. The module is not there yet
  // when this one is compiled.
  exports tierwise.testing.internal.draw to
      tierwise.analysis;

  requires transitive tierwise;
  requires java.xml;

  // Who runs rules with JUnit has it; the rest of the harness does without.
  requires static transitive org.junit.jupiter.api;
}
