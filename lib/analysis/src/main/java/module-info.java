/** What the rules of a programme year say, for people who do not read rules. */
module tierwise.analysis {
  exports tierwise.analysis;

  requires transitive tierwise;
}
