package tierwise.internal.folder;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Located;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/**
 * What {@code ruleset.yaml} says of a programme year. Maps keep the order of the file. Immutable.
 *
 * @param source the file
 * @param titleSpan where the title stands
 * @param from the first day on which the year's rules hold
 * @param until the first day on which they no longer do; {@code null} if it does not say: then they
 *     hold until the next year begins
 * @param effective where the days stand
 * @param ladder the offers that are tiers, the highest first
 * @param lists the closed lists of subjects by name
 * @param offers what can be granted, by name
 * @param memberships what can be held but not asked for
 * @param measures what is measured, by name
 * @param targets the tables of figures, by the declared type of their rows
 * @param values the closed lists of texts, by the field that has no others
 * @param provenance where the figures of a declared type come from
 * @param tables what tells the rows of other tables apart, by the declared type of their rows
 * @param uneven the measures of which a higher tier may ask less than a lower one, with the reason
 * @param coverage what percentage the cases must reach at least, by what is counted: {@code rules},
 *     {@code conditions}, {@code rows}, {@code boundaries}, {@code messages} or {@code mutants}
 */
public record Manifest(
    SourceText source,
    String title,
    Span titleSpan,
    Guide guide,
    LocalDate from,
    @Nullable LocalDate until,
    Span effective,
    List<Located<String>> ladder,
    Map<String, SubjectList> lists,
    Map<String, OfferSpec> offers,
    List<Located<String>> memberships,
    Map<String, MeasureSpec> measures,
    Map<String, TargetSpec> targets,
    Map<FieldPath, ClosedTexts> values,
    Map<String, Provenance> provenance,
    Map<String, TableSpec> tables,
    Map<String, Located<String>> uneven,
    Map<String, Located<Integer>> coverage) {

  /** The document that the rules follow, and where it is named. */
  public record Guide(String name, String address, Span span) {}

  /**
   * A closed list of subjects, such as the competencies.
   *
   * @param askedOrHeld whether only those are in play that the application asks for or the partner
   *     holds; else all are, always
   * @param field the field of a ledger whose values in the case are the entries; {@code null} if
   *     the entries are listed
   * @param retired what is told of names that are no longer on the list, by the name
   */
  public record SubjectList(
      String name,
      List<Located<String>> values,
      boolean askedOrHeld,
      @Nullable Located<FieldPath> field,
      Map<String, String> retired,
      Span span) {
    /** Whether the name can be one of the list. */
    public boolean has(String name) {
      return field != null || Manifest.has(values, name);
    }

    public Collection<String> names() {
      return values.stream().map(Located::value).toList();
    }
  }

  /**
   * Something that can be granted.
   *
   * @param per the list or the fact type that it exists once for each of; {@code null} if it exists
   *     once
   * @param renewable whether what is held of it can be renewed
   */
  public record OfferSpec(
      String name, @Nullable Located<String> per, boolean renewable, Span span) {}

  /**
   * Something that is measured.
   *
   * @param place its number among the measures, counted from 0
   * @param per what measurements are taken of: {@code offer}, a list, a fact type or the field
   *     named by {@code split}; {@code null} if there is one for all
   * @param counts the ledger whose lines it counts; {@code null} if it counts none
   * @param split the field of the ledger line that says to which of the measurements the line
   *     belongs; {@code null} if a line belongs to every measurement
   * @param mayFall whether lines that are added can make it worse: an average, or a measure with an
   *     upper bound
   */
  public record MeasureSpec(
      String name,
      int place,
      String unit,
      @Nullable Located<String> per,
      @Nullable LedgerSpec counts,
      @Nullable Located<String> split,
      boolean mayFall,
      Span span) {
    /** Whether the value that splits the lines is what the measurement is taken of. */
    public boolean splitsItsSubject() {
      return split != null && per != null && split.value().equals(per.value());
    }
  }

  /** The lines of a ledger: those of a fact type whose fields have the given texts. */
  public record LedgerSpec(Located<String> type, Map<String, Condition> where) {}

  /** The text that a field must have. */
  public record Condition(Located<String> field, Located<String> text) {}

  /**
   * A table of figures.
   *
   * @param offer the column that names the offer
   * @param of the column that names the subject; {@code null} if there is none
   * @param figures the measure that each column of figures is asked of
   * @param rows the subjects of which each offer must have a row; an empty list stands for all
   */
  public record TargetSpec(
      Located<String> type,
      Located<String> offer,
      @Nullable Located<String> of,
      Map<Located<String>, Located<String>> figures,
      Map<Located<String>, List<Located<String>>> rows) {}

  /**
   * A table that rules look figures up in.
   *
   * @param by the columns that tell its rows apart
   * @param days the columns of the first day of a row and of the first day behind it; empty if a
   *     row holds on all days
   * @param rising the columns of figures that never fall from one value of the last column of
   *     {@code by} to the next
   */
  public record TableSpec(
      Located<String> type,
      List<KeyColumn> by,
      List<Located<String>> days,
      List<Located<String>> rising) {}

  /**
   * A column that tells rows apart.
   *
   * @param values the texts of which each must have a row, in their order, the least first; {@code
   *     null} if any value can stand there
   */
  public record KeyColumn(Located<String> column, @Nullable List<String> values) {}

  /** The only texts that a field may have. */
  public record ClosedTexts(Located<FieldPath> field, List<Located<String>> values) {
    public boolean has(String text) {
      return Manifest.has(values, text);
    }

    public Collection<String> texts() {
      return values.stream().map(Located::value).toList();
    }
  }

  /** Where figures come from, and whether they are invented because no public source has them. */
  public record Provenance(Located<String> type, String source, boolean synthetic) {}

  /** Whether the rules hold on the day. */
  public boolean coversDay(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  private static boolean has(List<Located<String>> texts, String text) {
    for (Located<String> each : texts) {
      if (each.value().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** The only texts that a field of a type may have; {@code null} if it may have any. */
  public @Nullable ClosedTexts closed(String type, String field) {
    return values.get(new FieldPath(type, field));
  }

  /** The place of an offer on the ladder, 0 for the highest; -1 if it is not on it. */
  public int rung(String offer) {
    for (int i = 0; i < ladder.size(); i++) {
      if (ladder.get(i).value().equals(offer)) {
        return i;
      }
    }
    return -1;
  }

  /** The names that a membership can have. */
  public Collection<String> holdable() {
    return Stream.concat(offers.keySet().stream(), memberships.stream().map(Located::value))
        .toList();
  }
}
