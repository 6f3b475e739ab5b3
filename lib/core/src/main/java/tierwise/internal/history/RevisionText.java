package tierwise.internal.history;

import static tierwise.internal.history.HistoryProblem.ARCHIVE_OF_ANOTHER_NAME;
import static tierwise.internal.history.HistoryProblem.NO_FINGERPRINT;
import static tierwise.internal.history.HistoryProblem.NO_HASH_OF_A_FILE;
import static tierwise.internal.history.HistoryProblem.NO_LINE_OF_WORDS;
import static tierwise.internal.history.HistoryProblem.NO_NUMBER_OF_A_REVISION;
import static tierwise.internal.history.HistoryProblem.NO_SIGNATURE;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.Revision;
import tierwise.Revision.Proof;
import tierwise.internal.source.Characters;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/** A revision as YAML: always in the same words, so that it can be compared and signed. */
public final class RevisionText {
  /** So long can be who publishes it, and the note. */
  public static final int LONGEST_WORDS = 500;

  private static final List<String> KEYS =
      List.of(
          "year",
          "revision",
          "fingerprint",
          "files",
          "on",
          "by",
          "note",
          "proved",
          "archive",
          "signature");
  private static final Pattern FINGERPRINT = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private RevisionText() {}

  /** Whether it can be who publishes something, or a note: one line that everybody sees. */
  public static boolean isSound(String words) {
    return !words.isBlank()
        && words.length() <= LONGEST_WORDS
        && words.codePoints().allMatch(c -> c >= ' ' && Characters.isVisible(c));
  }

  /** What a signature is of: everything but the signature. */
  static String signed(Revision revision) {
    return "programme: " + revision.programme() + "\n" + of(revision, "", false);
  }

  /** The revision, each line after the margin. */
  static String of(Revision revision, String margin) {
    return of(revision, margin, true);
  }

