package tierwise.internal.casefile;

import java.util.IdentityHashMap;
import java.util.Map;
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
public final class FactLocations {
  /** The fact that was read again last: thousands of fields of one fact can be wrong. */
  private record Read(Object fact, int offset, Map<String, YamlNode.Entry> entries) {}

  private static final FactLocations NONE = new FactLocations(new IdentityHashMap<>());

  private final IdentityHashMap<Object, Span> facts;
  private volatile @Nullable Read last;

  FactLocations(IdentityHashMap<Object, Span> facts) {
    this.facts = facts;
  }

  /** For facts that were made in Java. */
  public static FactLocations none() {
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
    if (field.isEmpty()) {
      return span.firstLine();
    }
    Read read = last;
    if (read == null || read.fact() != fact) {
      read = read(fact, span);
      last = read;
    }
    YamlNode.Entry entry = read.entries().get(field);
    if (entry == null) {
      return span.firstLine();
    }
    Span value = entry.value().span();
    return span.source().span(read.offset() + value.start(), read.offset() + value.end());
  }

  private static Read read(Object fact, Span span) {
    String text = span.text();
    int column = text.startsWith("{") ? 0 : span.at().column() - 1;
    // In block style the first line keeps its indentation, so that it is read as it was meant; the
    // other lines have as much. What is shorter is one of many facts in a long line.
    int indentation = column > text.length() ? 0 : column;
    SourceText alone = new SourceText("", " ".repeat(indentation) + text);
    YamlNode.Mapping mapping = Yaml.read(alone, new Problems());
    return new Read(
        fact, span.start() - indentation, mapping == null ? Map.of() : mapping.entries());
  }
}
