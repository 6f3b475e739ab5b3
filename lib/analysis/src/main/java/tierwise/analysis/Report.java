package tierwise.analysis;

/** What an analysis tells, whatever it is printed as. Immutable. */
public interface Report {
  /** All of it as JSON, indented, without a line feed at the end. */
  String toJson();

  /** For people, in 100 columns; tables can be wider. */
  String toText();

  /** For people, as Markdown with tables. */
  String toMarkdown();

  /** For people, as one HTML page that stands alone: nothing is loaded from elsewhere. */
  String toHtml();
}
