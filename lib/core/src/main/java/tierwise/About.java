package tierwise;

import org.jspecify.annotations.Nullable;

/** What a measurement or a notice is about: an offer, or a text that names something. Immutable. */
public sealed interface About {
  /**
   * A text: the name of a subject, or the id of a fact.
   *
   * @param text the text
   */
  record Text(String text) implements About {
    /** The text. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * An offer of the decision.
   *
   * @param offer its name, as the manifest has it
   * @param of what it is about; {@code null} if it is about nothing
   * @param renewal whether it is the renewal of what is held
   */
  record AnOffer(String offer, @Nullable String of, boolean renewal) implements About {
    /** The offer in short, such as {@code gold Cloud Platform (renewal)}. */
    @Override
    public String toString() {
      return offer + (of == null ? "" : " " + of) + (renewal ? " (renewal)" : "");
    }
  }
}
