/** What the rules of a programme year say, for people who do not read rules. */
module tierwise.analysis {
  exports tierwise.analysis;
  exports tierwise.analysis.diff;
  exports tierwise.analysis.impact;
  exports tierwise.analysis.outlook;
  exports tierwise.analysis.population;

  requires transitive tierwise;
  requires gg.jte.runtime;
  requires java.compiler;
  requires tierwise.testing;
}
