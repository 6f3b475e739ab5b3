package tierwise.internal.casefile;

import static tierwise.internal.casefile.CaseProblem.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.Problem;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.Yaml;
import tierwise.internal.source.YamlNode;

/**
 * Reads case files: puts the facts of each case on those of its base, makes a case of each row of a
 * table, and has the facts read.
 */
public final class CaseFileReader {
  /** Enough for a hundred thousand ledger lines. */
  public static final int LARGEST_FILE = 64 * 1024 * 1024;

  /** The key under which a case expects that its own facts are refused. */
  public static final String EXPECTED_PROBLEMS = "problems";

  private static final int MOST_BASES = 10;

  private final Vocabulary vocabulary;
  private final Problems problems;
  private final ExpansionLimit growth = new ExpansionLimit();
  private final List<Written> cases = new ArrayList<>();
  private final Map<String, Written> byName = new LinkedHashMap<>();

  /** Whether what is wrong with the facts of a case is kept with it, and told apart. */
  private final boolean apart;

  private CaseFileReader(Vocabulary vocabulary, Problems problems, boolean apart) {
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.apart = apart;
  }

  /** A case as it is written, before its base and its rows. */
  private record Written(
      SourceText source,
      MappingReader keys,
      Located<String> name,
      YamlNode.@Nullable Mapping given,
      YamlNode.@Nullable Mapping expect,
      YamlNode.@Nullable Sequence rows,
      YamlNode.@Nullable Mapping fileBase) {}

  /** The cases of the file, or {@code null} with the reasons among the problems. */
  public static @Nullable CaseFile read(SourceText source, Problems problems) {
    List<CaseFile> files =
        problems.sound(() -> read(List.of(source), Vocabulary.shared(), problems));
    return files == null ? null : files.get(0);
  }

  /**
   * The cases of a file of which one does not hide the others: what is wrong with the facts of a
   * case are its faults, and only what is wrong with the file stands among the problems.
   */
  public static CaseFile readApart(SourceText source, Problems problems) {
    CaseFileReader reader = new CaseFileReader(Vocabulary.shared(), problems, true);
    return reader.read(List.of(source)).get(0);
  }

  /**
   * The cases of several files, whose cases can be each other's base.
   *
   * @param vocabulary the fact types that the cases can give
   */
  public static List<CaseFile> read(
      List<SourceText> sources, Vocabulary vocabulary, Problems problems) {
    return new CaseFileReader(vocabulary, problems, false).read(sources);
  }

  private List<CaseFile> read(List<SourceText> sources) {
    for (SourceText source : sources) {
      YamlNode.Mapping root = Yaml.read(source, problems);
      if (root != null) {
        file(source, root);
      }
    }
    Map<SourceText, List<CaseFile.Entry>> entries = new LinkedHashMap<>();
    sources.forEach(source -> entries.put(source, new ArrayList<>()));
    try {
      for (Written written : cases) {
        List<CaseFile.Entry> ofFile = entries.get(written.source());
        if (ofFile != null) {
          entries(written, ofFile);
        }
      }
    } catch (ExpansionLimit.TooMuch tooMuch) {
      tooMuch.tell(problems);
    }
    return sources.stream()
        .map(source -> new CaseFile(source, List.copyOf(entries.getOrDefault(source, List.of()))))
        .toList();
  }

  private void file(SourceText source, YamlNode.Mapping root) {
    MappingReader keys = MappingReader.of(root, "a file of cases", CaseKeys.FILE.names(), problems);
    YamlNode.Mapping base =
        MappingReader.mapping(keys.node("base"), "\"base\" of a file", problems);
    YamlNode node = keys.required("cases");
    if (node instanceof YamlNode.Sequence sequence) {
      sequence.items().forEach(item -> written(source, item, base));
      if (sequence.items().isEmpty()) {
        problems.error(NO_CASE_IN_THE_FILE, keys.keySpan("cases"));
      }
    } else if (node != null) {
      problems.error(CASES_ARE_NO_LIST, node.span(), node.kind());
    }
  }

  private void written(SourceText source, YamlNode node, YamlNode.@Nullable Mapping fileBase) {
    MappingReader keys = MappingReader.of(node, "a case", CaseKeys.CASE, problems);
    if (keys == null) {
      return;
    }
    Located<String> name = keys.requiredText("case");
    YamlNode given =
        fileBase == null && !keys.has("base") ? keys.required("given") : keys.node("given");
    YamlNode.Mapping facts = MappingReader.mapping(given, "\"given\"", problems);
    YamlNode.Mapping expect = MappingReader.mapping(keys.node("expect"), "\"expect\"", problems);
    YamlNode rows = keys.node("rows");
    if (rows != null && !(rows instanceof YamlNode.Sequence)) {
      MappingReader.refuseNoList(rows, "rows", problems);
    }
    if (rows instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
      problems.error(NO_ROW_IN_THE_TABLE, keys.keySpan("rows"));
    }
    if (name == null || (given != null && facts == null)) {
      return;
    }
    if (given == null && fileBase == null && !keys.has("base")) {
      return;
    }
    Written written =
        new Written(
            source,
            keys,
            name,
            facts,
            expect,
            rows instanceof YamlNode.Sequence sequence ? sequence : null,
            fileBase);
    cases.add(written);
    byName.putIfAbsent(name.value(), written);
  }

