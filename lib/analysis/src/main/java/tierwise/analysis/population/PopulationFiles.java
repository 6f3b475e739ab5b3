package tierwise.analysis.population;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tierwise.EnrollmentCase;
import tierwise.RuleSetException;
import tierwise.internal.opened.OpenedCases;
import tierwise.record.DecisionRecord;

/**
 * A population that lies in files: case files in YAML or JSON, JSON Lines with one case in each
 * line, and the files of decision logs, whose records give their facts.
 */
public final class PopulationFiles {
  private static final int BUFFER = 1 << 16;

  /** Bytes; no case has more. */
  private static final int LONGEST_LINE = 64 * 1024 * 1024;

  /** How {@link tierwise.record.DecisionLog} calls its files. */
  private static final Pattern LOG = Pattern.compile("decisions-[0-9]{6,9}\\.jsonl");

  /** What stands in a folder of rules, beside the cases of its tests. */
  private static final Pattern NO_CASES =
      Pattern.compile("ruleset\\.yaml|messages.*\\.yaml|history\\.yaml");

  private PopulationFiles() {}

  /**
   * A file with cases.
   *
   * @param shown what to call it: the way to it from what was given
   */
  private record Source(Path file, String shown) {}

  /**
   * The cases of files and of all files in folders, down to the innermost one: first the first that
   * is given, and in a folder by their names.
   *
   * @throws UncheckedIOException if a folder cannot be read
   */
  public static Population in(List<Path> places) {
    List<Source> files = new ArrayList<>();
    long bytes = 0;
    for (Path place : places) {
      for (Path file : files(place)) {
        Path shown = Files.isDirectory(place) ? place.relativize(file) : file.getFileName();
        files.add(new Source(file, String.valueOf(shown)));
        bytes += size(file);
      }
    }
    return new Population(
        places.stream().map(Path::toString).collect(Collectors.joining(", ")),
        bytes,
        () -> candidates(List.copyOf(files)));
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(PopulationFiles::hasCases).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + place, e);
    }
  }

  private static boolean hasCases(Path file) {
    String name = name(file);
    return (isLines(file) || name.endsWith(".yaml") || name.endsWith(".yml") || isJson(name))
        && !NO_CASES.matcher(name).matches()
        && Files.isRegularFile(file);
  }

  private static boolean isJson(String name) {
    return name.endsWith(".json");
  }

  private static boolean isLines(Path file) {
    return name(file).endsWith(".jsonl") || name(file).endsWith(".ndjson");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Stream<Candidate> candidates(List<Source> files) {
    Reading reading = new Reading(files.iterator());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(reading, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(reading::close);
  }

  /** Goes through files, of which one is open at most. For use by one thread. */
  private static final class Reading implements Iterator<Candidate> {
    private final Iterator<Source> files;
    private Iterator<Candidate> cases = List.<Candidate>of().iterator();
    private @Nullable Source file;
    private @Nullable InputStream lines;
    private int line;
    private long bytes;
    private @Nullable Candidate next;

    Reading(Iterator<Source> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (next == null) {
        if (cases.hasNext()) {
          next = cases.next();
        } else if (lines != null && file != null) {
          next = ofLine(file, lines);
        } else if (files.hasNext()) {
          open(files.next());
        } else {
          return false;
        }
      }
      return true;
    }

    private void open(Source other) {
      file = other;
      try {
        if (isLines(other.file())) {
          lines = new BufferedInputStream(Files.newInputStream(other.file()), BUFFER);
          line = 0;
        } else {
          byte[] content = Files.readAllBytes(other.file());
          bytes += content.length;
          cases = inFile(other, content).iterator();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + other.file(), e);
      }
    }

    private List<Candidate> inFile(Source from, byte[] content) {
      String name = from.shown();
      List<Supplier<EnrollmentCase>> found;
      try {
        found = OpenedCases.inFile(from.file().toString(), content);
      } catch (RuleSetException e) {
        return List.of(
            Candidate.of(
                name,
                bytes,
                () -> {
                  throw e;
                }));
      }
      List<Candidate> all = new ArrayList<>();
      for (Supplier<EnrollmentCase> each : found) {
        String where = name + (found.size() == 1 ? "" : ", case " + (all.size() + 1));
        all.add(Candidate.of(where, bytes, each));
      }
      return all;
    }

    /** The next line that is not empty; {@code null} at the end. */
    private @Nullable Candidate ofLine(Source from, InputStream in) {
      try {
        while (true) {
          byte[] text = line(in);
          if (text == null) {
            close();
            return null;
          }
          line++;
          if (text.length > 0) {
            boolean isRecord = LOG.matcher(name(from.file())).matches();
            String name = from.file().toString();
            return Candidate.ofLine(from.shown(), line, bytes, () -> read(name, text, isRecord));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + from.file(), e);
      }
    }

    private byte @Nullable [] line(InputStream in) throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      int each = in.read();
      if (each < 0) {
        return null;
      }
      while (each >= 0 && each != '\n') {
        // What is longer than any case can be is refused when it is read.
        if (text.size() <= LONGEST_LINE && each != '\r') {
          text.write(each);
        }
        bytes++;
        each = in.read();
      }
      bytes++;
      return text.toByteArray();
    }

    private static @Nullable EnrollmentCase read(String name, byte[] text, boolean isRecord) {
      return isRecord
          ? DecisionRecord.fromJson(name, text).facts().orElse(null)
          : EnrollmentCase.fromJson(name, text);
    }

    @Override
    public Candidate next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Candidate found = Objects.requireNonNull(next);
      next = null;
      return found;
    }

    private void close() {
      try {
        if (lines != null) {
          lines.close();
          lines = null;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
