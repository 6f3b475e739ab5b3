package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.Messages.Sentence;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;

/** Reads {@code messages.yaml}. */
final class MessagesReader {
  private static final String OWN_SENTENCES = "sentences.yaml";
  private static final Map<Sentence, Template> SENTENCES = ownSentences();

  private final Problems problems;

  private MessagesReader(Problems problems) {
    this.problems = problems;
  }

  /** The messages, or {@code null} with the reasons among the problems. */
  static @Nullable Messages read(SourceText source, Problems problems) {
    YamlNode.Mapping root = Yaml.read(source, problems);
    return root == null
        ? null
        : problems.sound(() -> new MessagesReader(problems).messages(source, root));
  }

  private static Map<Sentence, Template> ownSentences() {
    try (InputStream in = MessagesReader.class.getResourceAsStream(OWN_SENTENCES)) {
      if (in == null) {
        throw new IllegalStateException(OWN_SENTENCES + " is not in the jar");
      }
      SourceText source =
          new SourceText(OWN_SENTENCES, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Problems problems = new Problems();
      YamlNode.Mapping root = Yaml.read(source, problems);
      problems.throwIfErrors();
      Map<Sentence, Template> sentences = new MessagesReader(problems).sentences(root);
      problems.throwIfErrors();
      return sentences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Messages messages(SourceText source, YamlNode.Mapping root) {
    MappingReader sections =
        MappingReader.of(root, "the file of messages", MessageKeys.MESSAGES.names(), problems);
    Map<Section, Map<String, Template>> templates = new EnumMap<>(Section.class);
    Map<Section, Map<String, Span>> codes = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      YamlNode node = sections.node(section.key());
      templates.put(section, templates(section, node));
      codes.put(section, codes(section, node));
    }
    Map<String, Span> unitPlaces = new LinkedHashMap<>();
    forEach(sections.node("units"), "units", (unit, entry) -> unitPlaces.put(unit, entry.key()));
    Map<Sentence, Template> sentences = new EnumMap<>(SENTENCES);
    sentences.putAll(sentences(sections.node("findings")));
    return new Messages(
        source,
        templates,
        codes,
        plurals(sections.node("units")),
        unitPlaces,
        measureSentences(sections.node(Section.MEASURES.key())),
        sentences);
  }

  private Map<String, Span> codes(Section section, @Nullable YamlNode node) {
    Map<String, Span> codes = new LinkedHashMap<>();
    forEach(
        node,
        section.key(),
        (code, entry) -> {
          codes.put(code, entry.key());
          if (!ManifestReader.NAME.matcher(code).matches()) {
            problems.error(NO_NAME_IN_MESSAGES, entry.key(), code, section.key());
          }
        });
    return codes;
  }

  private Map<String, Template> templates(Section section, @Nullable YamlNode node) {
    Map<String, Template> templates = new LinkedHashMap<>();
    forEach(
        node,
        section.key(),
        (code, entry) -> {
          YamlNode value = entry.value();
          if (section == Section.MEASURES && value instanceof YamlNode.Mapping mapping) {
            value = mapping.get("name");
          }
          Template template =
              template(
                  value, entry, section.singular() + " \"" + code + "\"", words(section.filled()));
          if (template != null) {
            templates.put(code, template);
          }
        });
    return templates;
  }

  private Map<String, Map<Sentence, Template>> measureSentences(@Nullable YamlNode node) {
    Map<String, Map<Sentence, Template>> all = new LinkedHashMap<>();
    forEach(
        node,
        Section.MEASURES.key(),
        (measure, entry) -> {
          if (entry.value() instanceof YamlNode.Mapping mapping) {
            MappingReader.of(
                mapping,
                "the measure \"" + measure + "\"",
                MessageKeys.OF_A_MEASURE.names(),
                problems);
            all.put(measure, sentences(mapping, Sentence.ofAMeasure()));
          }
        });
    return all;
  }

  private Map<Sentence, Template> sentences(@Nullable YamlNode node) {
    YamlNode.Mapping mapping = MappingReader.mapping(node, "\"findings\"", problems);
    if (mapping == null) {
      return Map.of();
    }
    MappingReader.of(mapping, "\"findings\"", MessageKeys.FINDINGS.names(), problems);
    return sentences(mapping, List.of(Sentence.values()));
  }

  private Map<Sentence, Template> sentences(YamlNode.Mapping mapping, List<Sentence> wanted) {
    Map<Sentence, Template> sentences = new EnumMap<>(Sentence.class);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              for (Sentence sentence : wanted) {
                if (sentence.key().equals(key)) {
                  Template template = template(entry.value(), entry, key, words(sentence.filled()));
                  if (template != null) {
                    sentences.put(sentence, template);
                  }
                }
              }
            });
    return sentences;
  }

  private Map<String, String> plurals(@Nullable YamlNode node) {
    Map<String, String> plurals = new LinkedHashMap<>();
    forEach(
        node,
        "units",
        (unit, entry) -> {
          Template plural = template(entry.value(), entry, "unit \"" + unit + "\"", List.of());
          if (plural != null) {
            plurals.put(unit, plural.fill(name -> name));
          }
        });
    return plurals;
  }

  private @Nullable Template template(
      @Nullable YamlNode node, YamlNode.Entry entry, String what, Collection<String> names) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      return Template.parse(new Located<>(scalar.text(), scalar.span()), names, problems);
    }
    if (node == null || node instanceof YamlNode.Scalar) {
      problems.error(NO_SENTENCE, entry.key(), what);
    } else {
      problems.error(NOT_A_SENTENCE, node.span(), what, node.kind());
    }
    return null;
  }

  private void forEach(
      @Nullable YamlNode node, String what, BiConsumer<String, YamlNode.Entry> visitor) {
    YamlNode.Mapping mapping = MappingReader.mapping(node, "\"" + what + "\"", problems);
    if (mapping != null) {
      mapping.entries().forEach(visitor);
    }
  }

  private static List<String> words(List<Messages.Filled> filled) {
    return filled.stream().map(Messages.Filled::word).toList();
  }
}
