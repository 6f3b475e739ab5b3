package tierwise.testing.internal.year;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;

/** The text of a case file, cut into what stands before the cases and each case. Immutable. */
public final class CaseFileText {
  private final SourceText source;
  private final boolean based;
  private final int head;
  private final List<Piece> pieces;
  private final boolean inLines;

  /** A case with the comments above it; of a table all rows. Equality is identity. */
  static final class Piece {
    private final YamlNode.Mapping keys;
    private final int start;
    private final int end;

    private Piece(YamlNode.Mapping keys, int start, int end) {
      this.keys = keys;
      this.start = start;
      this.end = end;
    }

    /** The sentence. */
    String name() {
      return Objects.requireNonNullElse(text("case"), "");
    }

    /** The case whose facts it takes over; {@code null} if it names none. */
    @Nullable String base() {
      return text("base");
    }

    /** The year by which it is decided; {@code null} if it names none. */
    @Nullable String year() {
      return text("year");
    }

    private @Nullable String text(String key) {
      return keys.get(key) instanceof YamlNode.Scalar scalar ? scalar.text() : null;
    }
  }

  CaseFileText(SourceText source, YamlNode.Mapping root) {
    this.source = source;
    this.based = root.get("base") != null;
    List<YamlNode.Mapping> items = new ArrayList<>();
    if (root.get("cases") instanceof YamlNode.Sequence cases) {
      for (YamlNode item : cases.items()) {
        if (item instanceof YamlNode.Mapping mapping) {
          items.add(mapping);
        }
      }
    }
    this.inLines = items.stream().allMatch(item -> beginsItsLine(item));
    List<Integer> starts = new ArrayList<>();
    for (YamlNode.Mapping item : items) {
      starts.add(inLines ? withComments(item.span().start()) : item.span().start());
    }
    this.head = starts.isEmpty() ? source.length() : starts.get(0);
    List<Piece> found = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : source.length();
      found.add(new Piece(items.get(i), starts.get(i), end));
    }
    this.pieces = List.copyOf(found);
  }

  /** Whether nothing but the dash of the list stands before it. */
  private boolean beginsItsLine(YamlNode.Mapping item) {
    int start = item.span().start();
    return source.text().substring(lineStart(start), start).strip().equals("-");
  }

  private int lineStart(int offset) {
    return source.text().lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the comments and empty lines begin that stand right above the line. */
  private int withComments(int offset) {
    int start = lineStart(offset);
    while (start > 0) {
      int above = lineStart(start - 1);
      String line = source.text().substring(above, start).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        break;
      }
      start = above;
    }
    return start;
  }

  SourceText source() {
    return source;
  }

  /** Whether its cases share facts that stand above them. */
  boolean isBased() {
    return based;
  }

  /** Whether cases can be taken out of it line by line. */
  boolean canBeCut() {
    return inLines;
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** What stands before the cases, with the edits in it. */
  String head(List<TextEdit> edits) {
    return TextEdit.apply(source.text(), 0, head, edits);
  }

  /** The case with the edits in it. */
  String text(Piece piece, List<TextEdit> edits) {
    return TextEdit.apply(source.text(), piece.start, piece.end, edits);
  }

  /** What cases say that they follow from: days in it are those of a document. */
  List<Span> sources() {
    List<Span> spans = new ArrayList<>();
    for (Piece piece : pieces) {
      YamlNode node = piece.keys.get("source");
      if (node != null) {
        spans.add(node.span());
      }
    }
    return spans;
  }

  /** Has the case name the year whose rules decide it, whatever its day. */
  TextEdit naming(Piece piece, String year) {
    YamlNode named = piece.keys.get("year");
    if (named != null) {
      return new TextEdit(named.span().start(), named.span().end(), year);
    }
    List<YamlNode.Entry> entries = List.copyOf(piece.keys.entries().values());
    Span second = entries.get(Math.min(1, entries.size() - 1)).key();
    String before = source.text().substring(lineStart(second.start()), second.start());
    return new TextEdit(
        second.start(),
        second.start(),
        before.isBlank() ? "year: " + year + "\n" + before : "year: " + year + ", ");
  }

  /** The case that has the character; {@code null} if none does. */
  @Nullable Piece pieceAt(int offset) {
    for (Piece piece : pieces) {
      if (piece.start <= offset && offset < piece.end) {
        return piece;
      }
    }
    return null;
  }
}
