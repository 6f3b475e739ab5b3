package tierwise.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;

/**
 * The words of problems: those of the core are in {@code problems.txt} beside {@link Problem}, a
 * module above it can have a catalogue of its own. An entry has a key, such as {@code
 * TW-204.unknown-field}, the sentence, and below it what else can be told:
 *
 * <pre>
 * # TW-204.unknown-field
 * unknown field "{field}" of {type}
 * - allowed: {type} has
 * - way out [text]: If it is a text, put it in quotes.
 * - place: it is declared here
 * </pre>
 *
 * <p>A way out without a name is always told, one with a name where the logic asks for it; allowed
 * values and places are given by the logic. An intro named {@code one} is taken for a single value.
 * What stands in square brackets with a slot in it is left out where the slot has no value.
 * Immutable.
 */
public final class Catalogue {
  private static final String SOURCE = "problems.txt";
  private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)\\}");
  private static final Pattern OPTIONAL =
      Pattern.compile("\\[([^\\[\\]]*\\{([a-z]+)\\}[^\\[\\]]*)]");
  private static final Pattern PART =
      Pattern.compile("- (allowed|way out|place)(?: \\[([^]]+)])?: (.+)", Pattern.DOTALL);
  private static final Catalogue SHARED = read(SOURCE, Problem.class.getResourceAsStream(SOURCE));

  /** The name of a part that has none. */
  static final String UNNAMED = "";

  private static final String ONE = "one";

  private final Map<String, Entry> entries;

  /**
   * The words of one sentence.
   *
   * @param key the code and the name: {@code TW-204.unknown-field}
   * @param code the sort of problem that it tells
   * @param sentence what is wrong
   * @param allowed introduces what could stand there instead, by name
   * @param waysOut what to do about it, by name
   * @param places what can be seen at other places, by name
   */
  public record Entry(
      String key,
      ProblemCode code,
      String sentence,
      Map<String, String> allowed,
      Map<String, String> waysOut,
      Map<String, String> places) {
    /** All its words. */
    public List<String> texts() {
      return Stream.<Collection<String>>of(
              List.of(sentence), allowed.values(), waysOut.values(), places.values())
          .flatMap(Collection::stream)
          .toList();
    }

    /** Introduces so many values. */
    String allowed(int values) {
      String one = values == 1 ? allowed.get(ONE) : null;
      return one == null ? part(allowed, "allowed", UNNAMED) : one;
    }

    /** The way out of that name, as it is written. */
    String wayOut(String name) {
      return part(waysOut, "way out", name);
    }

    String place(String name) {
      return part(places, "place", name);
    }

    private String part(Map<String, String> parts, String sort, String name) {
      String text = parts.get(name);
      if (text == null) {
        throw new IllegalArgumentException(key + " has no " + sort + " [" + name + "]");
      }
      return text;
    }
  }

  private Catalogue(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** The one that the library has. */
  public static Catalogue shared() {
    return SHARED;
  }

  /** All entries, in the order of their codes. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /**
   * What is said of a sort of problems, as somebody reads it: with the names of what is filled in,
   * once where only the way out differs.
   */
  public List<String> sentences(String code) {
    return entries.values().stream()
        .filter(entry -> entry.code().toString().equals(code))
        .map(entry -> OPTIONAL.matcher(entry.sentence()).replaceAll("$1"))
        .distinct()
        .toList();
  }

  /** The words of the sentence. */
  public Entry of(Sentence sentence) {
    Entry entry = entries.get(sentence.name());
    if (entry == null) {
      throw new IllegalArgumentException(sentence + " is not in the catalogue");
    }
    return entry;
  }

  /** What the sentence says where no problem is told, in the message of an exception. */
  public String told(Sentence sentence, @Nullable Object... values) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(value == null ? null : value.toString());
    }
    return filled(of(sentence).sentence(), sentence.slots(), texts);
  }

  /** The slots of a text, once for each place that is filled in. */
  public static List<String> slots(String text) {
    return SLOT.matcher(text).results().map(slot -> slot.group(1)).toList();
  }

  /** The text with its slots filled. */
  static String filled(String text, List<String> slots, List<@Nullable String> values) {
    if (slots.isEmpty()) {
      return text;
    }
    String told =
        OPTIONAL
            .matcher(text)
            .replaceAll(
                part ->
                    values.get(slots.indexOf(part.group(2))) == null
                        ? ""
                        : Matcher.quoteReplacement(part.group(1)));
    return SLOT.matcher(told)
        .replaceAll(
            slot ->
                Matcher.quoteReplacement(String.valueOf(values.get(slots.indexOf(slot.group(1))))));
  }

  /** What any filling of the text matches. */
  public static Pattern anyFilling(String text) {
    StringBuilder all = new StringBuilder();
    Matcher part = Pattern.compile(OPTIONAL.pattern() + "|" + SLOT.pattern()).matcher(text);
    int end = 0;
    while (part.find()) {
      all.append(Pattern.quote(text.substring(end, part.start())));
      all.append(
          part.group(1) == null ? ".+?" : "(?:" + anyFilling(part.group(1)).pattern() + ")?");
      end = part.end();
    }
    return Pattern.compile(all.append(Pattern.quote(text.substring(end))).toString());
  }

  /**
   * A catalogue.
   *
   * @param name what it is called where something is wrong with it
   * @param stream its text, which is closed; {@code null} if the jar does not have it
   */
  public static Catalogue read(String name, @Nullable InputStream stream) {
    try (InputStream in = stream) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      Map<String, Entry> entries = new LinkedHashMap<>();
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String text : source.split("(?m)^# ", -1)) {
        if (!text.isBlank()) {
          Entry entry = entry(text.strip());
          String sentence = entry.key().substring(entry.key().indexOf('.') + 1);
          if (entries.put(sentence.toUpperCase(Locale.ROOT).replace('-', '_'), entry) != null) {
            throw new IllegalStateException(name + " has two sentences named " + sentence);
          }
        }
      }
      return new Catalogue(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line that begins with white space goes on with the line before it. */
  private static Entry entry(String text) {
    String[] lines = text.replaceAll("\n +", " ").split("\n", -1);
    Map<String, String> allowed = new TreeMap<>();
    Map<String, String> waysOut = new TreeMap<>();
    Map<String, String> places = new TreeMap<>();
    for (String line : Arrays.asList(lines).subList(2, lines.length)) {
      Matcher part = PART.matcher(line);
      if (!part.matches()) {
        throw new IllegalStateException(lines[0] + ": " + line);
      }
      String name = part.group(2) == null ? UNNAMED : part.group(2);
      switch (part.group(1)) {
        case "allowed" -> allowed.put(name, part.group(3));
        case "way out" -> waysOut.put(name, part.group(3));
        default -> places.put(name, part.group(3));
      }
    }
    String code = lines[0].substring(0, lines[0].indexOf('.'));
    return new Entry(
        lines[0],
        Arrays.stream(ProblemCode.values())
            .filter(each -> each.toString().equals(code))
            .findFirst()
            .orElseThrow(),
        lines[1],
        allowed,
        waysOut,
        places);
  }
}
