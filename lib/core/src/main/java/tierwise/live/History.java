package tierwise.live;

import static tierwise.live.LiveProblem.NOT_ONE_YEAR;
import static tierwise.live.LiveProblem.PUBLISHED_AS_IT_IS;
import static tierwise.live.LiveProblem.REVISION_OF_ANOTHER_HISTORY;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tierwise.Revision;
import tierwise.RuleFiles;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.history.Archive;
import tierwise.internal.history.HistoryFile;
import tierwise.internal.history.RevisionText;
import tierwise.internal.history.Signing;
import tierwise.internal.source.Located;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;

/**
 * What was published of a programme: {@code history.yaml} in its folder and the archives beside it.
 * Nothing that is in it changes; revisions are added at its end. Immutable: publishing gives
 * another.
 */
public final class History {
  /** The code of problems that say where a year is not as it was published. */
  public static final String CHANGED = ProblemCode.CHANGED_SINCE_PUBLISHED.toString();

  private final HistoryFile file;

  private History(HistoryFile file) {
    this.file = file;
  }

  /**
   * The history of a programme; without revisions if nothing was published.
   *
   * @param programme the folder of the programme
   * @throws RuleSetException with everything that is wrong with it
   */
  public static History in(Path programme) {
    Problems problems = new Problems();
    History history = new History(read(programme, problems));
    problems.throwIfErrors();
    return history;
  }

  private static HistoryFile read(Path programme, Problems problems) {
    Path name = programme.toAbsolutePath().normalize().getFileName();
    return HistoryFile.read(String.valueOf(name), programme, problems);
  }

  /** The revisions, in the order in which they were published. */
  public List<Revision> revisions() {
    return file.revisions().stream().map(Located::value).toList();
  }

  /**
   * The rules of a revision, from its archive, whatever is in the year's folder now.
   *
   * @throws RuleSetException if there is no such revision, or something is wrong with its archive
   */
  public RuleFiles files(Revision revision) {
    Problems problems = new Problems();
    file.revisions().stream()
        .filter(each -> each.value().equals(revision))
        .findFirst()
        .ifPresentOrElse(
            each -> file.archive(each, problems),
            () -> problems.error(REVISION_OF_ANOTHER_HISTORY, null, revision, file.folder()));
    problems.throwIfErrors();
    return RuleFiles.in(file.folder().resolve(revision.archive()));
  }

  /**
   * Publishes the rules of a year as they are now: adds a revision to the history of its programme
   * and writes its archive. Nothing is written if something is wrong.
   *
   * @param year the folder of the year
   * @param proved what was shown of these rules
   * @param on the day on which they are published
   * @param by who publishes them, on one line
   * @param note what they are or correct, on one line
   * @param key signs the revision, an Ed25519 key; {@code null} if it is not to be signed
   * @return the revision
   * @throws RuleSetException if the rules or the history have problems, or if the rules are as they
   *     were published last
   * @throws IllegalArgumentException if {@code by} or {@code note} is blank or has several lines or
   *     more than 500 characters, or the key is of another sort
   * @throws IOException if it cannot be written
   */
  public static Revision publish(
      Path year,
      Revision.Proof proved,
      LocalDate on,
      String by,
      String note,
      @Nullable PrivateKey key)
      throws IOException {
    if (!RevisionText.isSound(by) || !RevisionText.isSound(note)) {
      throw new IllegalArgumentException(
          "who publishes and the note are one line each, of at most "
              + RevisionText.LONGEST_WORDS
              + " characters");
    }
    Problems problems = new Problems();
    List<FolderFiles> found = FolderFinder.in(year, problems);
    problems.throwIfErrors();
    if (found.size() != 1) {
      problems.error(NOT_ONE_YEAR, null, year);
    }
    problems.throwIfErrors();
    FolderFiles files = found.get(0);
    RuleSet rules = RuleSets.with(RuleSettings.usual().withoutGuard()).in(year).year(files.name());
    HistoryFile history =
        read(Objects.requireNonNullElse(Path.of(files.path()).getParent(), Path.of("")), problems);
    history.check(List.of(), problems);
    Located<Revision> latest = history.latest(files.year());
    if (latest != null && history.of(files) != null) {
      problems.error(PUBLISHED_AS_IT_IS, latest.span(), files.name(), latest.value());
    }
    problems.throwIfErrors();
    Revision revision =
        new Revision(
            files.programme(),
            files.year(),
            latest == null ? 1 : latest.value().number() + 1,
            rules.fingerprint(),
            Archive.hashes(files),
            on,
            by,
            note,
            proved,
            null);
    Revision signed = key == null ? revision : signed(revision, key);
    history.append(signed, files);
    return signed;
  }

  private static Revision signed(Revision revision, PrivateKey key) {
    try {
      return Signing.sign(revision, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key cannot sign: " + e.getMessage(), e);
    }
  }
}
