package tierwise.internal.folder;

import static tierwise.internal.folder.FolderProblem.*;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest.ClosedTexts;
import tierwise.internal.folder.Manifest.Condition;
import tierwise.internal.folder.Manifest.Guide;
import tierwise.internal.folder.Manifest.LedgerSpec;
import tierwise.internal.folder.Manifest.MeasureSpec;
import tierwise.internal.folder.Manifest.OfferSpec;
import tierwise.internal.folder.Manifest.Provenance;
import tierwise.internal.folder.Manifest.SubjectList;
import tierwise.internal.folder.Manifest.TargetSpec;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.ProblemCode;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Sentence;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;

/**
 * Reads {@code ruleset.yaml}. What can be said of the manifest alone is checked here; what needs
 * the rules as well, such as a declared type, is checked with them.
 */
final class ManifestReader {
  /** What offers, measures and codes can be called. */
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static final Set<ProblemCode> BEARABLE = Set.of(ProblemCode.UNKNOWN_VALUE);
  private static final String ASKED_OR_HELD = "asked or held";
  private static final String ALL = "all";

  private final SourceText source;
  private final Problems problems;

  private ManifestReader(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The manifest, or {@code null} with the reasons among the problems. */
  static @Nullable Manifest read(SourceText source, Problems problems) {
    YamlNode.Mapping root = Yaml.read(source, problems);
    if (root == null) {
      return null;
    }
    Problems.Stage<@Nullable Manifest> read =
        problems.stage(() -> new ManifestReader(source, problems).manifest(root));
    // A name that is not there leaves the rest usable; anything else would only make noise.
    return BEARABLE.containsAll(read.errors()) ? read.result() : null;
  }

  private @Nullable Manifest manifest(YamlNode.Mapping root) {
    MappingReader keys =
        MappingReader.of(root, "the manifest", ManifestKeys.MANIFEST.names(), problems);
    Located<String> title = keys.requiredText("title");
    Guide guide = guide(keys);
    LocalDate from = null;
    LocalDate until = null;
    MappingReader effective =
        MappingReader.of(
            keys.required("effective"), "\"effective\"", ManifestKeys.EFFECTIVE, problems);
    if (effective != null) {
      Located<LocalDate> first = effective.requiredDay("from");
      Located<LocalDate> end = effective.day("until");
      from = first == null ? null : first.value();
      until = end == null ? null : end.value();
      if (from != null && end != null && !from.isBefore(end.value())) {
        problems.error(ENDS_BEFORE_IT_BEGINS, end.span());
      }
    }
    Map<String, SubjectList> lists = lists(keys);
    Map<String, OfferSpec> offers = offers(keys);
    List<Located<String>> memberships = keys.texts("memberships");
    for (Located<String> membership : memberships) {
      OfferSpec offer = offers.get(membership.value());
      if (offer != null) {
        problems
            .error(MEMBERSHIP_IS_AN_OFFER, membership.span(), membership.value())
            .place(offer.span());
      }
    }
    List<Located<String>> ladder = keys.texts("ladder");
    for (Located<String> rung : ladder) {
      known(rung, offers.keySet(), NAME_NOT_IN_THE_MANIFEST, "offer");
    }
    if (keys.has("ladder")) {
      unique(ladder);
    } else {
      keys.required("ladder");
    }
    Map<String, MeasureSpec> measures = measures(keys);
    Map<FieldPath, ClosedTexts> values = values(keys);
    Manifest manifest = null;
    if (title != null && guide != null && from != null) {
      manifest =
          new Manifest(
              source,
              title.value(),
              title.span(),
              guide,
              from,
              until,
              keys.keySpan("effective"),
              ladder,
              lists,
              offers,
              memberships,
              measures,
              targets(keys, offers, lists, measures),
              values,
              provenance(keys),
              new TablesReader(ladder, lists, values, problems).tables(keys),
              uneven(keys, measures),
              coverage(keys));
    }
    return manifest;
  }

  private @Nullable Guide guide(MappingReader keys) {
    MappingReader guide =
        MappingReader.of(keys.required("guide"), "\"guide\"", ManifestKeys.GUIDE, problems);
    if (guide == null) {
      return null;
    }
    Located<String> name = guide.requiredText("name");
    Located<String> address = guide.requiredText("address");
    return name == null || address == null
        ? null
        : new Guide(name.value(), address.value(), name.span());
  }

  private Map<String, SubjectList> lists(MappingReader keys) {
    Map<String, SubjectList> lists = new LinkedHashMap<>();
    named(
        keys.node("lists"),
        "lists",
        (name, node) -> {
          MappingReader list =
              MappingReader.of(
                  node, "the list \"" + name.value() + "\"", ManifestKeys.LIST, problems);
          if (list != null) {
            Located<String> of = list.text("of");
            FieldPath path = of == null ? null : FieldPath.of(of.value());
            Located<FieldPath> field =
                of != null && path != null && !list.has("values")
                    ? new Located<>(path, of.span())
                    : null;
            if (field == null) {
              list.required("values");
            }
            List<Located<String>> values = list.texts("values");
            unique(values);
            if (of != null && field == null && !of.value().equals(ASKED_OR_HELD)) {
              problems.error(NO_ORIGIN_OF_A_LIST, of.span(), of.value());
            }
            lists.put(
                name.value(),
                new SubjectList(
                    name.value(),
                    values,
                    of != null && field == null,
                    field,
                    retired(list, values),
                    name.span()));
          }
        });
    return lists;
  }

  /** What is told of names that the list had before, by the name. */
  private Map<String, String> retired(MappingReader list, List<Located<String>> values) {
    YamlNode.Mapping names = MappingReader.mapping(list.node("retired"), "\"retired\"", problems);
    if (names == null) {
      return Map.of();
    }
    Map<String, String> retired = new LinkedHashMap<>();
    MappingReader told = MappingReader.of(names, "\"retired\"", names.entries().keySet(), problems);
    names
        .entries()
        .forEach(
            (name, entry) -> {
              Located<String> sentence = told.text(name);
              if (values.stream().anyMatch(value -> value.value().equals(name))) {
                problems.error(VALUE_AND_RETIRED, entry.key(), name);
              } else if (sentence != null) {
                retired.put(name, sentence.value());
              }
            });
    return retired;
  }

  private Map<String, OfferSpec> offers(MappingReader keys) {
    Map<String, OfferSpec> offers = new LinkedHashMap<>();
    named(
        keys.required("offers"),
        "offers",
        (name, node) -> {
          MappingReader offer =
              MappingReader.of(
                  node, "the offer \"" + name.value() + "\"", ManifestKeys.OFFER, problems);
          if (offer != null) {
            Located<Boolean> renewable = offer.yesNo("renewable");
            offers.put(
                name.value(),
                new OfferSpec(
                    name.value(),
                    offer.text("per"),
                    renewable != null && renewable.value(),
                    name.span()));
          }
        });
    return offers;
  }

  private Map<String, MeasureSpec> measures(MappingReader keys) {
    Map<String, MeasureSpec> measures = new LinkedHashMap<>();
    named(
        keys.node("measures"),
        "measures",
        (name, node) -> {
          MappingReader measure =
              MappingReader.of(
                  node, "the measure \"" + name.value() + "\"", ManifestKeys.MEASURE, problems);
          if (measure != null) {
            Located<String> unit = measure.requiredText("unit");
            YamlNode counts = measure.node("counts");
            LedgerSpec ledger = counts == null ? null : ledger(counts);
            Located<String> split = measure.text("split");
            if (split != null && counts == null) {
              problems.error(SPLIT_OF_NOTHING, split.span());
            }
            Located<Boolean> mayFall = measure.yesNo("may-fall");
            measures.put(
                name.value(),
                new MeasureSpec(
                    name.value(),
                    measures.size(),
                    unit == null ? "" : unit.value(),
                    measure.text("per"),
                    ledger,
                    split,
                    mayFall != null && mayFall.value(),
                    name.span()));
          }
        });
    return measures;
  }

  /** {@code Purchase}, or {@code {Credential: {kind: trainer}}}. */
  private @Nullable LedgerSpec ledger(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return new LedgerSpec(new Located<>(scalar.text(), scalar.span()), Map.of());
    }
    if (node instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1) {
      Map.Entry<String, YamlNode.Entry> only = mapping.entries().entrySet().iterator().next();
      YamlNode.Mapping where =
          MappingReader.mapping(only.getValue().value(), "what \"counts\" selects", problems);
      if (where == null) {
        return null;
      }
      Map<String, Condition> conditions = new LinkedHashMap<>();
      where
          .entries()
          .forEach(
              (field, entry) -> {
                if (entry.value() instanceof YamlNode.Scalar text && !text.isNothing()) {
                  conditions.put(
                      field,
                      new Condition(
                          new Located<>(field, entry.key()),
                          new Located<>(text.text(), text.span())));
                } else {
                  problems.error(NO_TEXT_OF_A_FIELD, entry.value().span(), field);
                }
              });
      return new LedgerSpec(new Located<>(only.getKey(), only.getValue().key()), conditions);
    }
    problems.error(COUNTS_NO_TYPE, node.span());
    return null;
  }

