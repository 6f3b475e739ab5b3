package tierwise.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes coverage for people. */
final class CoverageText {
  /** Above cases that are to be pasted. */
  static final String CASES =
      "Cases for these: read them through and paste them below \"cases:\" of a file without"
          + " \"base:\"";

  private CoverageText() {}

  static String of(Coverage coverage) {
    StringBuilder text = new StringBuilder();
    text.append(coverage.folder()).append(": what ").append(coverage.cases());
    text.append(coverage.cases() == 1 ? " case exercises\n" : " cases exercise\n");
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      text.append(line(kind.key(), coverage.count(kind)));
      Integer limit = coverage.limits().get(kind.key());
      if (limit != null) {
        boolean below = coverage.belowLimit().contains(kind);
        text.append("   limit ").append(limit).append(" %").append(below ? ": NOT REACHED" : "");
      }
      text.append('\n');
    }
    files(coverage, text);
    for (Coverage.Kind kind : Coverage.Kind.values()) {
      missing(coverage, kind, text);
    }
    coverage.disagreements().stream()
        .map(each -> "The engine and the interpreter decide this case differently: " + each + "\n")
        .forEach(text::append);
    return text.toString();
  }

  /** What is missing of the kinds that do not reach their limit. */
  static String belowLimit(Coverage coverage) {
    StringBuilder text = new StringBuilder();
    text.append(coverage.folder()).append(": the cases exercise less than ruleset.yaml wants\n");
    for (Coverage.Kind kind : coverage.belowLimit()) {
      text.append(line(kind.key(), coverage.count(kind)));
      text.append("   limit ").append(coverage.limits().get(kind.key())).append(" %\n");
    }
    coverage.belowLimit().forEach(kind -> missing(coverage, kind, text));
    return text.toString();
  }

  private static String line(String label, Coverage.Count count) {
    return String.format(
        Locale.ROOT,
        "  %-14s %5d of %5d  %3d %%",
        label,
        count.seen(),
        count.all(),
        count.percent());
  }

  private static void files(Coverage coverage, StringBuilder text) {
    List<String> files =
        coverage.items().stream().map(item -> item.at().file()).distinct().toList();
    for (String file : files) {
      text.append("  ").append(name(file)).append(": ");
      text.append(shares(kind -> coverage.count(kind, file))).append('\n');
      rules(coverage, file, text);
    }
  }

  /** The rules of a file of which something is missing; the others would all say 100 %. */
  private static void rules(Coverage coverage, String file, StringBuilder text) {
    coverage
        .byRule()
        .forEach(
            (rule, items) -> {
              if (rule.at().file().equals(file)
                  && items.stream().anyMatch(item -> !item.missing().isEmpty())) {
                text.append("    ").append(rule.at().line()).append(": ").append(rule.label());
                text.append(": ").append(shares(kind -> Coverage.count(items, kind)));
                text.append('\n');
              }
            });
  }

  private static String shares(Function<Coverage.Kind, Coverage.Count> counts) {
    return Arrays.stream(Coverage.Kind.values())
        .filter(kind -> counts.apply(kind).all() > 0)
        .map(kind -> kind.key() + " " + counts.apply(kind).percent() + " %")
        .collect(Collectors.joining(", "));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void missing(Coverage coverage, Coverage.Kind kind, StringBuilder text) {
    List<Coverage.Item> missing = coverage.missing(kind);
    if (missing.isEmpty()) {
      return;
    }
    text.append('\n').append(title(kind)).append('\n');
    for (Coverage.Item item : missing) {
      text.append("  ").append(item.at().file()).append(':').append(item.at().line());
      text.append(": ").append(item.label());
      if (kind != Coverage.Kind.RULES
          && kind != Coverage.Kind.ROWS
          && kind != Coverage.Kind.MESSAGES) {
        text.append(": never ").append(String.join(", never ", item.missing()));
      }
      text.append('\n');
    }
    List<String> cases =
        missing.stream()
            .flatMap(item -> item.missing().stream().map(side -> item.cases().get(side)))
            .filter(each -> each != null)
            .toList();
    if (!cases.isEmpty()) {
      text.append(
          "\nCases for these: read them through and paste them below \"cases:\" of a file without \"base:\"\n");
      cases.forEach(text::append);
    }
  }

  private static String title(Coverage.Kind kind) {
    return switch (kind) {
      case RULES -> "Rules that never stated anything";
      case CONDITIONS -> "Conditions that were not seen both ways";
      case ROWS -> "Rows that nothing asked for";
      case BOUNDARIES -> "Figures that were not tested on both sides";
      case COMPARISONS -> "Comparisons that were not tested at their edge";
      case MESSAGES -> "Messages that were never shown";
    };
  }
}
