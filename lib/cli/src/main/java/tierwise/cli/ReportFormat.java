package tierwise.cli;

import tierwise.analysis.Report;

/** How a report is printed. */
enum ReportFormat {
  text,
  markdown,
  html,
  json;

  /** The report, with a line feed at the end. */
  String of(Report report) {
    return switch (this) {
      case text -> report.toText();
      case markdown -> report.toMarkdown();
      case html -> report.toHtml();
      case json -> report.toJson() + "\n";
    };
  }
}
