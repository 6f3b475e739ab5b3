package tierwise.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.Problem;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.internal.source.Problems;
import tierwise.record.LogFiles.Line;

/**
 * A log of decisions in a directory, as JSON Lines. A record is on the disk before it is given
 * back; each is chained to the one before it.
 *
 * <pre>{@code
 * try (DecisionLog log = DecisionLog.open(Path.of("decisions"))) {
 *   Decision decision = log.decide(rules, enrollmentCase, "D-1", Instant.now());
 * }
 * }</pre>
 *
 * <p>One program writes a log. It is safe for use by several threads, which share the wait for the
 * disk. If a disk fails, the log takes nothing more: open it again.
 */
public final class DecisionLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final String LOCK = "decisions.lock";

  private final Path directory;
  private final LogSettings settings;
  private final FileChannel lock;

  /** Held while the disk is waited for; taken before that of the writing. */
  private final Object syncing = new Object();

  private final Object writing = new Object();
  private LogFile file;
  private String head;
  private long written;
  private long durable;
  private @Nullable IOException failure;
  private boolean isClosed;

  private DecisionLog(
      Path directory, LogSettings settings, FileChannel lock, LogFile file, String head) {
    this.directory = directory;
    this.settings = settings;
    this.lock = lock;
    this.file = file;
    this.head = head;
  }

  /** Opens a log with the usual settings; see {@link #open(Path, LogSettings)}. */
  public static DecisionLog open(Path directory) {
    return open(directory, LogSettings.usual());
  }

  /**
   * Opens the log in a directory, or begins one there. If its last line breaks off, because the
   * program that wrote it was ended, it is moved to a file of its own beside it.
   *
   * @throws RuleSetException if another program, or this one, has the log open, or its last record
   *     is not as it was written
   * @throws UncheckedIOException if it cannot be written
   */
  public static DecisionLog open(Path directory, LogSettings settings) {
    Objects.requireNonNull(settings, "settings");
    try {
      Files.createDirectories(directory);
      FileChannel lock =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!isLocked(lock)) {
          throw new RuleSetException(List.of(Problems.alone(RecordProblem.LOG_IN_USE, directory)));
        }
        List<Path> files = LogFiles.of(directory);
        Path last = files.isEmpty() ? LogFiles.next(directory, null) : files.get(files.size() - 1);
        LogFile file = LogFile.open(last);
        String head = headOf(files, file);
        LogFiles.syncDirectory(directory);
        return new DecisionLog(directory, settings, lock, file, head);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the log in " + directory, e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The hash of the last record, after the file was mended. */
  private static String headOf(List<Path> files, LogFile last) throws IOException {
    Path torn = last.mend();
    if (torn != null) {
      LOG.warn("The last line of {} broke off and was moved to {}", last.path(), torn);
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Line line = LogFile.lastLine(files.get(i));
      if (line != null) {
        return line.read().hash();
      }
    }
    return DecisionRecord.START;
  }

  /**
   * Decides a case, keeps the record, and gives the decision when it is on the disk. With
   * pseudonyms the decision has the names of the case, and only the record has others.
   *
   * @param id names the record, with at most 200 characters
   * @param at when it is decided
   * @throws RuleSetException as {@link DecisionRecord#of} does
   * @throws UncheckedIOException if it cannot be written
   */
  public Decision decide(RuleSets rules, EnrollmentCase enrollmentCase, String id, Instant at) {
    RuleSet set = rules.forCase(enrollmentCase);
    Pseudonyms pseudonyms = settings.pseudonyms();
    DecisionRecord kept = DecisionRecord.of(set, enrollmentCase, id, at, pseudonyms);
    Decision decision =
        pseudonyms == null ? kept.decision().orElseThrow() : set.decide(enrollmentCase);
    append(kept);
    return decision;
  }

  /**
   * Keeps a record behind the last one, and gives it back as it is kept when it is on the disk.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public DecisionRecord append(DecisionRecord record) {
    return append(List.of(record)).get(0);
  }

  /**
   * The same of several, with one wait for the disk.
   *
   * @throws UncheckedIOException if they cannot be written; then of the first some may be kept
   */
  public List<DecisionRecord> append(List<DecisionRecord> records) {
    DecisionRecord[] kept = new DecisionRecord[records.size()];
    long last;
    try {
      rotate();
      synchronized (writing) {
        requireUsable();
        for (int i = 0; i < kept.length; i++) {
          kept[i] = records.get(i).after(head);
          write(kept[i]);
          head = kept[i].hash();
        }
        written += kept.length;
        last = written;
      }
      sync(last);
      return List.of(kept);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log in " + directory, e);
    }
  }

  private void write(DecisionRecord record) throws IOException {
    try {
      file.append((record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void requireUsable() throws IOException {
    if (isClosed) {
      throw new IllegalStateException("the log in " + directory + " is closed");
    }
    if (failure != null) {
      throw new IOException("the log failed before and takes nothing more", failure);
    }
  }

  /** Waits until so many records are on the disk; who waits meanwhile waits for all of them. */
  private void sync(long number) throws IOException {
    synchronized (syncing) {
      if (durable >= number) {
        return;
      }
      long all;
      LogFile current;
      synchronized (writing) {
        requireUsable();
        all = written;
        current = file;
      }
      try {
        current.sync();
      } catch (IOException e) {
        // Nobody knows what of it is on the disk now.
        synchronized (writing) {
          failure = e;
        }
        throw e;
      }
      durable = all;
    }
  }

  private void rotate() throws IOException {
    synchronized (writing) {
      if (file.size() < settings.fileSize()) {
        return;
      }
    }
    synchronized (syncing) {
      synchronized (writing) {
        requireUsable();
        if (file.size() >= settings.fileSize()) {
          file.sync();
          durable = written;
          LogFile next = LogFile.open(LogFiles.next(directory, file.path()));
          LogFiles.syncDirectory(directory);
          file.close();
          file = next;
        }
      }
    }
  }

  /** The hash of the last record; {@link DecisionRecord#START} if there is none. */
  public String head() {
    synchronized (writing) {
      return head;
    }
  }

  /**
   * Erases facts, decision and salt of records, such as those that are older than they may be kept,
   * or those of one partner. What remains proves as before that they were there, and nothing of
   * what they said. What was cut off when the log was mended is deleted as well.
   *
   * @param which the records; those that are erased already are not asked for
   * @return how many were erased
   * @throws RuleSetException if the log is damaged; nothing of the file with the damage is erased
   * @throws UncheckedIOException if it cannot be written
   */
  public long erase(Predicate<DecisionRecord> which) {
    Objects.requireNonNull(which, "which");
    synchronized (syncing) {
      synchronized (writing) {
        try {
          requireUsable();
          file.sync();
          durable = written;
          long erased = 0;
          for (Path each : LogFiles.of(directory)) {
            erased += erase(each, which);
          }
          for (Path torn : LogFiles.torn(directory)) {
            Files.delete(torn);
          }
          LogFiles.syncDirectory(directory);
          return erased;
        } catch (IOException e) {
          throw new UncheckedIOException("cannot erase in the log in " + directory, e);
        }
      }
    }
  }

  private long erase(Path from, Predicate<DecisionRecord> which) throws IOException {
    Path next = from.resolveSibling("." + from.getFileName() + ".next");
    Files.deleteIfExists(next);
    long erased = 0;
    try (LogFiles.Lines lines = new LogFiles.Lines(List.of(from));
        LogFile to = LogFile.open(next)) {
      while (lines.hasNext()) {
        DecisionRecord each = lines.next().read();
        boolean isToBeErased = !each.isErased() && which.test(each);
        erased += isToBeErased ? 1 : 0;
        String kept = (isToBeErased ? each.erased() : each).toJson() + "\n";
        to.append(kept.getBytes(StandardCharsets.UTF_8));
      }
      to.sync();
    }
    if (erased == 0) {
      Files.delete(next);
      return 0;
    }
    boolean isCurrent = from.equals(file.path());
    if (isCurrent) {
      file.close();
    }
    Files.move(next, from, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (isCurrent) {
      file = LogFile.open(from);
    }
    return erased;
  }

  /**
   * The records of a log, from the first on. They are read while the stream goes on, which must be
   * closed; what is wrong with one is thrown when its turn comes. A last line that breaks off is
   * passed over.
   *
   * @param log the directory, or one of its files
   * @throws RuleSetException if there is no log
   */
  public static Stream<DecisionRecord> read(Path log) {
    LogFiles.Lines lines = new LogFiles.Lines(files(log));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .filter(Line::isWhole)
        .map(Line::read)
        .onClose(
            () -> {
              try {
                lines.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static List<Path> files(Path log) {
    try {
      List<Path> files = LogFiles.of(log);
      if (files.isEmpty()) {
        throw new RuleSetException(List.of(Problems.alone(RecordProblem.NO_LOG, log)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log in " + log, e);
    }
  }

  /**
   * Reads a log from its beginning to the first record that is not as it was written, or does not
   * follow the one before it. A file of a log alone begins with what its first record says.
   *
   * @param log the directory, or one of its files
   * @throws RuleSetException if there is no log
   */
  public static LogCheck verify(Path log) {
    return verify(log, null);
  }

  /**
   * The same, and whether the log still has the record that was its last once: only so can be told
   * that its end was not cut off.
   *
   * @param known the {@link LogCheck#head()} of then
   */
  public static LogCheck verifyWith(Path log, String known) {
    return verify(log, Objects.requireNonNull(known, "known"));
  }

  private static LogCheck verify(Path log, @Nullable String known) {
    ChainWalk walk = new ChainWalk(Files.isRegularFile(log) ? null : DecisionRecord.START);
    boolean isFound = known == null || known.equals(walk.last());
    Problem problem = null;
    Problem breaksOff = null;
    List<Path> files = files(log);
    try (LogFiles.Lines lines = new LogFiles.Lines(files)) {
      while (problem == null && lines.hasNext()) {
        Line line = lines.next();
        if (!line.isWhole()) {
          breaksOff = line.problem(RecordProblem.LINE_BREAKS_OFF);
          if (lines.hasNext()) {
            problem = breaksOff;
          }
          continue;
        }
        problem = walk.next(line);
        isFound |= Objects.equals(known, walk.last());
      }
    } catch (RuleSetException e) {
      problem = e.problems().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log in " + log, e);
    }
    if (problem == null && !isFound) {
      problem = Problems.alone(RecordProblem.HASH_NOT_FOUND, known);
    }
    return walk.found(problem, breaksOff);
  }

  /** Closes the files. Does nothing if they are. */
  @Override
  public void close() {
    synchronized (syncing) {
      synchronized (writing) {
        if (isClosed) {
          return;
        }
        isClosed = true;
        try (lock) {
          file.close();
        } catch (IOException e) {
          throw new UncheckedIOException("cannot close the log in " + directory, e);
        }
      }
    }
  }
}
