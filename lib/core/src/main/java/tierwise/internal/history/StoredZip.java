package tierwise.internal.history;

import static tierwise.internal.history.HistoryProblem.ENTRY_CHANGED;
import static tierwise.internal.history.HistoryProblem.ENTRY_COMPRESSED;
import static tierwise.internal.history.HistoryProblem.ENTRY_CUT_OFF;
import static tierwise.internal.history.HistoryProblem.ENTRY_NAME_TOO_LONG;
import static tierwise.internal.history.HistoryProblem.ENTRY_OUT_OF_PLACE;
import static tierwise.internal.history.HistoryProblem.ENTRY_TOO_LARGE;
import static tierwise.internal.history.HistoryProblem.ENTRY_TWICE;
import static tierwise.internal.history.HistoryProblem.ENTRY_WITH_EXTRA_FIELDS;
import static tierwise.internal.history.HistoryProblem.NEVER_WRITTEN;
import static tierwise.internal.history.HistoryProblem.TOO_MANY_ENTRIES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * Zip files of one form: entries stored as they are, in the order of their names, at one fixed
 * time, without anything else. The same entries are the same bytes everywhere, and what is not
 * exactly what would be written is refused, so that nothing can hide in one. See APPNOTE.TXT of
 * PKWARE, 4.3.
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int CENTRAL_SIZE = 46;
  private static final int END_SIZE = 22;
  private static final short VERSION = 10;
  private static final short UTF8 = 0x0800;

  /** The first of February 1980: Java and others take the month before for no time at all. */
  private static final short DAY = 0x41;

  private static final int LONGEST_NAME = 400;

  private final String file;
  private final byte[] bytes;
  private final Problems problems;

  private StoredZip(String file, byte[] bytes, Problems problems) {
    this.file = file;
    this.bytes = bytes;
    this.problems = problems;
  }

  static byte[] write(SortedMap<String, byte[]> entries) {
    int size = END_SIZE;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      size += LOCAL_SIZE + CENTRAL_SIZE + 2 * utf8(entry.getKey()).length + entry.getValue().length;
    }
    ByteBuffer zip = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Integer> offsets = new TreeMap<>();
    entries.forEach(
        (name, content) -> {
          offsets.put(name, zip.position());
          zip.putInt(LOCAL);
          header(zip, name, content);
          zip.put(utf8(name)).put(content);
        });
    int directory = zip.position();
    offsets.forEach(
        (name, offset) -> {
          zip.putInt(CENTRAL).putShort(VERSION);
          header(zip, name, content(entries, name));
          // No comment, the first disk, no attributes: a link would be one.
          zip.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
          zip.putInt(offset).put(utf8(name));
        });
    int length = zip.position() - directory;
    short count = (short) entries.size();
    zip.putInt(END).putInt(0).putShort(count).putShort(count);
    zip.putInt(length).putInt(directory).putShort((short) 0);
    return zip.array();
  }

  private static byte[] content(SortedMap<String, byte[]> entries, String name) {
    byte[] content = entries.get(name);
    return content == null ? new byte[0] : content;
  }

  /** What the two headers of an entry have in common. */
  private static void header(ByteBuffer zip, String name, byte[] content) {
    zip.putShort(VERSION).putShort(UTF8);
    zip.putShort((short) 0).putShort((short) 0).putShort(DAY);
    zip.putInt(crc(content)).putInt(content.length).putInt(content.length);
    zip.putShort((short) utf8(name).length).putShort((short) 0);
  }

  private static int crc(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The entries, or {@code null} with the reason among the problems. Takes no more memory than the
   * file itself.
   *
   * @param mostEntries how many entries it can have
   * @param largest how many bytes an entry can have
   */
  static @Nullable SortedMap<String, byte[]> read(
      String file, byte[] bytes, int mostEntries, int largest, Problems problems) {
    return new StoredZip(file, bytes, problems).entries(mostEntries, largest);
  }

  private @Nullable SortedMap<String, byte[]> entries(int mostEntries, int largest) {
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SortedMap<String, byte[]> entries = new TreeMap<>();
    while (zip.remaining() >= LOCAL_SIZE && zip.getInt(zip.position()) == LOCAL) {
      int at = zip.position();
      int method = Short.toUnsignedInt(zip.getShort(at + 8));
      int crc = zip.getInt(at + 14);
      long packed = Integer.toUnsignedLong(zip.getInt(at + 18));
      long size = Integer.toUnsignedLong(zip.getInt(at + 22));
      int nameLength = Short.toUnsignedInt(zip.getShort(at + 26));
      int extra = Short.toUnsignedInt(zip.getShort(at + 28));
      if (nameLength > LONGEST_NAME || nameLength > zip.remaining() - LOCAL_SIZE) {
        return refused(ENTRY_NAME_TOO_LONG, at, nameLength);
      }
      String name = new String(bytes, at + LOCAL_SIZE, nameLength, StandardCharsets.UTF_8);
      if (method != 0 || packed != size) {
        return refused(ENTRY_COMPRESSED, at, name);
      }
      if (size > largest) {
        return refused(ENTRY_TOO_LARGE, at, name, largest);
      }
      if (extra != 0) {
        return refused(ENTRY_WITH_EXTRA_FIELDS, at, name);
      }
      zip.position(at + LOCAL_SIZE + nameLength);
      if (size > zip.remaining()) {
        return refused(ENTRY_CUT_OFF, at, name);
      }
      if (!entries.isEmpty() && name.compareTo(entries.lastKey()) <= 0) {
        return refused(entries.containsKey(name) ? ENTRY_TWICE : ENTRY_OUT_OF_PLACE, at, name);
      }
      if (entries.size() == mostEntries) {
        return refused(TOO_MANY_ENTRIES, at, mostEntries);
      }
      byte[] content = new byte[(int) size];
      zip.get(content);
      if (crc(content) != crc) {
        return refused(ENTRY_CHANGED, at, name);
      }
      entries.put(name, content);
    }
    int other = Arrays.mismatch(write(entries), bytes);
    return other < 0 ? entries : refused(NEVER_WRITTEN, other);
  }

  private @Nullable SortedMap<String, byte[]> refused(HistoryProblem why, Object... values) {
    problems.error(why, new SourceText(file, "").whole(), values);
    return null;
  }
}