  private Map<String, TargetSpec> targets(
      MappingReader keys,
      Map<String, OfferSpec> offers,
      Map<String, SubjectList> lists,
      Map<String, MeasureSpec> measures) {
    Map<String, TargetSpec> targets = new LinkedHashMap<>();
    entries(
        keys.node("targets"),
        "targets",
        (type, node) -> {
          MappingReader target =
              MappingReader.of(
                  node, "the targets \"" + type.value() + "\"", ManifestKeys.TARGETS, problems);
          if (target == null) {
            return;
          }
          Located<String> offer = target.requiredText("offer");
          Located<String> of = target.text("of");
          Map<Located<String>, Located<String>> figures = new LinkedHashMap<>();
          entries(
              target.required("figures"),
              "figures",
              (column, value) -> {
                if (value instanceof YamlNode.Scalar measure) {
                  Located<String> name = new Located<>(measure.text(), measure.span());
                  known(name, measures.keySet(), NAME_NOT_IN_THE_MANIFEST, "measure");
                  figures.put(column, name);
                } else {
                  problems.error(NO_MEASURE_OF_A_COLUMN, value.span());
                }
              });
          Map<Located<String>, List<Located<String>>> rows = new LinkedHashMap<>();
          entries(
              target.node("rows"),
              "rows",
              (tier, value) -> {
                known(tier, offers.keySet(), NAME_NOT_IN_THE_MANIFEST, "offer");
                OfferSpec spec = offers.get(tier.value());
                Located<String> per = spec == null ? null : spec.per();
                // A column that has the name of a list, such as a region, has its entries.
                SubjectList list = of == null ? null : lists.get(of.value());
                if (list == null && per != null) {
                  list = lists.get(per.value());
                }
                rows.put(tier, subjects(value, list));
              });
          if (offer != null) {
            targets.put(type.value(), new TargetSpec(type, offer, of, figures, rows));
          }
        });
    return targets;
  }

