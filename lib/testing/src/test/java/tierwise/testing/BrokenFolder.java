package tierwise.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule folder in which one thing is broken, as slips of typing, pasting and saving break it.
 *
 * @param programme the name of the programme
 * @param year the name of the folder
 * @param files what the folder holds
 * @param what what was done
 * @param brokenFile the file that was changed; {@code null} if no text was
 * @param brokenLines the lines where it was changed
 */
record BrokenFolder(
    String programme,
    String year,
    Map<String, byte[]> files,
    String what,
    @Nullable String brokenFile,
    List<Integer> brokenLines) {

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"\\n]*\"|\\$?\\w+|[=!<>]=|!\\.|&&|\\|\\||\\S");

  /** What is inserted beside what the file itself holds. */
  private static final List<String> PIECES =
      List.of(
          "\"",
          "“",
          "'",
          "(",
          ")",
          "((((((((",
          "{",
          "}",
          "[",
          "]",
          ";",
          ",",
          ":",
          "#",
          "//",
          "/*",
          "*/",
          "\\",
          "\u00A0",
          "\u200B",
          "\u202E",
          "\u0000",
          "\uFEFF",
          "é",
          "１",
          "0",
          "007",
          "1e9",
          "9999999999",
          "-",
          "*",
          "/",
          "!",
          "!.",
          "==",
          "&&",
          "||",
          "null",
          "true",
          "eval",
          "or",
          "not",
          "exists",
          "accumulate",
          "when",
          "then",
          "end",
          "rule",
          "declare",
          "import",
          "function",
          "query",
          "from",
          "salience",
          "this",
          "$x",
          "$",
          "insert",
          "new",
          "&a",
          "*a",
          "!!str",
          "---",
          "...",
          "- ",
          "? ",
          "| ",
          "> ",
          "\t",
          "\n",
          "\r",
          "yes",
          "no",
          "~");

  private static final List<String> RULE_NAMES =
      List.of(
          "",
          " ",
          "a */ static { System.exit(3); } /* b",
          "a\\\" + x() + \\\"",
          "a\\u0022 + x()",
          "\u202Eabc",
          "x".repeat(1_000),
          "%s%n%d",
          "$1",
          "rule \"x\"",
          "Für alle",
          "a\tb");

  private static final List<String> FILE_NAMES =
      List.of(
          "rules",
          "rules.dlr",
          "rules.DRL",
          "rules.drl.txt",
          ".drl",
          "a\"+b()+\".drl",
          "a b.drl",
          "*.drl",
          "ruleset.yml",
          "Ruleset.yaml",
          "messages.de.yaml",
          "ünïcode.drl",
          "a\nb.drl",
          "%s.drl",
          "rules.xls",
          "pom.xml",
          "kmodule.xml",
          "Rules.java",
          "x\u202Elrd.drl");

  private static final List<String> YEARS =
      List.of("21", "2021a", "year-2021", "2021-1", "2021-13-01", "latest", "2021 (copy)", "２０２１");

  private static final List<Charset> CHARSETS =
      Stream.of("ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "IBM037")
          .map(Charset::forName)
          .toList();

  /** The files of a folder. */
  static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        files.put(String.valueOf(entry.getFileName()), Files.readAllBytes(entry));
      }
    }
    return files;
  }

  /** The mutant of a seed. */
  static BrokenFolder of(String programme, String year, Map<String, byte[]> files, long seed) {
    return new Breaking(programme, year, new TreeMap<>(files), new Random(seed)).run();
  }

  private static final class Breaking {
    private final String programme;
    private final String year;
    private final Map<String, byte[]> files;
    private final Random random;

    Breaking(String programme, String year, Map<String, byte[]> files, Random random) {
      this.programme = programme;
      this.year = year;
      this.files = files;
      this.random = random;
    }

    BrokenFolder run() {
      int kind = random.nextInt(100);
      if (kind < 2) {
        return mutant(pick(YEARS), "another folder name", null);
      }
      String name = pick(List.copyOf(files.keySet()));
      if (kind < 4) {
        byte[] content = files.remove(name);
        files.put(pick(FILE_NAMES), content);
        return mutant(year, name + " renamed", null);
      }
      String text = new String(files.get(name), UTF_8);
      if (kind < 7) {
        Charset charset = pick(CHARSETS);
        files.put(name, text.getBytes(charset));
        return mutant(year, name + " in " + charset, null);
      }
      if (kind < 10 && name.endsWith(".drl")) {
        return renamedRule(name, text);
      }
      return switch (random.nextInt(3)) {
        case 0 -> line(name, text);
        case 1 -> token(name, text);
        default -> character(name, text);
      };
    }

    private BrokenFolder renamedRule(String name, String text) {
      Matcher rules = Pattern.compile("rule \"([^\"]*)\"").matcher(text);
      List<Integer> starts = new ArrayList<>();
      while (rules.find()) {
        starts.add(rules.start(1));
      }
      if (starts.isEmpty()) {
        return line(name, text);
      }
      int start = pick(starts);
      int end = text.indexOf('"', start);
      String other = pick(RULE_NAMES);
      return text(name, text.substring(0, start) + other + text.substring(end), start, "rule name");
    }

    private BrokenFolder line(String name, String text) {
      List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
      int at = random.nextInt(lines.size());
      int other = random.nextInt(lines.size());
      List<Integer> broken = new ArrayList<>(List.of(at + 1));
      String what;
      switch (random.nextInt(4)) {
        case 0 -> {
          what = "line deleted";
          lines.remove(at);
        }
        case 1 -> {
          what = "lines swapped";
          Collections.swap(lines, at, other);
          broken.add(other + 1);
        }
        case 2 -> {
          what = "line of elsewhere inserted";
          lines.add(at, lines.get(other));
        }
        default -> {
          what = "line doubled";
          lines.add(at, lines.get(at));
        }
      }
      files.put(name, String.join("", lines).getBytes(UTF_8));
      return mutant(year, name + ": " + what, name, broken);
    }

    private BrokenFolder token(String name, String text) {
      List<int[]> tokens = new ArrayList<>();
      Matcher matcher = TOKEN.matcher(text);
      while (matcher.find()) {
        tokens.add(new int[] {matcher.start(), matcher.end()});
      }
      int index = random.nextInt(tokens.size());
      int[] at = tokens.get(index);
      int[] other = pick(tokens);
      String token = text.substring(at[0], at[1]);
      String before = text.substring(0, at[0]);
      String behind = text.substring(at[1]);
      return switch (random.nextInt(4)) {
        case 0 -> text(name, before + behind, at[0], "word deleted: " + token);
        case 1 ->
            text(name, before + token + " " + token + behind, at[0], "word doubled: " + token);
        case 2 -> {
          String piece = random.nextBoolean() ? pick(PIECES) : text.substring(other[0], other[1]);
          yield text(name, before + piece + " " + token + behind, at[0], "word inserted: " + piece);
        }
        default -> {
          if (index + 1 == tokens.size()) {
            yield text(name, before + behind, at[0], "word deleted: " + token);
          }
          int[] next = tokens.get(index + 1);
          yield text(
              name,
              before
                  + text.substring(next[0], next[1])
                  + text.substring(at[1], next[0])
                  + token
                  + text.substring(next[1]),
              at[0],
              "words swapped: " + token);
        }
      };
    }

    private BrokenFolder character(String name, String text) {
      int at = random.nextInt(text.length() - 1);
      String before = text.substring(0, at);
      String c = text.substring(at, at + 1);
      String behind = text.substring(at + 1);
      return switch (random.nextInt(4)) {
        case 0 -> text(name, before + behind, at, "character deleted: " + c);
        case 1 -> text(name, before + c + c + behind, at, "character doubled: " + c);
        case 2 -> {
          String piece = pick(PIECES);
          yield text(name, before + piece + c + behind, at, "inserted: " + piece);
        }
        default ->
            text(
                name,
                before + behind.charAt(0) + c + behind.substring(1),
                at,
                "characters swapped: " + c);
      };
    }

    private BrokenFolder text(String name, String text, int offset, String what) {
      files.put(name, text.getBytes(UTF_8));
      int line = 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
      return mutant(year, name + ":" + line + ": " + what, name, List.of(line));
    }

    private BrokenFolder mutant(String yearName, String what, @Nullable String file) {
      return mutant(yearName, what, file, List.of());
    }

    private BrokenFolder mutant(
        String yearName, String what, @Nullable String file, List<Integer> lines) {
      return new BrokenFolder(programme, yearName, files, what, file, lines);
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
