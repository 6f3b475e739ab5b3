package tierwise.internal.folder;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/**
 * The sentences of {@code messages.yaml}, by section and code. Immutable.
 *
 * @param source the file
 * @param keys where the codes of the sections are written
 * @param plurals what several of a unit are called, by unit
 * @param unitPlaces where that is written, by unit
 * @param measureSentences the sentences that single measures have of their own, by measure
 */
public record Messages(
    SourceText source,
    Map<Section, Map<String, Template>> sections,
    Map<Section, Map<String, Span>> keys,
    Map<String, String> plurals,
    Map<String, Span> unitPlaces,
    Map<String, Map<Sentence, Template>> measureSentences,
    Map<Sentence, Template> sentences) {

  /** The sections whose codes rules and manifest use. */
  public enum Section {
    OFFERS("offers", "offer"),
    MEASURES("measures", "measure"),
    REASONS("reasons", "reason"),
    NOTICES("notices", "notice"),
    QUESTIONS("questions", "question");

    private final String key;
    private final String singular;

    Section(String key, String singular) {
      this.key = key;
      this.singular = singular;
    }

    /** The key in the file. */
    public String key() {
      return key;
    }

    /** What one of its codes is called. */
    public String singular() {
      return singular;
    }
  }

  /** The sentences about findings, which the library brings and a folder may change. */
  public enum Sentence {
    MET,
    MET_AT_MOST,
    MISSED,
    MISSED_AT_MOST,
    NOTHING_TO_AVERAGE,
    WAIVED,
    NOT_REPORTED,
    NEEDS_MET,
    NEEDS_MISSED,
    NEEDS_OPEN,
    EXPECTS_MET,
    EXPECTS_MISSED,
    EXPECTS_NOT_REPORTED,
    EITHER,
    SYNTHETIC;

    /** The key in the file. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public @Nullable Template find(Section section, String code) {
    Map<String, Template> templates = sections.get(section);
    return templates == null ? null : templates.get(code);
  }

  public Collection<String> codes(Section section) {
    return keys(section).keySet();
  }

  /** Where each code of a section is written. */
  public Map<String, Span> keys(Section section) {
    return keys.getOrDefault(section, Map.of());
  }

  /** The sentence about a finding of a measure. */
  public Template sentence(Sentence sentence, String measure) {
    Template own = measureSentences.getOrDefault(measure, Map.of()).get(sentence);
    return own == null ? sentence(sentence) : own;
  }

  public Template sentence(Sentence sentence) {
    Template template = sentences.get(sentence);
    if (template == null) {
      throw new IllegalStateException("no sentence " + sentence.key());
    }
    return template;
  }
}