  private List<Located<String>> subjects(YamlNode node, @Nullable SubjectList list) {
    if (node instanceof YamlNode.Scalar scalar && scalar.text().equals(ALL)) {
      return List.of();
    }
    List<Located<String>> names = MappingReader.texts(node, "rows", problems);
    if (list != null) {
      Set<String> entries = new LinkedHashSet<>(list.names());
      for (Located<String> name : names) {
        known(name, entries, ENTRY_NOT_IN_THE_LIST, list.name());
      }
    }
    return names;
  }

  private Map<FieldPath, ClosedTexts> values(MappingReader keys) {
    Map<FieldPath, ClosedTexts> values = new LinkedHashMap<>();
    entries(
        keys.node("values"),
        "values",
        (field, node) -> {
          FieldPath path = FieldPath.of(field.value());
          if (path == null) {
            problems.error(NO_FIELD_OF_A_TYPE, field.span(), field.value());
          }
          List<Located<String>> texts = MappingReader.texts(node, field.value(), problems);
          unique(texts);
          if (path != null) {
            values.put(path, new ClosedTexts(new Located<>(path, field.span()), texts));
          }
        });
    return values;
  }

  private Map<String, Provenance> provenance(MappingReader keys) {
    Map<String, Provenance> provenance = new LinkedHashMap<>();
    entries(
        keys.node("provenance"),
        "provenance",
        (type, node) -> {
          MappingReader entry =
              MappingReader.of(
                  node,
                  "the provenance of \"" + type.value() + "\"",
                  ManifestKeys.PROVENANCE,
                  problems);
          if (entry != null) {
            Located<String> text = entry.requiredText("source");
            Located<Boolean> synthetic = entry.yesNo("synthetic");
            provenance.put(
                type.value(),
                new Provenance(
                    type,
                    text == null ? "" : text.value(),
                    synthetic != null && synthetic.value()));
          }
        });
    return provenance;
  }

