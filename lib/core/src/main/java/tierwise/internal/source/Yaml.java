package tierwise.internal.source;

import static tierwise.internal.source.ReadingProblem.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML, and with it JSON, into nodes that know where they stand.
 *
 * <p>It builds the nodes from the parser's events, so that nothing is ever constructed from a tag
 * and no alias can multiply a value.
 */
public final class Yaml {
  private static final int DEEPEST = 30;
  private static final int SMALLEST_PIECE = 1024;
  private static final int MOST_PIECES = 16;

  private final SourceText source;
  private final Problems problems;
  private Iterator<Event> events = Collections.emptyIterator();
  private @Nullable Mark last;

  private Yaml(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The keys of a file, or {@code null} with the reasons among the problems. */
  public static YamlNode.@Nullable Mapping read(SourceText source, Problems problems) {
    Yaml reader = new Yaml(source, problems);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setCodePointLimit(Integer.MAX_VALUE)
              .setLabel("")
              .setBufferSize(pieceOf(source))
              .build();
      reader.events =
          new ParserImpl(settings, new StreamReader(settings, new WholeCharacters(source.text())));
      Problems.Stage<@Nullable YamlNode> document = problems.stage(reader::document);
      if (!document.isSound()) {
        return null;
      }
      YamlNode root = document.result();
      if (root instanceof YamlNode.Mapping mapping) {
        return mapping;
      }
      if (root == null) {
        problems.error(EMPTY_YAML, source.whole());
      } else {
        problems.error(NO_KEY_AT_THE_BEGINNING, root.span(), root.kind());
      }
    } catch (MarkedYamlEngineException e) {
      YamlSyntax.tell(source, e, problems);
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser says so of escapes that name no character, without a place.
      YamlSyntax.tell(source, reader.last, NO_YAML_BELOW, problems);
    }
    return null;
  }

  /**
   * How much the parser reads at a time. With each piece it copies what it has not used yet, so
   * that a word or a gap of a million pieces would be copied a million times.
   */
  private static int pieceOf(SourceText source) {
    return Math.max(SMALLEST_PIECE, source.length() / MOST_PIECES);
  }

  private @Nullable YamlNode document() {
    YamlNode root = null;
    while (events.hasNext()) {
      Event event = next();
      switch (event.getEventId()) {
        case Scalar, SequenceStart, MappingStart, Alias -> {
          if (root != null) {
            problems.error(SECOND_DOCUMENT, spanOf(event));
            return root;
          }
          root = node(event, 0);
        }
        default -> {
          // Beginnings and ends of the stream and of documents.
        }
      }
    }
    return root;
  }

  private Event next() {
    Event event = events.next();
    last = event.getEndMark().orElse(last);
    return event;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > DEEPEST) {
      throw new MarkedYamlEngineException(
          "",
          Optional.empty(),
          "values are nested more than " + DEEPEST + " deep",
          event.getStartMark()) {};
    }
    if (event instanceof AliasEvent) {
      problems.error(ALIAS, spanOf(event));
      return new YamlNode.Scalar("", YamlNode.Scalar.Form.QUOTED, spanOf(event));
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), event);
      refuseInvisible(scalar);
      refuseTypographicQuote(scalar);
      return new YamlNode.Scalar(
          scalar.getValue(),
          scalar.getScalarStyle() == ScalarStyle.PLAIN
              ? YamlNode.Scalar.Form.PLAIN
              : YamlNode.Scalar.Form.QUOTED,
          spanOf(event));
    }
    if (event instanceof SequenceStartEvent sequence) {
      refuseTag(sequence.getTag(), event);
      return sequence(event, depth);
    }
    refuseTag(((MappingStartEvent) event).getTag(), event);
    return mapping(event, depth);
  }

  private YamlNode.Sequence sequence(Event start, int depth) {
    List<YamlNode> items = new ArrayList<>();
    Event event = next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth + 1));
      event = next();
    }
    return new YamlNode.Sequence(items, spanOf(start).to(spanOf(event)));
  }

  private YamlNode.Mapping mapping(Event start, int depth) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    Event event = next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      YamlNode key = node(event, depth + 1);
      YamlNode value = node(next(), depth + 1);
      if (!(key instanceof YamlNode.Scalar name)) {
        problems.error(NO_WORD_AS_A_KEY, key.span(), key.kind());
      } else {
        YamlNode.Entry earlier =
            entries.putIfAbsent(name.text(), new YamlNode.Entry(key.span(), value));
        if (earlier != null) {
          problems.error(KEY_WRITTEN_TWICE, key.span(), name.text()).place(earlier.key());
        }
      }
      event = next();
    }
    return new YamlNode.Mapping(entries, spanOf(start).to(spanOf(event)));
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      problems.error(TAG, spanOf(event));
    }
  }

  private void refuseTypographicQuote(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!text.isEmpty() && Characters.isTypographicQuote(text.charAt(0))) {
      problems.error(TYPOGRAPHIC_QUOTE_OF_YAML, spanOf(scalar), Characters.shown(text.charAt(0)));
    }
  }

  /** Escapes in quotes can make characters that could not be written as they are. */
  private void refuseInvisible(ScalarEvent scalar) {
    scalar
        .getValue()
        .codePoints()
        .filter(c -> !Characters.isVisible(c))
        .findFirst()
        .ifPresent(c -> problems.error(CHARACTER_BY_ESCAPE, spanOf(scalar), Characters.named(c)));
  }

  private Span spanOf(Event event) {
    int start = event.getStartMark().map(mark -> offsetOf(source, mark)).orElse(0);
    int end = event.getEndMark().map(mark -> offsetOf(source, mark)).orElse(start);
    return source.span(start, end);
  }

  /** Marks count code points. */
  private static int offsetOf(SourceText source, Mark mark) {
    return source.offsetOfCodePoint(mark.getIndex());
  }
}
