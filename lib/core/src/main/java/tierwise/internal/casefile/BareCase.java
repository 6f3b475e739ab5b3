package tierwise.internal.casefile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Subject;
import tierwise.internal.json.TreeWriter;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Json;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.YamlNode;

/**
 * One case without a file around it, as programs exchange it in JSON: the keys of {@code given} in
 * a case file, with the number of the format, and the name and the year if the case has them. What
 * reads it and what writes it are inverse.
 */
public final class BareCase {
  private static final int FORMAT = 1;
  private static final List<String> HEAD = List.of("format", "case", "year");

  private BareCase() {}

  /** The facts, or {@code null} with the reasons among the problems. */
  public static @Nullable CaseFacts read(SourceText source, Problems problems) {
    YamlNode.Mapping mapping = Json.read(source, problems);
    return mapping == null ? null : read(mapping, problems);
  }

  /** The facts that stand in another text, or {@code null} with the reasons among the problems. */
  public static @Nullable CaseFacts read(YamlNode.Mapping mapping, Problems problems) {
    return problems.sound(
        () -> {
          // Which keys there can be besides is said with the facts.
          MappingReader head =
              MappingReader.of(mapping, "a case", mapping.entries().keySet(), problems);
          Located<String> name = head.text("case");
          Located<String> year = head.text("year");
          head.format(FORMAT);
          return new FactReader(Vocabulary.shared(), problems)
              .read(mapping, "a case", HEAD, name == null ? null : name.value(), year);
        });
  }

  /** What is written: keys without a value are left out, ledgers stand there if they were given. */
  public static Consumer<TreeWriter> of(CaseFacts facts) {
    return to -> {
      to.startObject();
      to.number("format", FORMAT);
      to.text("case", facts.name());
      to.text("year", facts.year());
      application(to, facts.application());
      FactType partner = Described.factType(Partner.class);
      to.name(partner.key());
      record(to, partner, facts.partner());
      for (FactType ledger : Vocabulary.shared().factTypes(FactType.Kind.LEDGER)) {
        List<?> lines = facts.ledgers().get(ledger.name());
        if (lines != null) {
          to.list(ledger.key(), lines, line -> record(to, ledger, line));
        }
      }
      facts.declared().forEach((type, all) -> to.list(type, all, fact -> declared(to, fact)));
      to.endObject();
    };
  }

  private static void application(TreeWriter to, Application application) {
    to.name(Described.factType(Application.class).key());
    to.startObject();
    to.text("asOf", application.asOf());
    to.text("role", application.role());
    if (!application.asksFor().isEmpty()) {
      Map<String, List<String>> names = new LinkedHashMap<>();
      for (Subject subject : application.asksFor()) {
        names.computeIfAbsent(subject.kind(), kind -> new ArrayList<>()).add(subject.name());
      }
      to.name("asksFor");
      to.startObject();
      names.forEach(to::texts);
      to.endObject();
    }
    to.endObject();
  }

  private static void record(TreeWriter to, FactType type, Object fact) {
    to.startObject();
    for (String name : FactRecord.of(type).names()) {
      FactType.Field field = type.fields().get(name);
      Object value = field == null ? null : field.read(fact);
      if (value instanceof BigDecimal decimal) {
        to.number(name, decimal);
      } else if (value instanceof Integer whole) {
        to.number(name, whole);
      } else if (value instanceof Boolean answer) {
        to.yesNo(name, answer);
      } else {
        to.text(name, value);
      }
    }
    to.endObject();
  }

  /**
   * Only the rules know what the values of a declared type are, so all of them are written as the
   * texts that they stand for.
   */
  private static void declared(TreeWriter to, DeclaredFact fact) {
    to.startObject();
    fact.texts().forEach(to::text);
    to.endObject();
  }
}
