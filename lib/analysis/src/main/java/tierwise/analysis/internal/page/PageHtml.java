package tierwise.analysis.internal.page;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page as one HTML file that stands alone. What rules and messages say is escaped by the
 * templates, each where it stands.
 *
 * @param title the first heading
 * @param sections what follows it
 */
public record PageHtml(String title, List<Section> sections) {
  /** Also as it was and is, and with the number of partners in brackets. */
  private static final Pattern FIGURE =
      Pattern.compile("-?[0-9][0-9,.]*( → [0-9][0-9,.]*| \\([0-9,]+\\))?");

  /** A second heading with what follows it; the title is empty before the first. */
  public record Section(String id, String title, List<Block> blocks) {}

  /** The page as HTML. */
  @SuppressWarnings("NullAway") // What is generated says nothing of null, and takes it here.
  public static String of(List<Block> blocks) {
    StringOutput html = new StringOutput();
    // The template is called as any method is: nothing is looked up, and nothing is loaded.
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(html), null, page(blocks));
    return html.toString();
  }

  private static PageHtml page(List<Block> blocks) {
    String title = "";
    List<Section> sections = new ArrayList<>();
    List<Block> inside = new ArrayList<>();
    sections.add(new Section("s0", "", inside));
    for (Block block : blocks) {
      if (block instanceof Block.Heading heading && heading.level() == 1) {
        title = heading.text();
      } else if (block instanceof Block.Heading heading && heading.level() == 2) {
        inside = new ArrayList<>();
        sections.add(new Section("s" + sections.size(), heading.text(), inside));
      } else {
        inside.add(block);
      }
    }
    return new PageHtml(title, sections);
  }

  /** The class of a word that tells what became of something; empty of any other text. */
  public static String tone(String word) {
    // What is more than one word begins with the one that counts.
    return switch (word.replaceFirst(";.*", "")) {
      case "easier", "new" -> "more";
      case "harder", "gone" -> "less";
      case "easier and harder", "changed", "renamed", "synthetic" -> "both";
      case "the same", "not compared" -> "none";
      default -> word.endsWith(" by days alone") ? "none" : "";
    };
  }

  /** Whether the column holds figures and nothing else, so that they stand below each other. */
  public static boolean isOfFigures(Block.Table table, int column) {
    return table.rows().stream().allMatch(row -> FIGURE.matcher(row.get(column)).matches());
  }

  /** The heading without the names and fingerprints in brackets behind it. */
  public String heading() {
    int open = title.endsWith(")") ? title.lastIndexOf(" (") : -1;
    return open < 0 ? title : title.substring(0, open);
  }

  /** The names and fingerprints; empty if the title has none. */
  public String which() {
    int open = title.endsWith(")") ? title.lastIndexOf(" (") : -1;
    return open < 0 ? "" : title.substring(open + 2, title.length() - 1);
  }

  /** A change, and whether it is the first of those that belong to one thing. */
  public record Grouped(Block.Change change, boolean first) {}

  /** The changes, of which only the first of several shows what they belong to. */
  public static List<Grouped> grouped(List<Block.Change> changes) {
    List<Grouped> grouped = new ArrayList<>();
    String of = "";
    for (Block.Change each : changes) {
      grouped.add(new Grouped(each, !each.of().equals(of)));
      of = each.of();
    }
    return grouped;
  }
}