  private void entries(Written written, List<CaseFile.Entry> entries) {
    List<CaseFile.Merged> merged = new ArrayList<>();
    YamlNode.Mapping given = given(written, merged, new ArrayList<>());
    if (given == null) {
      return;
    }
    YamlNode.Sequence rows = written.rows();
    if (rows == null) {
      add(entries, entry(written, written.name().value(), given, written.expect(), merged, null));
      return;
    }
    for (YamlNode item : rows.items()) {
      YamlNode.Mapping row = MappingReader.mapping(item, "a row", problems);
      if (row != null) {
        RowSubstitution values = new RowSubstitution(row, growth, problems);
        YamlNode.Mapping filled = values.fill(given);
        YamlNode.Mapping expect = written.expect() == null ? null : values.fill(written.expect());
        String name = values.name(written.name().value());
        values.refuseUnused();
        add(entries, entry(written, name, filled, expect, merged, row.span()));
      }
    }
  }

  private static void add(List<CaseFile.Entry> entries, CaseFile.@Nullable Entry entry) {
    if (entry != null) {
      entries.add(entry);
    }
  }

  private CaseFile.@Nullable Entry entry(
      Written written,
      String name,
      YamlNode.Mapping given,
      YamlNode.@Nullable Mapping expect,
      List<CaseFile.Merged> merged,
      @Nullable Span row) {
    boolean refused = expect != null && expect.entries().containsKey(EXPECTED_PROBLEMS);
    boolean kept = refused || apart;
    Problems found = kept ? new Problems() : problems;
    CaseFacts facts =
        new FactReader(vocabulary, found).read(given, name, written.keys().text("year"));
    if (facts == null && !kept) {
      return null;
    }
    List<Problem> faults = kept ? found.inFileOrder() : List.of();
    Located<String> skip = written.keys().text("skip");
    if (skip == null && written.keys().has("skip")) {
      problems.error(SKIPPED_WITHOUT_REASON, written.keys().keySpan("skip"));
    }
    return new CaseFile.Entry(
        name,
        written.keys().texts("source"),
        facts,
        faults,
        merged,
        expect,
        skip,
        row,
        written.name().span());
  }

  // ---- bases -------------------------------------------------------------------------------

  /** What the case gives, on top of what its base gives. */
  private YamlNode.@Nullable Mapping given(
      Written written, List<CaseFile.Merged> merged, List<Written> path) {
    YamlNode.Mapping base = written.fileBase();
    Located<String> name = written.keys().text("base");
    if (name != null) {
      Written named = byName.get(name.value());
      if (named == null) {
        problems
            .error(NO_SUCH_CASE, name.span(), name.value())
            .allowed(byName.keySet(), name.value());
        return null;
      }
      if (named.rows() != null) {
        problems.error(TABLE_AS_A_BASE, name.span()).place(named.name().span());
        return null;
      }
      path.add(written);
      if (path.contains(named)) {
        problems.error(OWN_BASE, name.span());
        return null;
      }
      if (path.size() > MOST_BASES) {
        problems.error(TOO_MANY_BASES, name.span(), MOST_BASES);
        return null;
      }
      base = given(named, new ArrayList<>(), path);
      if (base == null) {
        return null;
      }
    }
    YamlNode.Mapping own = written.given();
    if (base == null) {
      return own;
    }
    growth.add(base, written.name().span());
    if (own == null) {
      base.entries().forEach((key, entry) -> merged.add(new CaseFile.Merged(key, entry.key())));
      return new YamlNode.Mapping(base.entries(), written.name().span());
    }
    return merge(base, own, "", merged);
  }

  /**
   * The keys of both. Keys in keys are merged likewise; a list of the case stands instead of the
   * base's, and a key with nothing behind it takes the base's away.
   */
  private static YamlNode.Mapping merge(
      YamlNode.Mapping base, YamlNode.Mapping own, String above, List<CaseFile.Merged> merged) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    base.entries()
        .forEach(
            (key, entry) -> {
              YamlNode.Entry mine = own.entries().get(key);
              if (mine == null) {
                entries.put(key, entry);
                merged.add(new CaseFile.Merged(above + key, entry.key()));
              } else if (mine.value() instanceof YamlNode.Mapping inner
                  && entry.value() instanceof YamlNode.Mapping below) {
                entries.put(
                    key,
                    new YamlNode.Entry(mine.key(), merge(below, inner, above + key + ".", merged)));
              } else if (!(mine.value() instanceof YamlNode.Scalar scalar && scalar.isNothing())) {
                entries.put(key, mine);
              }
            });
    own.entries()
        .forEach(
            (key, entry) -> {
              if (!base.entries().containsKey(key)) {
                entries.put(key, entry);
              }
            });
    return new YamlNode.Mapping(entries, own.span());
  }
}
