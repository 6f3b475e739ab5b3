package tierwise.internal.casefile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Located;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;

/** The cases of one file, in their order. Immutable. */
public record CaseFile(SourceText source, List<Entry> cases) {
  /**
   * One case.
   *
   * @param name the sentence that names it
   * @param sources what it follows from
   * @param facts its facts
   * @param expect what it expects; {@code null} if it expects nothing
   * @param span where its name stands
   */
  public record Entry(
      String name,
      List<Located<String>> sources,
      CaseFacts facts,
      YamlNode.@Nullable Mapping expect,
      Span span) {}
}
