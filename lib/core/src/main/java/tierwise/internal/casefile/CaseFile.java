package tierwise.internal.casefile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.internal.source.Located;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode.Mapping;

/** The cases of one file, in their order. Immutable. */
public record CaseFile(SourceText source, List<Entry> cases) {
  /**
   * One case; of a table, one row.
   *
   * @param name the sentence that names it
   * @param sources what it follows from
   * @param facts its facts; {@code null} only if they cannot be read and the faults say why
   * @param faults what is wrong with the facts, if the case expects that something is, or cases are
   *     read apart
   * @param merged what it takes from its base
   * @param expect what it expects; {@code null} if it expects nothing
   * @param skipped why it is not to be run; {@code null} if it is
   * @param row the row of the table; {@code null} if it is none
   * @param span where its name stands
   */
  public record Entry(
      String name,
      List<Located<String>> sources,
      @Nullable CaseFacts facts,
      List<Problem> faults,
      List<Merged> merged,
      @Nullable Mapping expect,
      @Nullable Located<String> skipped,
      @Nullable Span row,
      Span span) {
    /** Keeps its own copies of the lists. */
    public Entry {
      sources = List.copyOf(sources);
      faults = List.copyOf(faults);
      merged = List.copyOf(merged);
    }

    /** The line at which a reader should look: that of the row, else that of the name. */
    public Span place() {
      return row == null ? span : row.firstLine();
    }
  }

  /** Facts that a case does not give itself: their key, and where they come from. */
  public record Merged(String key, Span from) {}
}
