package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * What a rule folder holds, read but not yet checked against each other. Immutable.
 *
 * @param manifest {@code null} if it cannot be used, for which the reasons are among the problems
 * @param messages {@code null} if they cannot be used, for which the reasons are among the problems
 * @param drl the DRL files that can be decoded, in the order of their names
 * @param trusted the classes of the embedding program that rules may call
 * @param complete whether all files could be decoded and are known; if not, what the others miss
 *     may be in one that could not be read
 * @param fingerprint identifies the rules: equal for folders whose rules are equal
 */
public record RuleFolder(
    String programme,
    String year,
    String path,
    @Nullable Manifest manifest,
    @Nullable Messages messages,
    List<SourceText> drl,
    List<TrustedClass> trusted,
    boolean complete,
    String fingerprint) {
  static final String MANIFEST = "ruleset.yaml";
  static final String MESSAGES = "messages.yaml";
  static final String TESTS = "tests";
  private static final String DRL = ".drl";
  public static final int LARGEST_FILE = 256 * 1024;
  public static final int MOST_FILES = 100;

  /** Reads the files of a folder whose rules may call no class of the embedding program. */
  public static RuleFolder read(FolderFiles files, Problems problems) {
    return read(files, List.of(), problems);
  }

  /** Reads the files of a folder. */
  public static RuleFolder read(FolderFiles files, List<TrustedClass> trusted, Problems problems) {
    Map<String, SourceText> texts = new TreeMap<>();
    boolean complete = true;
    if (files.contents().size() > MOST_FILES) {
      problems.error(TOO_MANY_FILES, new SourceText(files.path(), "").whole(), MOST_FILES);
    }
    // The manifest first, so that its problems are told first.
    List<String> names = new ArrayList<>(new TreeMap<>(files.contents()).keySet());
    names.sort((a, b) -> Boolean.compare(b.equals(MANIFEST), a.equals(MANIFEST)));
    for (String name : names) {
      byte[] bytes = files.contents().get(name);
      String path = files.path() + "/" + name;
      if (!known(name)) {
        complete = false;
        problems
            .error(UNKNOWN_FILE_OF_A_FOLDER, new SourceText(path, "").whole(), name)
            .allowed(List.of(MANIFEST, MESSAGES, "*" + DRL, TESTS + "/*.yaml"), name);
      } else if (bytes != null) {
        Problems.Stage<@Nullable SourceText> decoded =
            problems.stage(() -> Decoder.decodeReadable(path, bytes, LARGEST_FILE, problems));
        SourceText text = decoded.result();
        if (text == null) {
          complete = false;
        } else if (name.endsWith(DRL) || decoded.isSound()) {
          // Of a DRL file with bad characters the rules without them are still read.
          texts.put(name, text);
        }
      }
    }
    for (String name : files.unreadable()) {
      complete = false;
      problems.error(NOT_A_FILE, new SourceText(files.path() + "/" + name, "").whole(), name);
    }
    Map<String, SourceText> drl = new TreeMap<>(texts);
    drl.keySet().removeIf(name -> !name.endsWith(DRL));
    CopiedFiles.leaveOut(drl, problems);
    SourceText manifest = texts.get(MANIFEST);
    SourceText messages = texts.get(MESSAGES);
    if (!has(files, MANIFEST)) {
      missing(MANIFEST, files, problems);
    }
    if (!has(files, MESSAGES)) {
      missing(MESSAGES, files, problems);
    }
    return new RuleFolder(
        files.programme(),
        files.year(),
        files.path(),
        manifest == null ? null : ManifestReader.read(manifest, problems),
        messages == null ? null : MessagesReader.read(messages, problems),
        List.copyOf(drl.values()),
        List.copyOf(trusted),
        complete,
        fingerprint(texts, trusted));
  }

  private static void missing(String name, FolderFiles files, Problems problems) {
    problems.error(FILE_MISSING, new SourceText(files.path() + "/" + name, "").whole(), name);
  }

  private static boolean has(FolderFiles files, String name) {
    return files.contents().containsKey(name) || files.unreadable().contains(name);
  }

  /** Whether a rule folder can have a file of this name. */
  public static boolean known(String name) {
    return name.equals(MANIFEST) || name.equals(MESSAGES) || name.endsWith(DRL);
  }

  /**
   * SHA-256 over the names and texts of all files but the tests. Line ends are taken as LF, so that
   * a checkout on another machine has the same fingerprint. Classes that rules may call come after
   * them, with what is in them.
   */
  private static String fingerprint(Map<String, SourceText> texts, List<TrustedClass> trusted) {
    StringBuilder content = new StringBuilder();
    texts.forEach(
        (name, text) -> {
          String lines = text.text().replace("\r\n", "\n").replace('\r', '\n');
          content.append(name + "\n" + lines.length() + "\n" + lines);
        });
    trusted.stream()
        .map(each -> "class " + each.type().getName() + "\n" + each.hash() + "\n")
        .sorted()
        .forEach(content::append);
    return "sha256:" + Sha256.of(content.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The name under which callers ask for it: {@code learning-partner/2021}. */
  public String name() {
    return programme + "/" + year;
  }
}
