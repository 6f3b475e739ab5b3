package tierwise.internal.source;

import java.util.List;

/**
 * What a problem says: the name of an entry of the {@link Catalogue}, which has the words. Each
 * room lists its own in an enum, so that the logic names a sentence and gives the values that are
 * filled in, nothing else.
 */
public interface Sentence {
  /** The name, unlike that of any other sentence of any room. */
  String name();

  /** What is filled in, in the order in which the logic gives it. */
  List<String> slots();

  /** Where the words are: with those of the core, if nothing else is said. */
  default Catalogue catalogue() {
    return Catalogue.shared();
  }
}
