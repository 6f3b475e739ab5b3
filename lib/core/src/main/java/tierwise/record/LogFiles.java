package tierwise.record;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.SourceLocation;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * The files of a log: {@code decisions-000001.jsonl} and on, of which each goes on with the last.
 */
final class LogFiles {
  private static final Pattern NAME = Pattern.compile("decisions-([0-9]{6,9})\\.jsonl");
  private static final Pattern TORN = Pattern.compile(NAME.pattern() + "\\.torn-[0-9]+");

  private LogFiles() {}

  /** Those in the directory, in their order; or the file itself. */
  static List<Path> of(Path log) throws IOException {
    return Files.isRegularFile(log) ? List.of(log) : matching(log, NAME);
  }

  /** What was cut off when the log was mended. */
  static List<Path> torn(Path directory) throws IOException {
    return matching(directory, TORN);
  }

  private static List<Path> matching(Path directory, Pattern name) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(each -> name.matcher(String.valueOf(each.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  /** The file that goes on with the given one, or is the first. */
  static Path next(Path directory, @Nullable Path last) {
    int number = 1;
    if (last != null) {
      Matcher name = NAME.matcher(String.valueOf(last.getFileName()));
      if (!name.matches()) {
        throw new IllegalArgumentException("no file of a log: " + last);
      }
      number = Integer.parseInt(name.group(1)) + 1;
    }
    return directory.resolve(String.format(Locale.ROOT, "decisions-%06d.jsonl", number));
  }

  /** Makes the entries of a directory last, where the system can. */
  static void syncDirectory(Path directory) throws IOException {
    if (directory.getFileSystem().getSeparator().equals("/")) {
      try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }

  /**
   * A line of a log.
   *
   * @param file the name of its file
   * @param number counted from 1 in its file
   * @param isWhole whether its end is there
   */
  record Line(String file, long number, byte[] bytes, boolean isWhole) {
    /**
     * The record.
     *
     * @throws RuleSetException if it is none, with places in the file
     */
    DecisionRecord read() {
      try {
        return DecisionRecord.fromJson(file, bytes);
      } catch (RuleSetException e) {
        throw new RuleSetException(e.problems().stream().map(this::placed).toList());
      }
    }

    /** Something that is wrong with the line as a whole. */
    Problem problem(RecordProblem sentence, @Nullable Object... values) {
      Problems problems = new Problems();
      SourceText alone = new SourceText(file, new String(bytes, StandardCharsets.UTF_8));
      problems.error(sentence, alone.span(0, Math.min(1, alone.length())), values);
      return placed(problems.inFileOrder().get(0));
    }

    private Problem placed(Problem problem) {
      Problem.Place place = problem.place();
      return new Problem(
          problem.code(),
          problem.severity(),
          problem.message(),
          place == null
              ? null
              : new Problem.Place(
                  new SourceLocation(place.at().file(), (int) number, place.at().column()),
                  place.line(),
                  place.caret(),
                  place.length()),
          problem.related(),
          problem.allowed(),
          problem.nearest(),
          problem.wayOut());
    }
  }

  /** The lines of files, one after the other. For use by one thread; to be closed. */
  static final class Lines implements Iterator<Line>, AutoCloseable {
    private final Iterator<Path> files;
    private @Nullable Path file;
    private @Nullable InputStream in;
    private long number;
    private @Nullable Line next;

    Lines(List<Path> files) {
      this.files = files.iterator();
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null) {
          if (in == null) {
            if (!files.hasNext()) {
              return false;
            }
            file = files.next();
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            number = 0;
          }
          next = line(file, in);
          if (next == null) {
            close();
          }
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }

    private @Nullable Line line(@Nullable Path from, InputStream input) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int next = input.read();
      if (next < 0 || from == null) {
        return null;
      }
      number++;
      while (next >= 0 && next != '\n') {
        if (line.size() == DecisionRecord.LARGEST) {
          throw new RuleSetException(
              List.of(
                  new Line(from.toString(), number, new byte[0], false)
                      .problem(RecordProblem.LINE_TOO_LONG, DecisionRecord.LARGEST)));
        }
        line.write(next);
        next = input.read();
      }
      return new Line(from.toString(), number, line.toByteArray(), next == '\n');
    }

    @Override
    public Line next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Line line = next;
      next = null;
      return Objects.requireNonNull(line);
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
        in = null;
      }
    }
  }
}
