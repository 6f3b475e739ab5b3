package tierwise.internal.casefile;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;

/**
 * Where the facts of a case stand in its file. It keeps one span a fact; where a field stands is
 * found out by reading the fact's text once more, in the rare case that a problem wants to know.
 */
public final class Origins {
  private static final Origins NONE = new Origins(new IdentityHashMap<>());

  private final IdentityHashMap<Object, Span> facts;

  Origins(IdentityHashMap<Object, Span> facts) {
    this.facts = facts;
  }

  /** For facts that were made in Java. */
  public static Origins none() {
    return NONE;
  }

  /** Where the fact stands; {@code null} if it was made in Java. */
  @Nullable Span fact(Object fact) {
    return facts.get(fact);
  }

  /** Where the value of the field stands, or else the fact; {@code null} if it was made in Java. */
  @Nullable Span field(Object fact, String field) {
    Span span = facts.get(fact);
    if (span == null) {
      return null;
    }
    // In block style the first line keeps its indentation, so that it is read as it was meant.
    int column = span.source().text().startsWith("{", span.start()) ? 0 : span.at().column() - 1;
    SourceText alone = new SourceText("", " ".repeat(column) + span.text());
    YamlNode.Mapping mapping = Yaml.read(alone, new Problems());
    YamlNode.Entry entry = mapping == null ? null : mapping.entries().get(field);
    if (entry == null) {
      return span.firstLine();
    }
    Span value = entry.value().span();
    int offset = span.start() - column;
    return span.source().span(offset + value.start(), offset + value.end());
  }
}
