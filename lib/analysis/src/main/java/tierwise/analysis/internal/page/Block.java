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

  /** Text that is copied as it stands. */
  record Code(String caption, String text) implements Block {}

  /** What is said otherwise, put side by side. */
  record Changes(List<Change> changes) implements Block {}

  /**
   * One thing that is said otherwise.
   *
   * @param of what it belongs to; changes of one thing stand one after the other
   * @param what what of it; can be empty
   * @param kind a word for what became of it
   * @param before what was said; empty if nothing
   * @param after what is said; empty if nothing
   * @param at where it stands
   */
  record Change(String of, String what, String kind, String before, String after, String at) {}
}
