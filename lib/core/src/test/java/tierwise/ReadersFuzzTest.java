package tierwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.json.DecisionReader;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.record.DecisionRecord;

/**
 * Whatever bytes stand in a file of cases, a manifest, messages, rules, a decision or a record of
 * one: they are read, or there are problems with places in the files; nothing else is thrown, and
 * nothing goes on for ever.
 *
 * <p>{@code -Dfuzz.inputs=1000000} tries more, {@code -Dfuzz.seed=7} others. The method {@link
 * #fuzzerTestOneInput} is for a fuzzer that watches which code its inputs reach.
 */
class ReadersFuzzTest {
  private static final int USUAL_INPUTS = 1_500;
  private static final int LARGEST = 200_000;
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final String FOLDER = "rules/cafe-guild/2024";
  private static final Map<String, byte[]> BASE = filesOf(RESOURCES.resolve(FOLDER));

  /** What is read. */
  private enum Reader {
    CASES("case.yaml"),
    MANIFEST("ruleset.yaml"),
    MESSAGES("messages.yaml"),
    RULES("guild.drl"),
    DECISION("decision.json"),
    RECORD("record.json");

    private final String file;

    Reader(String file) {
      this.file = file;
    }
  }

  private static final List<byte[]> YAML = seedsOf(".yaml");
  private static final List<byte[]> DRL = seedsOf(".drl");
  private static final List<byte[]> DECISIONS = decisions();
  private static final List<byte[]> RECORDS = records();

  /** Words that mean something to a parser, or that parsers have stumbled over. */
  private static final List<String> WORDS =
      List.of(
          "&a ",
          "*a",
          "!!java.lang.Runtime ",
          "<<: ",
          "? ",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          "|\n",
          ">\n",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "\\x",
          "\t",
          "\r",
          "\r\n",
          "\n",
          "\u0000",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u202E",
          "\uD83D\uDE00",
          "#",
          "//",
          "/*",
          "*/",
          "rule \"",
          "declare ",
          "end\n",
          "when\n",
          "then\n",
          "insert( ",
          "not( ",
          "accumulate( ",
          "$a : ",
          "1e999999999",
          "-0",
          "0x",
          "99999999999999999999",
          "null",
          "~",
          ".nan",
          "yes",
          "2024-02-30",
          "+1000000000-01-01",
          "base: ",
          "rows: ",
          "$a",
          "{of}");

  @Test
  void anyBytesAreReadOrGiveProblemsInTheirFiles() {
    int inputs = Integer.getInteger("fuzz.inputs", USUAL_INPUTS);
    long seed = Long.getLong("fuzz.seed", 1L);
    AtomicLong current = new AtomicLong();
    assertTimeoutPreemptively(
        Duration.ofMinutes(2).plusMillis(100L * inputs),
        () -> {
          for (int i = 0; i < inputs; i++) {
            current.set(seed * 1_000_000_007L + i);
            tryInput(current.get());
          }
        },
        () -> "the input of seed " + current + " goes on for ever");
  }

