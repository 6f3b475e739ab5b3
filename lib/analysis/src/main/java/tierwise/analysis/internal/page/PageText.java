package tierwise.analysis.internal.page;

import java.util.List;
import java.util.stream.IntStream;

/** A page as plain text, whose sentences are broken at 100 columns. */
public final class PageText {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  private PageText() {}

  public static String of(List<Block> blocks) {
    PageText page = new PageText();
    blocks.forEach(page::block);
    return page.text.toString();
  }

  private void block(Block block) {
    if (block instanceof Block.Heading heading) {
      text.append(text.isEmpty() ? "" : "\n");
      broken("", "", heading.text());
      if (heading.level() < 3) {
        String line = heading.level() == 1 ? "=" : "-";
        text.append(line.repeat(Math.min(WIDTH, heading.text().length()))).append('\n');
      }
    } else if (block instanceof Block.Paragraph paragraph) {
      broken("", "", paragraph.text());
    } else if (block instanceof Block.Item item) {
      broken("- ", "  ", item.text());
      item.below().forEach(each -> broken("    ", "      ", each));
    } else if (block instanceof Block.Table table) {
      table(table);
    } else if (block instanceof Block.Code code) {
      broken("", "", code.caption() + ":");
      code.text().lines().forEach(line -> text.append("    ").append(line).append('\n'));
    } else if (block instanceof Block.Changes changes) {
      changes(changes.changes());
    }
  }

  private void changes(List<Block.Change> changes) {
    String of = "";
    for (Block.Change each : changes) {
      if (!each.of().equals(of)) {
        of = each.of();
        broken("- ", "  ", of);
      }
      String what = each.what().isEmpty() ? each.kind() : each.what() + ", " + each.kind();
      boolean both = !each.before().isEmpty() && !each.after().isEmpty();
      if (both && each.before().length() + each.after().length() > WIDTH / 2) {
        broken("    ", "      ", what + " [" + each.at() + "]");
        broken("      was ", "          ", each.before());
        broken("      is  ", "          ", each.after());
      } else {
        String says = each.before() + (both ? " -> " : "") + each.after();
        broken(
            "    ", "      ", what + (says.isEmpty() ? "" : ": " + says) + " [" + each.at() + "]");
      }
    }
  }

  private void broken(String first, String next, String words) {
    StringBuilder line = new StringBuilder(first);
    boolean begun = false;
    for (String word : words.split(" ", -1)) {
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
        line.append(next);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    text.append(line).append('\n');
  }

  private void table(Block.Table table) {
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(
                i ->
                    Math.max(
                        table.columns().get(i).length(),
                        table.rows().stream().mapToInt(row -> row.get(i).length()).max().orElse(0)))
            .toArray();
    row(table.columns(), widths);
    table.rows().forEach(row -> row(row, widths));
  }

  private void row(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