  private static String of(Revision revision, String margin, boolean withSignature) {
    StringBuilder text = new StringBuilder();
    line(text, margin, "year", revision.year());
    line(text, margin, "revision", String.valueOf(revision.number()));
    line(text, margin, "fingerprint", revision.fingerprint());
    line(text, margin, "files", "");
    revision.files().forEach((name, hash) -> line(text, margin + "  ", quoted(name), hash));
    line(text, margin, "on", revision.on().toString());
    line(text, margin, "by", quoted(revision.by()));
    line(text, margin, "note", quoted(revision.note()));
    line(text, margin, "proved", "");
    line(text, margin, "  cases", String.valueOf(revision.proved().cases()));
    line(text, margin, "  drawn", String.valueOf(revision.proved().drawn()));
    if (!revision.proved().coverage().isEmpty()) {
      line(text, margin, "  coverage", "");
      revision
          .proved()
          .coverage()
          .forEach((kind, percent) -> line(text, margin + "    ", kind, percent.toString()));
    }
    line(text, margin, "archive", revision.archive());
    if (withSignature && revision.signature() != null) {
      line(text, margin, "signature", revision.signature());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String margin, String key, String value) {
    text.append(margin).append(key).append(':');
    text.append(value.isEmpty() ? "" : " ").append(value).append('\n');
  }

  private static String quoted(String words) {
    return "\"" + words.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The revision, or {@code null} with the reasons among the problems. */
  static @Nullable Revision read(@Nullable YamlNode node, String programme, Problems problems) {
    Supplier<Revision> written = problems.sound(() -> written(node, programme, problems));
    return written == null ? null : problems.sound(written);
  }

  /** What makes the revision of what is written, if nothing is wrong with that. */
  private static @Nullable Supplier<Revision> written(
      @Nullable YamlNode node, String programme, Problems problems) {
    MappingReader keys = MappingReader.of(node, "a revision", KEYS, problems);
    if (keys == null) {
      return null;
    }
    Located<String> year = keys.requiredText("year");
    Integer number = whole(keys, "revision", 1, problems);
    Located<String> fingerprint = keys.requiredText("fingerprint");
    Map<String, String> files = files(keys, problems);
    Located<LocalDate> on = keys.requiredDay("on");
    Located<String> by = words(keys, "by", problems);
    Located<String> note = words(keys, "note", problems);
    Proof proved = proof(keys, problems);
    Located<String> archive = keys.requiredText("archive");
    Located<String> signature = keys.text("signature");
    if (fingerprint != null && !FINGERPRINT.matcher(fingerprint.value()).matches()) {
      problems.error(NO_FINGERPRINT, keys.keySpan("fingerprint"), "fingerprint");
    }
    if (signature != null && !Signing.SIGNATURE.matcher(signature.value()).matches()) {
      problems.error(NO_SIGNATURE, keys.keySpan("signature"), "signature");
    }
    if (year == null
        || number == null
        || fingerprint == null
        || on == null
        || by == null
        || note == null
        || proved == null
        || archive == null) {
      return null;
    }
    return () -> {
      Revision revision =
          new Revision(
              programme,
              year.value(),
              number,
              fingerprint.value(),
              files,
              on.value(),
              by.value(),
              note.value(),
              proved,
              signature == null ? null : signature.value());
      if (!archive.value().equals(revision.archive())) {
        problems.error(
            ARCHIVE_OF_ANOTHER_NAME, keys.keySpan("archive"), "archive", revision.archive());
      }
      return revision;
    };
  }

  private static Map<String, String> files(MappingReader keys, Problems problems) {
    Map<String, String> files = new LinkedHashMap<>();
    YamlNode.Mapping node = MappingReader.mapping(keys.required("files"), "\"files\"", problems);
    if (node != null) {
      node.entries()
          .forEach(
              (name, entry) -> {
                if (entry.value() instanceof YamlNode.Scalar hash
                    && HASH.matcher(hash.text()).matches()) {
                  files.put(name, hash.text());
                } else {
                  problems.error(NO_HASH_OF_A_FILE, entry.value().span(), name);
                }
              });
    }
    return files;
  }

  private static @Nullable Proof proof(MappingReader revision, Problems problems) {
    MappingReader keys =
        MappingReader.of(
            revision.required("proved"),
            "\"proved\"",
            List.of("cases", "drawn", "coverage"),
            problems);
    if (keys == null) {
      return null;
    }
    Integer cases = whole(keys, "cases", 0, problems);
    Integer drawn = whole(keys, "drawn", 0, problems);
    Map<String, Integer> coverage = new LinkedHashMap<>();
    YamlNode.Mapping kinds = MappingReader.mapping(keys.node("coverage"), "\"coverage\"", problems);
    if (kinds != null) {
      kinds
          .entries()
          .forEach(
              (kind, entry) -> {
                Integer percent =
                    entry.value() instanceof YamlNode.Scalar scalar
                        ? MappingReader.whole(scalar, kind, problems)
                        : null;
                coverage.put(kind, percent == null ? -1 : percent);
              });
    }
    return cases == null || drawn == null ? null : new Proof(cases, drawn, coverage);
  }

  private static @Nullable Integer whole(
      MappingReader keys, String key, int least, Problems problems) {
    YamlNode node = keys.required(key);
    Integer number =
        node instanceof YamlNode.Scalar scalar ? MappingReader.whole(scalar, key, problems) : null;
    if (node != null && (number == null || number < least)) {
      problems.error(NO_NUMBER_OF_A_REVISION, keys.keySpan(key), key, least);
    }
    return number;
  }

  private static @Nullable Located<String> words(
      MappingReader keys, String key, Problems problems) {
    Located<String> words = keys.requiredText(key);
    if (words != null && !isSound(words.value())) {
      problems.error(NO_LINE_OF_WORDS, keys.keySpan(key), key, LONGEST_WORDS);
    }
    return words;
  }
}
