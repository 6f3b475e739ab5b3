package tierwise.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tierwise.Problem;
import tierwise.Revision;
import tierwise.RuleFiles;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.Told;

/** Whatever an archive is, it is what publish wrote, or it is refused and nothing is made of it. */
class HostileArchivesTest {
  private static final int CENTRAL_HEADER = 0x02014b50;

  @TempDir Path temp;
  private Path file = Path.of("");
  private byte[] good = {};

  /** The entries of the good archive. */
  private Map<String, byte[]> entries = Map.of();

  @BeforeEach
  void publish() throws IOException {
    Path year = temp.resolve("cafe-guild/2024");
    ChangingGuild.write(year, 1);
    Revision.Proof proof = new Revision.Proof(1, 1, Map.of());
    History.publish(year, proof, LocalDate.of(2023, 12, 1), "Ada", "First", null);
    file = temp.resolve("cafe-guild/archive/2024-r1.zip");
    good = Files.readAllBytes(file);
    entries = entries(good);
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /** A zip file as other programs write it. */
  private static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(each.getValue());
          entry.setCrc(crc.getValue());
          entry.setSize(each.getValue().length);
        }
        out.putNextEntry(entry);
        out.write(each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private Map<String, byte[]> with(String name, String text) {
    Map<String, byte[]> more = new TreeMap<>(entries);
    more.put(name, text.getBytes(StandardCharsets.UTF_8));
    return more;
  }

  private byte[] entry(String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  /** The text of what is told about it, with the place in front. */
  private String refusal(byte[] archive) throws IOException {
    List<Problem> problems = refused(archive);
    return problems.isEmpty() ? "" : String.valueOf(new RuleSetException(problems).getMessage());
  }

  private List<Problem> refused(byte[] archive) throws IOException {
    Files.write(file, archive);
    try {
      RuleSets.with(RuleSettings.usual()).of(RuleFiles.in(file));
      return List.of();
    } catch (RuleSetException e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(
              problem -> {
                Problem.Place place = Objects.requireNonNull(problem.place());
                assertThat(place.at().file()).startsWith(file.toString());
              });
      return e.problems();
    }
  }

  // ---- each sort -------------------------------------------------------------------------------

  @Test
  void whatPublishWroteIsTaken() throws IOException {
    assertThat(refusal(good)).isEmpty();
    assertThat(ChangingGuild.edition(RuleSets.in(file).decide(ChangingGuild.CASE))).isEqualTo(1);
  }

  @Test
  void anArchiveIsAZipFileForOtherPrograms() throws IOException {
    assertThat(zip(entries, ZipEntry.STORED)).isEqualTo(good);
    assertThat(entries)
        .containsOnlyKeys(
            "cafe-guild/2024/guild.drl",
            "cafe-guild/2024/messages.yaml",
            "cafe-guild/2024/ruleset.yaml",
            "revision.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil.drl",
        "cafe-guild/2024/../../../evil.drl",
        "cafe-guild/2024/..",
        "/etc/evil.drl",
        "C:\\evil.drl",
        "cafe-guild\\2024\\evil.drl",
        "cafe-guild/2024/tests/evil.yaml",
        "cafe-guild/2024/",
        "cafe-guild/2024/evil\u0000.drl",
        "cafe-guild/2024/evil.class",
        "cafe-guild/2025/guild.drl",
        "other/2024/guild.drl"
      })
  void noNameLeadsOutOfTheFolder(String name) throws IOException {
    assertThat(refusal(zip(with(name, "package cafe.guild"), ZipEntry.STORED)))
        .contains("[TW-704]");
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    Map<String, byte[]> bomb = new TreeMap<>(entries);
    bomb.put("cafe-guild/2024/bomb.drl", new byte[50_000_000]);
    assertThat(refusal(zip(bomb, ZipEntry.DEFLATED))).contains("is compressed, or has two sizes");
    assertThat(refusal(zip(bomb, ZipEntry.STORED))).contains("[TW-704]");
  }

  @Test
  void aFileThatWasAddedOrTakenAwayIsFound() throws IOException {
    assertThat(
            refusal(zip(with("cafe-guild/2024/more.drl", "package cafe.guild"), ZipEntry.STORED)))
        .contains("\"more.drl\" is not the file that was published");
    Map<String, byte[]> fewer = new TreeMap<>(entries);
    fewer.remove("cafe-guild/2024/guild.drl");
    assertThat(refusal(zip(fewer, ZipEntry.STORED)))
        .contains("a file that was published is not in it");
    fewer = new TreeMap<>(entries);
    fewer.remove("revision.yaml");
    assertThat(refusal(zip(fewer, ZipEntry.STORED))).contains("it has no revision.yaml");
  }

  @Test
  void anEntryThatIsThereTwiceIsFound() throws IOException {
    assertThat(refusal(twice())).contains("is there twice");
  }

  private byte[] twice() throws IOException {
    Map<String, byte[]> twice = new LinkedHashMap<>(entries);
    twice.put("cafe-guild/2024/guild.drm", entry("cafe-guild/2024/guild.drl"));
    String renamed =
        new String(zip(new TreeMap<>(twice), ZipEntry.STORED), StandardCharsets.ISO_8859_1)
            .replace("guild.drm", "guild.drl");
    return renamed.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aLinkIsFound() throws IOException {
    byte[] link = good.clone();
    int header = lastIndexOf(link, CENTRAL_HEADER);
    link[header + 5] = 3; // Made on Unix …
    link[header + 41] = (byte) 0xA1; // … where these attributes are a symbolic link's.
    assertThat(refusal(link)).contains("something stands here that is never written");
  }

  private static int lastIndexOf(byte[] bytes, int word) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = bytes.length - 4; i >= 0; i--) {
      if (words.getInt(i) == word) {
        return i;
      }
    }
    throw new AssertionError("there is no such word");
  }

  @Test
  void aRevisionThatSaysSomethingElseIsFound() throws IOException {
    String revision = new String(entry("revision.yaml"), StandardCharsets.UTF_8);
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            text -> text.replace("year: 2024", "year: 2025"),
            text -> text.replace("by: \"Ada\"", "by: Ada"),
            text -> text.replace("revision: 1", "revision: 2"),
            text -> text + "# more\n",
            text -> text.replaceFirst("guild.drl\": .", "guild.drl\": g"),
            text -> "")) {
      assertThat(refusal(zip(with("revision.yaml", change.apply(revision)), ZipEntry.STORED)))
          .contains("[TW-");
    }
  }

  @Test
  void whatIsSaidOfEachSortIsAsTheFileHasIt() throws IOException {
    Told told = new Told(temp);
    String drl = "cafe-guild/2024/guild.drl";
    told.add("a name that leads out of it", refused(stored(with("../evil.drl", "package evil"))));
    told.add("another folder", refused(stored(with("cafe-guild/2025/guild.drl", ""))));
    told.add("no revision", refused(stored(without("revision.yaml"))));
    told.add("a file less", refused(stored(without(drl))));
    told.add("another file", refused(stored(with(drl, "package cafe.guild"))));
    told.add("the revision in other words", refused(stored(revision("\"Ada\"", "Ada"))));
    told.add("a long name", refused(stored(with("a".repeat(500), ""))));
    told.add("a compressed one", refused(zip(entries, ZipEntry.DEFLATED)));
    told.add("a large file", refused(stored(with(drl, " ".repeat(300_000)))));
    byte[] changed = good.clone();
    changed[28] = 4;
    told.add("extra fields", refused(changed));
    told.add("its beginning", refused(Arrays.copyOf(good, 500)));
    told.add("a file twice", refused(twice()));
    Map<String, byte[]> turned = new LinkedHashMap<>();
    new TreeMap<>(entries).descendingMap().forEach(turned::put);
    told.add("another order", refused(zip(turned, ZipEntry.STORED)));
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      many.put("cafe-guild/2024/" + i + ".drl", new byte[0]);
    }
    told.add("many files", refused(stored(many)));
    changed = good.clone();
    changed[100] ^= 4;
    told.add("a changed byte", refused(changed));
    told.add("something behind it", refused(Arrays.copyOf(good, good.length + 1)));
    told.isAsIn("archives.txt");
  }

  @Test
  void whatIsSaidOfTheRevisionInAnArchiveIsAsTheFileHasIt() throws IOException {
    Told told = new Told(temp);
    told.add("no fingerprint", refused(stored(revision("sha256:", "md5:"))));
    told.add("no signature", refused(stored(revision("archive:", "signature: Ada\narchive:"))));
    told.add("no number", refused(stored(revision("revision: 1", "revision: 0"))));
    told.add("two lines", refused(stored(revision("\"First\"", "\"One\\nand two\""))));
    told.add("no hash", refused(stored(revision("guild.drl\": \\w+", "guild.drl\": none"))));
    told.add("another archive", refused(stored(revision("2024-r1.zip", "2024-r2.zip"))));
    told.isAsIn("revisions.txt");
  }

  private static byte[] stored(Map<String, byte[]> entries) throws IOException {
    return zip(entries, ZipEntry.STORED);
  }

  private Map<String, byte[]> without(String name) {
    Map<String, byte[]> fewer = new TreeMap<>(entries);
    fewer.remove(name);
    return fewer;
  }

  private Map<String, byte[]> revision(String old, String replacement) {
    String revision = new String(entry("revision.yaml"), StandardCharsets.UTF_8);
    String changed = revision.replaceFirst(old, replacement.replace("\\", "\\\\"));
    assertThat(changed).isNotEqualTo(revision);
    return with("revision.yaml", changed);
  }

  // ---- drawn ones ------------------------------------------------------------------------------

  /** Five thousand in the thorough run. */
  @Test
  @Tag("thorough")
  void hundredsOfHostileArchivesAreRefused() throws IOException {
    refuse(Boolean.getBoolean("tierwise.thorough") ? 5_000 : 400);
  }

  private void refuse(int number) throws IOException {
    List<Path> before = everything();
    for (int seed = 0; seed < number; seed++) {
      byte[] hostile = hostile(new Random(seed));
      if (!Arrays.equals(hostile, good)) {
        assertThat(refusal(hostile)).as("seed %s", seed).contains("[TW-");
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.sorted().toList();
    }
  }

  private byte[] hostile(Random random) throws IOException {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(good, random.nextInt(good.length));
      case 1 -> {
        byte[] longer = Arrays.copyOf(good, good.length + 1 + random.nextInt(100));
        longer[longer.length - 1] = (byte) random.nextInt();
        yield longer;
      }
      case 2 -> number(random);
      case 3 -> {
        String name = name(random);
        yield zip(with(name, "package cafe.guild"), ZipEntry.STORED);
      }
      case 4 -> zip(entries, ZipEntry.DEFLATED);
      default -> {
        byte[] changed = good.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
          changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield changed;
      }
    };
  }

  /** Another number in one of the headers: sizes, lengths, offsets, counts, flags. */
  private byte[] number(Random random) {
    byte[] changed = good.clone();
    int header = random.nextBoolean() ? 0 : lastIndexOf(changed, CENTRAL_HEADER);
    int at = header + 4 + random.nextInt(40);
    int width = random.nextBoolean() ? 2 : 4;
    byte[] extremes = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};
    Arrays.fill(changed, at, at + width, extremes[random.nextInt(extremes.length)]);
    return changed;
  }

  private static String name(Random random) {
    List<String> parts =
        List.of(
            "..",
            ".",
            "",
            "cafe-guild",
            "2024",
            "a.drl",
            "~",
            "C:",
            "\\",
            "%2e%2e",
            "\u202e",
            "tests");
    StringBuilder name = new StringBuilder();
    for (int i = 0; i <= random.nextInt(6); i++) {
      name.append(i == 0 ? "" : "/").append(parts.get(random.nextInt(parts.size())));
    }
    return name.toString();
  }

  @Test
  void liveRulesKeepTheirsWhenAnArchiveIsReplacedByAHostileOne() throws IOException {
    try (LiveRules live = LiveRules.in(file)) {
      Files.write(file, hostile(new Random(1)));
      assertThat(live.reload().outcome()).isEqualTo(LiveRules.Outcome.REFUSED);
      assertThat(ChangingGuild.edition(live.decide(ChangingGuild.CASE))).isEqualTo(1);
    }
  }

  @Test
  void aHistoryWithADamagedArchiveGivesNoRules() throws IOException {
    Files.write(file, hostile(new Random(2)));
    History history = History.in(temp.resolve("cafe-guild"));
    assertThatThrownBy(() -> history.files(history.revisions().get(0)))
        .isInstanceOf(RuleSetException.class);
  }
}
