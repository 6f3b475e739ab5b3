package tierwise.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tierwise.internal.source.SourceText;

/** Writes coverage as one page of HTML that loads nothing else. */
final class CoverageHtml {
  private static final String STYLE =
      """
      body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 75em; }
      table { border-collapse: collapse; } td, th { padding: .15em .8em; text-align: left; }
      td.n { text-align: right; } .bad { color: #a00; font-weight: bold; }
      pre { margin: 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
      .file { border: 1px solid #ccc; margin: 1em 0; }
      .file div { display: flex; } .file span.l { flex: 0 0 4em; text-align: right;
        padding-right: 1em; color: #777; user-select: none; }
      .all { background: #e3f5e1; } .some { background: #fdf3cc; } .none { background: #fadcd9; }
      .key span { padding: .1em .6em; margin-right: .6em; }
      """;

  private CoverageHtml() {}

  static String of(List<Coverage> coverages) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<title>What the cases exercise</title>\n<style>\n");
    html.append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>What the cases exercise</h1>\n");
    html.append("<p class=\"key\"><span class=\"all\">all of it</span>");
    html.append("<span class=\"some\">some of it</span><span class=\"none\">nothing of it</span>");
    html.append("Rest the pointer on a line to read what is missing.</p>\n");
    coverages.forEach(coverage -> folder(coverage, html));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void folder(Coverage coverage, StringBuilder html) {
    html.append("<h2>").append(escaped(coverage.folder())).append("</h2>\n<p>");
    html.append(coverage.cases()).append(" cases</p>\n");
    html.append("<table>\n<tr><th></th><th>seen</th><th>of</th><th>%</th><th>limit</th></tr>\n");
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      Coverage.Count count = coverage.count(kind);
      Integer limit = coverage.limits().get(kind.key());
      boolean below = coverage.belowLimit().contains(kind);
      html.append(
          String.format(
              Locale.ROOT,
              "<tr%s><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%d</td>"
                  + "<td class=\"n\">%d</td><td class=\"n\">%s</td></tr>\n",
              below ? " class=\"bad\"" : "",
              kind.key(),
              count.seen(),
              count.all(),
              count.percent(),
              limit == null ? "" : limit));
    }
    html.append("</table>\n");
    for (SourceText source : coverage.sources()) {
      file(coverage, source, html);
    }
    pasted(coverage, html);
  }

  private static void file(Coverage coverage, SourceText source, StringBuilder html) {
    html.append("<h3>").append(escaped(source.name())).append("</h3>\n<div class=\"file\">\n");
    int last = source.lineAt(source.length());
    for (int line = 1; line <= last; line++) {
      int number = line;
      List<Coverage.Item> items =
          coverage.items().stream()
              .filter(item -> item.at().file().equals(source.name()) && item.at().line() == number)
              .toList();
      html.append("<div class=\"").append(colour(items)).append('"');
      if (!items.isEmpty()) {
        html.append(" title=\"").append(escaped(words(items))).append('"');
      }
      html.append("><span class=\"l\">").append(line).append("</span><pre>");
      html.append(escaped(source.line(line))).append("</pre></div>\n");
    }
    html.append("</div>\n");
  }

  private static String colour(List<Coverage.Item> items) {
    if (items.isEmpty()) {
      return "";
    }
    boolean seen = items.stream().anyMatch(item -> !item.seen().isEmpty());
    boolean missing = items.stream().anyMatch(item -> !item.missing().isEmpty());
    return missing ? (seen ? "some" : "none") : "all";
  }

  private static String words(List<Coverage.Item> items) {
    return items.stream()
        .map(
            item ->
                item.label()
                    + ": "
                    + (item.missing().isEmpty()
                        ? String.join(", ", item.seen())
                        : "never " + String.join(", never ", item.missing())))
        .collect(Collectors.joining("\n"));
  }

  private static void pasted(Coverage coverage, StringBuilder html) {
    String cases =
        coverage.missing(Coverage.Kind.BOUNDARIES).stream()
            .flatMap(item -> item.cases().values().stream())
            .collect(Collectors.joining());
    if (!cases.isEmpty()) {
      html.append("<h3>Cases for the missing boundaries</h3>\n<pre>");
      html.append(escaped(cases)).append("</pre>\n");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
