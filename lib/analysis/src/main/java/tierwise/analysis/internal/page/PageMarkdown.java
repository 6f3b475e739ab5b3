package tierwise.analysis.internal.page;

import java.util.List;
import java.util.stream.Collectors;

/** A page as Markdown. What rules and messages say is text there, never markup. */
public final class PageMarkdown {
  private PageMarkdown() {}

  public static String of(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      text.append(of(block));
    }
    return text.toString();
  }

  private static String of(Block block) {
    if (block instanceof Block.Heading heading) {
      return "#".repeat(heading.level()) + " " + plain(heading.text()) + "\n\n";
    }
    if (block instanceof Block.Paragraph paragraph) {
      return plain(paragraph.text()) + "\n\n";
    }
    if (block instanceof Block.Item item) {
      return "- "
          + plain(item.text())
          + "\n"
          + item.below().stream()
              .map(each -> "  - " + plain(each) + "\n")
              .collect(Collectors.joining())
          + "\n";
    }
    if (block instanceof Block.Code code) {
      return plain(code.caption()) + ":\n\n" + fenced(code.text()) + "\n";
    }
    if (block instanceof Block.Changes changes) {
      return table(
          new Block.Table(
              List.of("what", "change", "before", "after", "lines"),
              changes.changes().stream()
                  .map(
                      each ->
                          List.of(
                              each.of() + (each.what().isEmpty() ? "" : ", " + each.what()),
                              each.kind(),
                              each.before(),
                              each.after(),
                              each.at()))
                  .toList()));
    }
    return table((Block.Table) block);
  }

  /** With more ticks than the text has in a row. */
  private static String fenced(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "yaml\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }

  private static String table(Block.Table table) {
    return row(table.columns())
        + "|"
        + " --- |".repeat(table.columns().size())
        + "\n"
        + table.rows().stream().map(PageMarkdown::row).collect(Collectors.joining())
        + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream().map(PageMarkdown::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String plain(String text) {
    return text.replaceAll("[\\\\`*_<>|#\\[\\]]", "\\\\$0");
  }
}
