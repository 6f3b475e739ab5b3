package tierwise.testing.internal.problems;

import tierwise.internal.source.Catalogue;
import tierwise.internal.source.Sentence;

/** What a problem of the harness says; its words are in {@code problems.txt} beside this. */
public interface HarnessSentence extends Sentence {
  /** The words of all of them. */
  Catalogue WORDS =
      Catalogue.read(
          "problems.txt of the harness", HarnessSentence.class.getResourceAsStream("problems.txt"));

  @Override
  default Catalogue catalogue() {
    return WORDS;
  }
}
