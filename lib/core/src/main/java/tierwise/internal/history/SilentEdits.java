package tierwise.internal.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.Revision;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

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
        told(
            revision,
            now.path(),
            problems.error(
                Code.CHANGED_SINCE_PUBLISHED,
                file.whole(),
                "this file was not published with " + revision));
      } else if (after == null) {
        told(
            revision,
            now.path(),
            problems.error(
                Code.CHANGED_SINCE_PUBLISHED,
                file.whole(),
                "this file was published with " + revision + " and is not here"));
      } else if (!Objects.equals(revision.files().get(name), hashes.get(name))) {
        told(
            revision,
            now.path(),
            changed(
                revision,
                file,
                new SourceText(published.files().path() + "/" + name, text(before)),
                problems));
      }
    }
  }

  /** The first line that is another. */
  private static Problems.Draft changed(
      Revision revision, SourceText now, SourceText before, Problems problems) {
    String[] lines = now.text().split("\r\n|\r|\n", -1);
    String[] earlier = before.text().split("\n", -1);
    int line = Math.min(Arrays.mismatch(lines, earlier), lines.length - 1);
    @Nullable String old = line < earlier.length ? earlier[line] : null;
    Problems.Draft problem =
        problems.error(
            Code.CHANGED_SINCE_PUBLISHED,
            now.lineSpan(line + 1),
            "this is not what was published as "
                + revision
                + (old == null ? ", which ended above" : ""));
    if (old != null) {
      problem.related("as it was published", before.lineSpan(line + 1));
    }
    return problem;
  }

  private static void told(Revision revision, String folder, Problems.Draft problem) {
    problem.wayOut(
        "Undo it, or publish it as revision "
            + (revision.number() + 1)
            + ": tierwise publish "
            + folder
            + " --by … --note \"what it corrects\"");
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