  private Map<String, Located<String>> uneven(
      MappingReader keys, Map<String, MeasureSpec> measures) {
    Map<String, Located<String>> uneven = new LinkedHashMap<>();
    YamlNode node = keys.node("uneven");
    MappingReader reasons = MappingReader.of(node, "\"uneven\"", measures.keySet(), new Problems());
    entries(
        node,
        "uneven",
        (measure, value) -> {
          known(measure, measures.keySet(), NAME_NOT_IN_THE_MANIFEST, "measure");
          Located<String> reason = reasons == null ? null : reasons.text(measure.value());
          if (reason == null) {
            problems.error(UNEVEN_WITHOUT_REASON, measure.span());
          } else {
            uneven.put(measure.value(), reason);
          }
        });
    return uneven;
  }

  private Map<String, Located<Integer>> coverage(MappingReader keys) {
    Map<String, Located<Integer>> coverage = new LinkedHashMap<>();
    MappingReader limits =
        MappingReader.of(keys.node("coverage"), "\"coverage\"", ManifestKeys.COVERAGE, problems);
    if (limits == null) {
      return coverage;
    }
    for (String key : ManifestKeys.COVERAGE.names()) {
      YamlNode node = limits.node(key);
      if (node instanceof YamlNode.Scalar scalar) {
        Integer percent = MappingReader.whole(scalar, key, problems);
        if (percent != null && (percent < 0 || percent > 100)) {
          problems.error(NO_PERCENTAGE, node.span(), key);
        } else if (percent != null) {
          coverage.put(key, new Located<>(percent, node.span()));
        }
      } else if (node != null) {
        problems.error(NO_SINGLE_PERCENTAGE, node.span(), key, node.kind());
      }
    }
    return coverage;
  }

  /** Visits the entries of a mapping whose keys are names made up by the author. */
  private void named(
      @Nullable YamlNode node, String what, BiConsumer<Located<String>, YamlNode> visitor) {
    entries(
        node,
        what,
        (name, value) -> {
          if (!NAME.matcher(name.value()).matches()) {
            problems.error(NO_NAME_IN_THE_MANIFEST, name.span(), name.value(), what);
          }
          visitor.accept(name, value);
        });
  }

  private void entries(
      @Nullable YamlNode node, String what, BiConsumer<Located<String>, YamlNode> visitor) {
    YamlNode.Mapping mapping = MappingReader.mapping(node, "\"" + what + "\"", problems);
    if (mapping != null) {
      mapping
          .entries()
          .forEach((key, entry) -> visitor.accept(new Located<>(key, entry.key()), entry.value()));
    }
  }

  private void known(
      Located<String> name, Collection<String> names, Sentence sentence, String what) {
    // Where there are none at all, that has been told.
    if (!names.isEmpty() && !names.contains(name.value())) {
      problems.error(sentence, name.span(), what, name.value()).allowed(names, name.value());
    }
  }

  private void unique(List<Located<String>> texts) {
    Map<String, Span> seen = new LinkedHashMap<>();
    for (Located<String> text : texts) {
      Span first = seen.putIfAbsent(text.value(), text.span());
      if (first != null) {
        problems.error(LISTED_TWICE, text.span(), text.value()).place(first);
      }
    }
  }
}