  private static void tryInput(long seed) {
    Random random = new Random(seed);
    Reader reader = Reader.values()[random.nextInt(Reader.values().length)];
    byte[] input = input(reader, random);
    try {
      read(reader, input);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "seed " + seed + ", " + reader + ": " + new String(input, StandardCharsets.UTF_8), e);
    }
  }

  /** The way in for fuzzers such as Jazzer: the first byte says what is read. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length > 0) {
      Reader reader = Reader.values()[Math.floorMod(data[0], Reader.values().length)];
      read(reader, Arrays.copyOfRange(data, 1, data.length));
    }
  }

  // ---- inputs ----------------------------------------------------------------------------------

  private static byte[] input(Reader reader, Random random) {
    byte[] bytes = seed(reader, random);
    if (random.nextInt(20) == 0) {
      bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
    }
    for (int i = random.nextInt(8); i >= 0 && bytes.length < LARGEST; i--) {
      bytes = changed(bytes, reader, random);
    }
    return bytes;
  }

  private static byte[] seed(Reader reader, Random random) {
    List<byte[]> seeds =
        switch (reader) {
          case RULES -> DRL;
          case DECISION -> DECISIONS;
          case RECORD -> RECORDS;
          case CASES, MANIFEST, MESSAGES -> YAML;
        };
    return seeds.get(random.nextInt(seeds.size()));
  }

  private static byte[] changed(byte[] bytes, Reader reader, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(1 + random.nextInt(200)));
    byte[] piece = Arrays.copyOfRange(bytes, from, to);
    return switch (random.nextInt(7)) {
      case 0 -> joined(bytes, from, new byte[0], to);
      case 1 -> joined(bytes, from, word(random), to);
      case 2 -> joined(bytes, from, word(random), from);
      case 3 -> joined(bytes, from, repeated(piece, 1 + random.nextInt(20)), to);
      case 4 -> joined(bytes, from, repeated(word(random), 1 + random.nextInt(500)), from);
      case 5 -> {
        for (int i = 0; i < piece.length; i++) {
          piece[i] = random.nextInt(10) == 0 ? (byte) random.nextInt() : piece[i];
        }
        yield joined(bytes, from, piece, to);
      }
      default -> {
        byte[] other = seed(reader, random);
        int start = random.nextInt(other.length + 1);
        yield joined(bytes, from, Arrays.copyOfRange(other, start, other.length), to);
      }
    };
  }

  private static byte[] word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] repeated(byte[] piece, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[] bytes, int from, byte[] piece, int to) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, from);
    joined.writeBytes(piece);
    joined.write(bytes, to, bytes.length - to);
    return joined.toByteArray();
  }

  private static List<byte[]> seedsOf(String ending) {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.startsWith(RESOURCES.resolve("attacks/building")))
          .sorted()
          .map(ReadersFuzzTest::bytesOf)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> decisions() {
    RuleSets club = RuleSets.in(RESOURCES.resolve("rules/tea-club"));
    return EnrollmentCase.read(RESOURCES.resolve("tea-cases.yaml")).stream()
        .map(each -> club.decide(each).toJsonLine().getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<byte[]> records() {
    RuleSets club = RuleSets.in(RESOURCES.resolve("rules/tea-club"));
    return EnrollmentCase.read(RESOURCES.resolve("tea-cases.yaml")).stream()
        .map(each -> DecisionRecord.of(club, each, "R", Instant.EPOCH))
        .map(each -> each.toJson().getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static Map<String, byte[]> filesOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, byte[]> contents = new TreeMap<>();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> contents.put(file.getFileName().toString(), bytesOf(file)));
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytesOf(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- reading ---------------------------------------------------------------------------------

  private static void read(Reader reader, byte[] bytes) {
    if (reader == Reader.RECORD) {
      readRecord(reader.file, bytes);
      return;
    }
    Problems problems = new Problems();
    Map<String, byte[]> files = new TreeMap<>();
    boolean isRead;
    if (reader == Reader.CASES) {
      files.put(reader.file, bytes);
      SourceText source = Decoder.decode(reader.file, bytes, CaseFileReader.LARGEST_FILE, problems);
      isRead = source != null && CaseFileReader.read(source, problems) != null;
    } else if (reader == Reader.DECISION) {
      files.put(reader.file, bytes);
      SourceText source = Decoder.decode(reader.file, bytes, LARGEST * 4, problems);
      Decision decision = source == null ? null : DecisionReader.read(source, problems);
      isRead = decision != null;
      if (decision != null) {
        assertThat(Decision.fromJson(decision.toJson())).isEqualTo(decision);
      }
    } else {
      BASE.forEach((name, base) -> files.put(FOLDER + "/" + name, base));
      files.put(FOLDER + "/" + reader.file, bytes);
      Map<String, byte[]> contents = new TreeMap<>(BASE);
      contents.put(reader.file, bytes);
      FolderFiles folder = new FolderFiles("cafe-guild", "2024", FOLDER, contents);
      isRead = RuleChecker.read(RuleFolder.read(folder, problems), problems) != null;
    }
    List<Problem> told = problems.inFileOrder();
    if (!isRead && !problems.hasErrors()) {
      throw new AssertionError("neither read nor refused");
    }
    requireSound(told, files);
  }

  private static void requireSound(List<Problem> told, Map<String, byte[]> files) {
    told.forEach(problem -> requirePlace(problem, files));
    assertThat(told).hasSizeLessThanOrEqualTo(Problems.MOST_TOLD + 1);
    assertThat(told).allMatch(problem -> problem.toString().length() < 10_000);
    assertThat(new RuleSetException(told)).hasMessageNotContaining("tierwise.internal");
  }

  /** Its reader is not seen from here. */
  private static void readRecord(String name, byte[] bytes) {
    try {
      DecisionRecord record = DecisionRecord.fromJson(name, bytes);
      assertThat(DecisionRecord.fromJson(record.toJson())).isEqualTo(record);
    } catch (RuleSetException e) {
      requireSound(e.problems(), Map.of(name, bytes));
    }
  }

  private static void requirePlace(Problem problem, Map<String, byte[]> files) {
    Problem.Place place = problem.place();
    if (place == null) {
      if (!problem.message().endsWith("which are not listed")) {
        throw new AssertionError("nowhere: " + problem);
      }
      return;
    }
    byte[] file = files.get(place.at().file());
    boolean inFile =
        place.at().file().equals(FOLDER)
            || (file != null
                && place.at().line() >= 1
                && place.at().column() >= 1
                && place.at().line() <= 1 + lines(file)
                && place.at().column() <= 1 + file.length
                && place.caret() <= 1 + place.line().length());
    if (!inFile) {
      throw new AssertionError("not in its file: " + problem);
    }
  }

  private static long lines(byte[] file) {
    int lines = 0;
    for (byte each : file) {
      lines += each == '\n' || each == '\r' ? 1 : 0;
    }
    return lines;
  }
}
