package tierwise.record;

import static tierwise.record.RecordProblem.*;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tierwise.Decision;
import tierwise.RuleSettings;
import tierwise.internal.casefile.BareCase;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.json.DecisionReader;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.json.TreeWriter;
import tierwise.internal.opened.OpenedCases;
import tierwise.internal.source.Json;
import tierwise.internal.source.Located;
import tierwise.internal.source.MappingReader;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;
import tierwise.internal.source.Span;
import tierwise.internal.source.YamlNode;
import tierwise.record.DecisionRecord.Content;
import tierwise.record.DecisionRecord.Head;

/**
 * A record as JSON. First stands its head, whose text gives the hash, in one line and without
 * spaces as an object of its own: anybody can work it out again with a tool of the system.
 */
final class RecordText {
  private static final int FORMAT = 1;
  private static final Pattern SALT = Pattern.compile("[0-9a-f]{64}");
  private static final List<String> KEYS =
      List.of(
          "format",
          "id",
          "at",
          "programYear",
          "fingerprint",
          "library",
          "engine",
          "pseudonyms",
          "previous",
          "factsSeal",
          "decisionSeal",
          "hash",
          "salt",
          "facts",
          "decision");

  private final SourceText source;
  private final MappingReader keys;
  private final Problems problems;

  private RecordText(SourceText source, MappingReader keys, Problems problems) {
    this.source = source;
    this.keys = keys;
    this.problems = problems;
  }

  /** What the hash is made of. */
  static String head(Head head) {
    return JsonLayout.writeLine(
        to -> {
          to.startObject();
          write(to, head);
          to.endObject();
        });
  }

  static Consumer<TreeWriter> of(DecisionRecord each) {
    return to -> {
      to.startObject();
      write(to, each.head());
      to.text("hash", each.hash());
      Content content = each.content();
      if (content != null) {
        to.text("salt", content.salt());
        to.name("facts");
        to.written(content.factsText());
        to.name("decision");
        to.written(content.decisionText());
      }
      to.endObject();
    };
  }

  private static void write(TreeWriter to, Head head) {
    to.number("format", FORMAT);
    to.text("id", head.id());
    to.text("at", head.at());
    to.text("programYear", head.programYear());
    to.text("fingerprint", head.fingerprint());
    to.text("library", head.library());
    to.text("engine", head.engine().name().toLowerCase(Locale.ROOT));
    to.yesNo("pseudonyms", head.pseudonyms());
    to.text("previous", head.previous());
    to.text("factsSeal", head.factsSeal());
    to.text("decisionSeal", head.decisionSeal());
  }

  /** The record, or {@code null} with the reasons among the problems. */
  static @Nullable DecisionRecord read(SourceText source, Problems problems) {
    YamlNode.Mapping root = Json.readWritten(source, problems);
    if (root == null) {
      return null;
    }
    RecordText text =
        new RecordText(source, MappingReader.of(root, "a record", KEYS, problems), problems);
    return problems.sound(text::read);
  }

  private @Nullable DecisionRecord read() {
    Supplier<DecisionRecord> written = problems.sound(this::written);
    return written == null ? null : written.get();
  }

  /** What makes the record of what is written, if nothing is wrong with that. */
  private @Nullable Supplier<DecisionRecord> written() {
    keys.format(FORMAT);
    Located<String> id = keys.requiredText("id");
    Instant at = instant();
    String year = written("programYear", Pattern.compile("[^/]+/[^/]+"), "my-programme/2021");
    String fingerprint = hash("fingerprint");
    Located<String> library = keys.requiredText("library");
    String engine =
        keys.requiredWord(
            "engine",
            List.of(
                RuleSettings.Engine.DIRECT.name().toLowerCase(Locale.ROOT),
                RuleSettings.Engine.DROOLS.name().toLowerCase(Locale.ROOT)));
    keys.required("pseudonyms");
    Located<Boolean> pseudonyms = keys.yesNo("pseudonyms");
    String previous = hash("previous");
    String factsSeal = hash("factsSeal");
    String decisionSeal = hash("decisionSeal");
    String hash = hash("hash");
    Content content = content();
    if (at == null || id == null || library == null || engine == null) {
      return null;
    }
    return () -> {
      if (id.value().isBlank() || id.value().length() > DecisionRecord.LONGEST_ID) {
        problems.error(RECORD_VALUE, id.span(), "id", "from 1 to 200 characters");
      }
      Head head =
          new Head(
              id.value(),
              at,
              year,
              fingerprint,
              library.value(),
              RuleSettings.Engine.valueOf(engine.toUpperCase(Locale.ROOT)),
              pseudonyms != null && pseudonyms.value(),
              previous,
              factsSeal,
              decisionSeal);
      DecisionRecord read = new DecisionRecord(head, content);
      if (!read.hash().equals(hash)) {
        problems.error(RECORD_CHANGED, keys.keySpan("hash"));
      }
      if (content != null) {
        refuseOtherContent(head, content);
      }
      return read;
    };
  }

  private void refuseOtherContent(Head head, Content content) {
    if (!content.factsSeal().equals(head.factsSeal())) {
      problems.error(FACTS_CHANGED, keys.keySpan("facts"));
    }
    if (!content.decisionSeal().equals(head.decisionSeal())) {
      problems.error(DECISION_CHANGED, keys.keySpan("decision"));
    } else if (!content.decision().programYear().equals(head.programYear())
        || !content.decision().fingerprint().equals(head.fingerprint())) {
      problems.error(DECISION_OF_OTHER_RULES, keys.keySpan("decision"));
    }
  }

  /** All of it, or nothing if it was erased. */
  private @Nullable Content content() {
    boolean hasSalt = keys.has("salt");
    if (hasSalt != keys.has("facts") || hasSalt != keys.has("decision")) {
      problems.error(HALF_ERASED, source.whole().firstLine());
      return null;
    }
    if (!hasSalt) {
      return null;
    }
    String salt = written("salt", SALT, "64 hexadecimal digits");
    YamlNode.Mapping facts = MappingReader.mapping(keys.required("facts"), "\"facts\"", problems);
    YamlNode.Mapping decision =
        MappingReader.mapping(keys.required("decision"), "\"decision\"", problems);
    CaseFacts read = facts == null ? null : BareCase.read(facts, problems);
    Decision decided = decision == null ? null : DecisionReader.read(decision, problems);
    if (facts == null
        || decision == null
        || read == null
        || decided == null
        || !SALT.matcher(salt).matches()) {
      return null;
    }
    return new Content(
        salt, facts.span().text(), decision.span().text(), OpenedCases.of(read), decided);
  }

  private @Nullable Instant instant() {
    Located<String> at = keys.requiredText("at");
    if (at == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(at.value());
      if (instant.toString().equals(at.value())) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Told below: it is another way to write no instant.
    }
    problems.error(RECORD_VALUE, at.span(), "at", "2021-02-05T09:30:00Z");
    return null;
  }

  private String hash(String key) {
    return written(key, DecisionRecord.HASH, "sha256: and 64 hexadecimal digits");
  }

  private String written(String key, Pattern form, String example) {
    Located<String> text = keys.requiredText(key);
    if (text == null || !form.matcher(text.value()).matches()) {
      Span place = text == null ? keys.keySpan(key) : text.span();
      if (text != null) {
        problems.error(RECORD_VALUE, place, key, example);
      }
      return "";
    }
    return text.value();
  }
}
