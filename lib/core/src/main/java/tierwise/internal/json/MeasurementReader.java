package tierwise.internal.json;

import static tierwise.internal.json.WrittenDecisionProblem.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tierwise.Measured;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.YamlNode;

/**
 * Reads the measurements of a decision, of which each stands once, and finds those that others name
 * as their parts. For use by one thread.
 */
final class MeasurementReader {
  private final DecisionReader reader;
  private final Problems problems;

  /** By their ids, in the order of the text; sorted ids are found as fast whatever they are. */
  private final Map<String, Written> written = new LinkedHashMap<>();

  private final Map<String, Measured> known = new TreeMap<>();

  /** A measurement whose parts are names yet. */
  private static final class Written {
    private final Measured alone;
    private final List<Located<String>> parts;

    /** Those that it is a part of. */
    private final List<Written> wholes = new ArrayList<>();

    /** How many of its parts are not known yet. */
    private int waiting;

    Written(Measured alone, List<Located<String>> parts) {
      this.alone = alone;
      this.parts = parts;
    }
  }

  MeasurementReader(DecisionReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  void read(Collection<YamlNode> nodes) {
    nodes.forEach(this::readAlone);
    Deque<Written> ready = new ArrayDeque<>();
    for (Written each : written.values()) {
      for (Located<String> part : each.parts) {
        Written named = written.get(part.value());
        if (named == null) {
          problems.error(NO_SUCH_MEASUREMENT, part.span(), part.value());
        } else {
          named.wholes.add(each);
          each.waiting++;
        }
      }
      if (each.waiting == 0) {
        ready.add(each);
      }
    }
    while (!ready.isEmpty()) {
      Written next = ready.remove();
      known.put(next.alone.id(), withParts(next));
      for (Written whole : next.wholes) {
        if (--whole.waiting == 0) {
          ready.add(whole);
        }
      }
    }
    for (Written each : written.values()) {
      if (each.waiting > 0) {
        problems.error(PART_OF_ITSELF, each.parts.get(0).span(), each.alone.id());
        return;
      }
    }
  }

  private void readAlone(YamlNode node) {
    MappingReader keys =
        reader.keys(
            node,
            "a measurement",
            "id",
            "measure",
            "of",
            "at",
            "value",
            "exact",
            "unit",
            "synthetic",
            "by",
            "evidence",
            "parts",
            "excluded");
    Measured alone =
        new Measured(
            reader.text(keys, "id"),
            reader.text(keys, "measure"),
            reader.about(keys, "of"),
            DecisionReader.optional(keys, "at"),
            keys.decimal("value"),
            reader.exact(keys),
            reader.text(keys, "unit"),
            reader.texts(keys, "evidence"),
            reader.all(keys, "excluded", this::leftOut),
            List.of(),
            DecisionReader.yes(keys, "synthetic"),
            reader.by(keys));
    keys.required("parts");
    if (written.putIfAbsent(alone.id(), new Written(alone, keys.texts("parts"))) != null) {
      problems.error(MEASUREMENT_WRITTEN_TWICE, keys.keySpan("id"), alone.id());
    }
  }

  private Measured.LeftOut leftOut(YamlNode node) {
    MappingReader keys = reader.keys(node, "a line that is left out", "evidence", "reasons");
    return new Measured.LeftOut(
        reader.text(keys, "evidence"), reader.some(keys, "reasons", reader::reason));
  }

  private Measured withParts(Written each) {
    Measured alone = each.alone;
    if (each.parts.isEmpty()) {
      return alone;
    }
    List<Measured> parts = new ArrayList<>();
    for (Located<String> part : each.parts) {
      Measured named = known.get(part.value());
      if (named != null) {
        parts.add(named);
      }
    }
    return new Measured(
        alone.id(),
        alone.measure(),
        alone.of(),
        alone.at(),
        alone.value(),
        alone.valueExact(),
        alone.unit(),
        alone.evidence(),
        alone.excluded(),
        parts,
        alone.synthetic(),
        alone.measuredBy());
  }

  /** All of them, in the order of the text. */
  List<Measured> all() {
    return written.keySet().stream().map(id -> Objects.requireNonNull(known.get(id))).toList();
  }

  /** The measurement that is named; {@code null} if there is none, which is told. */
  @Nullable Supplier<Measured> of(Located<String> id) {
    if (!written.containsKey(id.value())) {
      problems.error(NO_SUCH_MEASUREMENT, id.span(), id.value());
      return null;
    }
    return () -> Objects.requireNonNull(known.get(id.value()));
  }
}
