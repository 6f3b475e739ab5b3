package tierwise.analysis.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a page together, one block below the other. Used by one thread. */
public final class PageWriter {
  private static final int SHORT_FINGERPRINT = "sha256:".length() + 12;

  private final List<Block> blocks = new ArrayList<>();

  /** Adds a heading; 1 is the title of the page. */
  public void heading(int level, String text) {
    blocks.add(new Block.Heading(level, text));
  }

  /** Adds a paragraph. */
  public void say(String text) {
    blocks.add(new Block.Paragraph(text));
  }

  /** Adds an entry of a list. */
  public void item(String text, List<String> below) {
    blocks.add(new Block.Item(text, below));
  }

  /** Adds a table. */
  public void table(List<String> columns, List<List<String>> rows) {
    blocks.add(new Block.Table(columns, rows));
  }

  /** Adds anything else. */
  public void add(Block block) {
    blocks.add(block);
  }

  /** The page so far. */
  public List<Block> blocks() {
    return List.copyOf(blocks);
  }

  /** A count as people read it, the same on every machine. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** As much of a fingerprint as tells two rule sets apart. */
  public static String shortFingerprint(String fingerprint) {
    return fingerprint.substring(0, Math.min(SHORT_FINGERPRINT, fingerprint.length()));
  }
}
