package tierwise.analysis.internal.page;

import java.util.List;

/** A part of a page, whatever it is printed as. */
public sealed interface Block {
  /** A heading; 1 is the title of the page. */
  record Heading(int level, String text) implements Block {}

  record Paragraph(String text) implements Block {}

  /** An entry of a list, with what is said about it below. */
  record Item(String text, List<String> below) implements Block {}

  record Table(List<String> columns, List<List<String>> rows) implements Block {}
}
