package tierwise.analysis;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.ProgramYear;
import tierwise.RuleSet;
import tierwise.analysis.internal.page.PageHtml;
import tierwise.analysis.internal.page.PageMarkdown;
import tierwise.analysis.internal.page.PageText;
import tierwise.analysis.internal.page.RecordJson;
import tierwise.internal.opened.OpenedRules;

/**
 * What the rules of one programme year say, for somebody who reads no rules. Every statement of
 * every rule is told once for each offer or measure that it names. Immutable.
 *
 * @param year the year
 * @param fingerprint identifies the rules that are described, see {@link RuleSet#fingerprint()}
 * @param guide the document that the rules follow
 * @param address where that is published
 * @param lists the closed lists of the year, such as its competencies
 * @param offers what can be granted, in the order of the manifest
 * @param everyOffer what is said of all offers alike, or of whatever offers a condition picks
 * @param measures what is counted
 * @param tables the figures of the year, as its rules read them
 * @param windows the spans of days that the rules work with
 * @param notices what a decision tells beside its answer
 * @param workedOut what rules work out for other rules
 */
public record YearDescription(
    ProgramYear year,
    String fingerprint,
    String guide,
    String address,
    List<NamedList> lists,
    List<Offer> offers,
    List<Told> everyOffer,
    List<Measure> measures,
    List<Table> tables,
    List<Told> windows,
    List<Told> notices,
    List<Told> workedOut)
    implements Report {

  /** Keeps its own copies. */
  public YearDescription {
    lists = List.copyOf(lists);
    offers = List.copyOf(offers);
    everyOffer = List.copyOf(everyOffer);
    measures = List.copyOf(measures);
    tables = List.copyOf(tables);
    windows = List.copyOf(windows);
    notices = List.copyOf(notices);
    workedOut = List.copyOf(workedOut);
  }

  /** What a statement does to an offer, or is about otherwise. */
  public enum Kind {
    /** An offer asks for something. */
    ASKS,
    /** An offer asks nothing. */
    OPEN,
    /** A requirement does not count against the offer. */
    WAIVED,
    /** An offer cannot be had. */
    CLOSED,
    /** A measure comes to a figure. */
    COUNTED,
    /** A line does not count for a measure. */
    LEFT_OUT,
    /** Days that rules work with. */
    WINDOW,
    /** Something is told with a decision. */
    NOTICE,
    /** Something is worked out for other rules. */
    WORKED_OUT
  }

  /**
   * One statement of one rule, in words.
   *
   * @param rule the sentence that its author gave the rule
   * @param says what it states
   * @param when the conditions of the rule, one after the other
   * @param synthetic whether it rests on figures that no public source gives
   * @param file the file in which it stands, without its folder
   * @param line its line, counted from 1
   */
  public record Told(
      Kind kind,
      String rule,
      String says,
      List<String> when,
      boolean synthetic,
      String file,
      int line) {
    /** Keeps its own copy of the conditions. */
    public Told {
      when = List.copyOf(when);
    }
  }

  /**
   * Something that can be granted.
   *
   * @param called what people call it; {@code …} stands for what it is about
   * @param per the list or the facts of which there is one for each; {@code null} if there is one
   * @param tier its place among the tiers, 1 for the highest; 0 if it is none
   * @param told what is said of it
   * @param figures its rows in tables of figures
   */
  public record Offer(
      String name,
      String called,
      @Nullable String per,
      boolean renewable,
      int tier,
      List<Told> told,
      List<Table> figures) {
    /** Keeps its own copies. */
    public Offer {
      told = List.copyOf(told);
      figures = List.copyOf(figures);
    }
  }

  /**
   * Something that is counted.
   *
   * @param per what it is taken of, once for each; {@code null} if it is taken once
   * @param counts the lines of the case that it counts, in words; {@code null} if it counts none
   * @param mayFall whether lines that are added can make it worse
   */
  public record Measure(
      String name,
      String called,
      String unit,
      @Nullable String per,
      @Nullable String counts,
      boolean mayFall,
      List<Told> told) {
    /** Keeps its own copy. */
    public Measure {
      told = List.copyOf(told);
    }
  }

  /**
   * Rows of figures.
   *
   * @param name the type of the rows
   * @param says by what the rows are looked up and on which days they hold, in sentences
   * @param columns the names of their fields, without those that tell of sources
   */
  public record Table(String name, List<String> says, List<String> columns, List<Row> rows) {
    /** Keeps its own copies. */
    public Table {
      says = List.copyOf(says);
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    /** Whether any of its rows is invented. */
    public boolean synthetic() {
      return rows.stream().anyMatch(Row::synthetic);
    }
  }

  /**
   * A row of figures.
   *
   * @param rule the sentence of the rule that states it
   * @param cells a text for each column
   * @param source where it comes from; {@code null} if the rules do not say
   * @param synthetic whether it is invented, because no public source gives it
   */
  public record Row(
      String rule,
      List<String> cells,
      @Nullable String source,
      boolean synthetic,
      String file,
      int line) {
    /** Keeps its own copy. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A closed list.
   *
   * @param from what its entries are, in words, where the list does not name them; else empty
   */
  public record NamedList(String name, List<String> entries, String from) {
    /** Keeps its own copy. */
    public NamedList {
      entries = List.copyOf(entries);
    }
  }

  /** Describes the rules of a year. Decides nothing, and needs no case. */
  public static YearDescription of(RuleSet rules) {
    return new Describer(OpenedRules.of(rules)).describe(rules.programYear(), rules.fingerprint());
  }

  /** All statements that are told, an offer's or a measure's as often as it is told. */
  public List<Told> told() {
    return Stream.of(
            offers.stream().flatMap(offer -> offer.told().stream()),
            everyOffer.stream(),
            measures.stream().flatMap(measure -> measure.told().stream()),
            windows.stream(),
            notices.stream(),
            workedOut.stream())
        .flatMap(part -> part)
        .toList();
  }

  @Override
  public String toJson() {
    return RecordJson.of(this);
  }

  @Override
  public String toText() {
    return PageText.of(DescriptionPage.of(this));
  }

  @Override
  public String toMarkdown() {
    return PageMarkdown.of(DescriptionPage.of(this));
  }

  @Override
  public String toHtml() {
    return PageHtml.of(DescriptionPage.of(this));
  }
}
