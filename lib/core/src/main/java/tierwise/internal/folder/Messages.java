package tierwise.internal.folder;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

  /** What can be filled in to sentences, written in braces. */
  public enum Filled {
    OF("the subject: what the measurement is of, else what the offer is of"),
    ABOUT("what the notice is about"),
    FROM("the first day"),
    LAST("the last day"),
    AMOUNT("the sum of money with its currency"),
    OFFER("the message of the offer"),
    MEASURE("the message of the measure"),
    REQUIRED("the figure asked, with its unit"),
    ACTUAL("the figure measured"),
    SHORT("how much is missing, or too much"),
    REASON("the message of the reason"),
    OFFERS("the messages of the offers needed"),
    QUESTION("the message of the question"),
    WAYS("the sentences of the ways"),
    FINDINGS("the sentences of what is asked together"),
    TABLE("the table that has no row"),
    ROW("what the row would be for"),
    TEXT("the sentence itself");

    private final String says;

    Filled(String says) {
      this.says = says;
    }

    /** How it is written, without the braces. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What stands there then. */
    public String says() {
      return says;
    }
  }

  /** The sections whose codes rules and manifest use. */
  public enum Section {
    OFFERS("offers", "offer", "What each offer and membership is called.", Filled.OF),
    MEASURES(
        "measures",
        "measure",
        "What each measure is called; instead of the name also keys: \"name\", and sentences of"
            + " findings that the measure has of its own."),
    REASONS(
        "reasons", "reason", "Why a line is left out, a measure waived, an offer closed or open."),
    NOTICES(
        "notices",
        "notice",
        "What each notice says.",
        Filled.ABOUT,
        Filled.FROM,
        Filled.LAST,
        Filled.AMOUNT,
        Filled.OFFER),
    QUESTIONS("questions", "question", "The yes/no questions that offers expect a yes to.");

    private final String key;
    private final String singular;
    private final String says;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Filled> filled;

    Section(String key, String singular, String says, Filled... filled) {
      this.key = key;
      this.singular = singular;
      this.says = says;
      this.filled = List.of(filled);
    }

    /** What it holds, in a sentence. */
    public String says() {
      return says;
    }

    /** What can be filled in to its sentences. */
    public List<Filled> filled() {
      return filled;
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
    MET(
        "A bound is kept.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL),
    MET_AT_MOST(
        "An upper bound is kept.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL),
    MISSED(
        "Too little was counted.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL,
        Filled.SHORT),
    MISSED_AT_MOST(
        "Too much was counted.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL,
        Filled.SHORT),
    NOTHING_TO_AVERAGE(
        "An average has no value.", Filled.OFFER, Filled.OF, Filled.MEASURE, Filled.REQUIRED),
    NOTHING_TO_AVERAGE_AT_MOST(
        "An average with an upper bound has no value.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED),
    NOTHING_TO_DIVIDE_BY(
        "A ratio has no value.", Filled.OFFER, Filled.OF, Filled.MEASURE, Filled.REQUIRED),
    NOTHING_TO_DIVIDE_BY_AT_MOST(
        "A ratio with an upper bound has no value.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED),
    WAIVED(
        "A bound is missed, which does not count against the offer.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL,
        Filled.SHORT,
        Filled.REASON),
    WAIVED_AT_MOST(
        "An upper bound is missed, which does not count against the offer.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.ACTUAL,
        Filled.SHORT,
        Filled.REASON),
    NOT_REPORTED(
        "The ledger that is counted was not given.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED),
    NOT_REPORTED_AT_MOST(
        "The ledger that is counted for an upper bound was not given.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED),
    NO_ROW(
        "Nothing was measured, because a table has no row for it.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.TABLE,
        Filled.ROW),
    NO_ROW_AT_MOST(
        "Nothing was measured for an upper bound, because a table has no row for it.",
        Filled.OFFER,
        Filled.OF,
        Filled.MEASURE,
        Filled.REQUIRED,
        Filled.TABLE,
        Filled.ROW),
    NEEDS_MET("Another offer is needed, and granted.", Filled.OFFER, Filled.OFFERS),
    NEEDS_MISSED("Another offer is needed, but not granted.", Filled.OFFER, Filled.OFFERS),
    NEEDS_OPEN("Another offer is needed, but undetermined.", Filled.OFFER, Filled.OFFERS),
    EXPECTS_MET("A question is answered with yes.", Filled.OFFER, Filled.QUESTION),
    EXPECTS_MISSED("A question is answered with no.", Filled.OFFER, Filled.QUESTION),
    EXPECTS_NOT_REPORTED("A question is not answered.", Filled.OFFER, Filled.QUESTION),
    EITHER("One of several ways is enough.", Filled.OFFER, Filled.WAYS),
    TOGETHER("Several measures are asked together.", Filled.OFFER, Filled.FINDINGS),
    SYNTHETIC("A sentence that rests on an invented figure.", Filled.TEXT);

    private final String says;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Filled> filled;

    Sentence(String says, Filled... filled) {
      this.says = says;
      this.filled = List.of(filled);
    }

    /** Those about the finding of a measure, which a measure can have of its own. */
    public static List<Sentence> ofAMeasure() {
      return Arrays.stream(values())
          .filter(sentence -> sentence.filled.contains(Filled.MEASURE))
          .toList();
    }

    /** When it is told. */
    public String says() {
      return says;
    }

    /** What can be filled in. */
    public List<Filled> filled() {
      return filled;
    }

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
