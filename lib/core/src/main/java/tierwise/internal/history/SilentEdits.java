package tierwise.internal.history;

import static tierwise.internal.history.HistoryProblem.FILE_ADDED;
import static tierwise.internal.history.HistoryProblem.FILE_CHANGED;
import static tierwise.internal.history.HistoryProblem.FILE_CONTINUED;
import static tierwise.internal.history.HistoryProblem.FILE_TAKEN_AWAY;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tierwise.Revision;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;

/** Tells where the files of a year are not as they were published. */
final class SilentEdits {
  private SilentEdits() {}

  static void tell(Archive published, FolderFiles now, Problems problems) {
    Revision revision = published.revision();
    TreeSet<String> names = new TreeSet<>(revision.files().keySet());
    names.addAll(now.contents().keySet());
    Map<String, String> hashes = new TreeMap<>(Archive.hashes(now));
    for (String name : names) {
      byte[] before = published.files().contents().get(name);
      byte[] after = now.contents().get(name);
      SourceText file = new SourceText(now.path() + "/" + name, after == null ? "" : text(after));
      if (before == null) {
        told(FILE_ADDED, file.whole(), published, now, problems);
      } else if (after == null) {
        told(FILE_TAKEN_AWAY, file.whole(), published, now, problems);
      } else if (!Objects.equals(revision.files().get(name), hashes.get(name))) {
        SourceText old = new SourceText(published.files().path() + "/" + name, text(before));
        int line = firstOther(file, old);
        if (line <= lines(old).length) {
          told(FILE_CHANGED, file.lineSpan(line), published, now, problems)
              .place(old.lineSpan(line));
        } else {
          told(FILE_CONTINUED, file.lineSpan(line), published, now, problems);
        }
      }
    }
  }

  /** The number of the first line that is another, the last one where the file ends before that. */
  private static int firstOther(SourceText now, SourceText before) {
    String[] lines = now.text().split("\r\n|\r|\n", -1);
    return 1 + Math.min(Arrays.mismatch(lines, lines(before)), lines.length - 1);
  }

  /** Those of an archive end with a line feed. */
  private static String[] lines(SourceText published) {
    return published.text().split("\n", -1);
  }

  private static Problems.Draft told(
      HistoryProblem what, Span place, Archive published, FolderFiles now, Problems problems) {
    Revision revision = published.revision();
    return problems.error(what, place, revision, revision.number() + 1, now.path());
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
