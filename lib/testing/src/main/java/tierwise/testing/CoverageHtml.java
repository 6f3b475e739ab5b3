package tierwise.testing;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tierwise.internal.source.SourceText;

/**
 * Writes coverage as one page of HTML that loads nothing else. Each line of the rules has a mark
 * and says in words what is missing, so that the colours only help. The page is well-formed XML as
 * well: the JDK's writer does all escaping.
 */
final class CoverageHtml {
  private static final String STYLE =
      """

      body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 75em; }
      table { border-collapse: collapse; }
      td, th { padding: .1em .8em; text-align: left; vertical-align: top; }
      td.n { text-align: right; }
      .file { width: 100%; border: 1px solid #888; font: 13px/1.45 ui-monospace, monospace; }
      .file td { padding: 0 .4em; }
      .file td.code { white-space: pre-wrap; width: 70%; }
      .all { background: #e3f5e1; } .some { background: #fdf3cc; } .none { background: #fadcd9; }
      .words { font-style: italic; } .bad { font-weight: bold; color: #900; }
      """;

  /** How much was seen of what stands in a line; marks and words as people see them. */
  private enum Seen {
    ALL("all", "✓", "all of it was seen"),
    SOME("some", "~", "some of it was seen"),
    NONE("none", "✗", "nothing of it was seen");

    private final String style;
    private final String mark;
    private final String words;

    Seen(String style, String mark, String words) {
      this.style = style;
      this.mark = mark;
      this.words = words;
    }

    static Seen of(List<Coverage.Item> items) {
      boolean seen = items.stream().anyMatch(item -> !item.seen().isEmpty());
      boolean missing = items.stream().anyMatch(item -> !item.missing().isEmpty());
      return missing ? (seen ? SOME : NONE) : ALL;
    }
  }

  private final XMLStreamWriter html;

  private CoverageHtml(XMLStreamWriter html) {
    this.html = html;
  }

  static String of(List<Coverage> coverages) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter html = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new CoverageHtml(html).page(coverages);
      html.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory can be written to", e);
    }
    return text.append('\n').toString();
  }

  private void page(List<Coverage> coverages) throws XMLStreamException {
    html.writeDTD("<!DOCTYPE html>");
    newLine();
    open("html");
    html.writeAttribute("lang", "en");
    open("head");
    html.writeEmptyElement("meta");
    html.writeAttribute("charset", "utf-8");
    element("title", "", "What the cases exercise");
    element("style", "", STYLE);
    close();
    newLine();
    open("body");
    newLine();
    element("h1", "", "What the cases exercise");
    newLine();
    open("p");
    for (Seen seen : Seen.values()) {
      element("span", seen.style, seen.mark + " " + seen.words);
      html.writeCharacters(" ");
    }
    close();
    for (Coverage coverage : coverages) {
      folder(coverage);
    }
    close();
    close();
  }

  private void folder(Coverage coverage) throws XMLStreamException {
    newLine();
    element("h2", "", coverage.folder());
    newLine();
    element("p", "", coverage.cases() + (coverage.cases() == 1 ? " case" : " cases"));
    counts(coverage);
    for (Coverage.Source source : coverage.sources()) {
      file(coverage, new SourceText(source.file(), source.text()));
    }
    messages(coverage);
    cases(coverage);
  }

  private void counts(Coverage coverage) throws XMLStreamException {
    newLine();
    open("table");
    newLine();
    open("tr");
    for (String head : List.of("", "seen", "of", "%", "limit", "")) {
      element("th", "", head);
    }
    close();
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Coverage.Count count = coverage.count(kind);
      Integer limit = coverage.limits().get(kind.key());
      boolean below = coverage.belowLimit().contains(kind);
      newLine();
      open("tr");
      element("td", "", kind.key());
      element("td", "n", Integer.toString(count.seen()));
      element("td", "n", Integer.toString(count.all()));
      element("td", "n", Integer.toString(count.percent()));
      element("td", "n", limit == null ? "" : limit.toString());
      element("td", "bad", below ? "below its limit" : "");
      close();
    }
    close();
  }

  private void file(Coverage coverage, SourceText source) throws XMLStreamException {
    Map<Integer, List<Coverage.Item>> items =
        coverage.items().stream()
            .filter(item -> item.at().file().equals(source.name()))
            .collect(Collectors.groupingBy(item -> item.at().line()));
    newLine();
    element("h3", "", source.name());
    newLine();
    open("table");
    html.writeAttribute("class", "file");
    int last = source.lineAt(source.length());
    for (int line = 1; line <= last; line++) {
      List<Coverage.Item> ofLine = items.getOrDefault(line, List.of());
      newLine();
      open("tr");
      if (!ofLine.isEmpty()) {
        html.writeAttribute("class", Seen.of(ofLine).style);
      }
      element("td", "", ofLine.isEmpty() ? "" : Seen.of(ofLine).mark);
      element("td", "n", Integer.toString(line));
      element("td", "code", source.line(line));
      element("td", "words", missing(ofLine));
      close();
    }
    close();
  }

  private static String missing(List<Coverage.Item> items) {
    return items.stream()
        .filter(item -> !item.missing().isEmpty())
        .map(item -> item.label() + ": never " + String.join(", never ", item.missing()))
        .collect(Collectors.joining("; "));
  }

  private void messages(Coverage coverage) throws XMLStreamException {
    List<Coverage.Item> missing = coverage.missing(Coverage.Kind.MESSAGES);
    if (missing.isEmpty()) {
      return;
    }
    newLine();
    element("h3", "", "Messages that were never shown");
    newLine();
    open("ul");
    for (Coverage.Item item : missing) {
      element("li", "", item.at().file() + ":" + item.at().line() + ": " + item.label());
    }
    close();
  }

  private void cases(Coverage coverage) throws XMLStreamException {
    String cases =
        coverage.missing(Coverage.Kind.BOUNDARIES).stream()
            .flatMap(item -> item.missing().stream().map(side -> item.cases().get(side)))
            .filter(each -> each != null)
            .collect(Collectors.joining());
    if (!cases.isEmpty()) {
      newLine();
      element("h3", "", CoverageText.CASES);
      newLine();
      element("pre", "", cases);
    }
  }

  // ---- elements --------------------------------------------------------------------------------

  private void open(String name) throws XMLStreamException {
    html.writeStartElement(name);
  }

  private void close() throws XMLStreamException {
    html.writeEndElement();
  }

  private void element(String name, String style, String text) throws XMLStreamException {
    open(name);
    if (!style.isEmpty()) {
      html.writeAttribute("class", style);
    }
    html.writeCharacters(XmlText.of(text));
    close();
  }

  private void newLine() throws XMLStreamException {
    html.writeCharacters("\n");
  }
}
