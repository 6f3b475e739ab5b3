package tierwise.internal.language.typing;

import static tierwise.internal.language.typing.TypingProblem.*;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Messages.Section;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.TextDomain;
import tierwise.internal.language.model.TextDomain.Named;
import tierwise.internal.language.model.Vocabulary;
import tierwise.internal.source.Located;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;
import tierwise.internal.source.Spelling;
import tierwise.internal.source.Written;

/**
 * The names that rules may use: those of the manifest and of the messages. Where one of the two
 * could not be read, nothing is said about its names.
 */
public final class NameTable {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  private static final String OFFER = "offer";
  private static final String HOLDABLE = "offer or membership";
  private static final String MEASURE = "measure";
  private static final String LIST = "list";
  private static final String ENTRY = "entry of a list";

  private final Vocabulary vocabulary;
  private final @Nullable Manifest manifest;
  private final @Nullable Messages messages;
  private final Problems problems;

  /** Where the manifest declares each name, by what such a name is called. */
  private final Map<String, Map<String, Span>> declared = new HashMap<>();

  /** The names of the manifest that are used, by the same. */
  private final Map<String, NameUses> uses = new LinkedHashMap<>();

  private final NameUses types = NameUses.ofTypes();
  private final Map<Section, NameUses> codes = new EnumMap<>(Section.class);
  private boolean allTypesAreKnown = true;

  /**
   * Of a folder.
   *
   * @param vocabulary the fact types and helpers that its rules know
   */
  public NameTable(RuleFolder folder, Vocabulary vocabulary, Problems problems) {
    this.manifest = folder.manifest();
    this.messages = folder.messages();
    this.problems = problems;
    this.vocabulary = vocabulary;
    for (Section section : Section.values()) {
      codes.put(section, NameUses.ofCodes());
    }
    if (manifest != null) {
      declare(manifest);
      manifest.offers().values().forEach(o -> useCode(Section.OFFERS, o.name(), o.span()));
      manifest.memberships().forEach(m -> useCode(Section.OFFERS, m.value(), m.span()));
      manifest.measures().values().forEach(m -> useCode(Section.MEASURES, m.name(), m.span()));
    }
  }

  private void declare(Manifest manifest) {
    manifest.offers().values().forEach(offer -> declare(OFFER, offer.name(), offer.span()));
    manifest.offers().values().forEach(offer -> declare(HOLDABLE, offer.name(), offer.span()));
    manifest.memberships().forEach(name -> declare(HOLDABLE, name.value(), name.span()));
    manifest.measures().values().forEach(each -> declare(MEASURE, each.name(), each.span()));
    for (Manifest.SubjectList list : manifest.lists().values()) {
      declare(LIST, list.name(), list.span());
      list.values().forEach(entry -> declare(ENTRY, entry.value(), entry.span()));
    }
    manifest
        .values()
        .forEach(
            (what, closed) ->
                closed
                    .values()
                    .forEach(text -> declare(what.toString(), text.value(), text.span())));
  }

  private void declare(String what, String name, Span where) {
    declared.computeIfAbsent(what, key -> new LinkedHashMap<>()).putIfAbsent(name, where);
  }

  /** The helpers that the rules of the folder can call. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Takes note that a fact type is used. */
  public void useType(String name, Span where) {
    types.use(name, where);
  }

  /** Takes note that a code is used that messages have a sentence for. */
  void useCode(Section section, String code, Span where) {
    NameUses usage = codes.get(section);
    if (usage != null) {
      usage.use(code, where);
    }
  }

  /**
   * Tells which of the types, names and codes that are used there are not.
   *
   * @return whether all types and names are there; what a message says is of no matter for rules
   */
  public boolean tellWhatIsNotThere(Map<String, FactType> known) {
    boolean allAreThere = true;
    if (allTypesAreKnown) {
      Map<String, @Nullable Span> declared = new LinkedHashMap<>();
      known.forEach((name, type) -> declared.put(name, type.declared()));
      allAreThere = types.tell(declared, "fact type", problems);
    }
    for (Map.Entry<String, NameUses> use : uses.entrySet()) {
      Map<String, Span> names = declared.getOrDefault(use.getKey(), Map.of());
      allAreThere &= use.getValue().tell(names, use.getKey(), problems);
    }
    if (messages != null) {
      codes.forEach(
          (section, usage) -> usage.tell(messages.keys(section), section.singular(), problems));
    }
    return allAreThere;
  }

  /** Takes note that types may be declared where nothing could be read. */
  public void doNotMissTypes() {
    allTypesAreKnown = false;
  }

  /** Says so if a text that is written out cannot be one of the domain. */
  void check(TextDomain domain, String text, Span span) {
    if (domain instanceof TextDomain.Closed closed) {
      use(closed.what(), text, span);
    } else if (domain instanceof Named named) {
      check(named, text, span);
    }
  }

  private void check(Named domain, String text, Span span) {
    switch (domain) {
      case REASON -> useCode(Section.REASONS, text, span);
      case NOTICE -> useCode(Section.NOTICES, text, span);
      case QUESTION -> useCode(Section.QUESTIONS, text, span);
      case DAY -> day(text, span);
      case NUMBER -> {
        if (!Written.isDecimal(text)) {
          problems.error(NO_NUMBER, span, text, Spelling.ofNumber(text));
        }
      }
      case WINDOW, FREE -> {
        // Windows have the names that rules give them; see Strata.
      }
      case OFFER, HOLDABLE, MEASURE, LIST, SUBJECT -> {
        if (manifest != null) {
          declared(domain, text, span);
        }
      }
    }
  }

  private void declared(Named domain, String text, Span span) {
    switch (domain) {
      case OFFER -> use(OFFER, Section.OFFERS, text, span);
      case HOLDABLE -> use(HOLDABLE, Section.OFFERS, text, span);
      case MEASURE -> use(MEASURE, Section.MEASURES, text, span);
      case LIST -> use(LIST, text, span);
      default -> {
        if (!declared.getOrDefault(ENTRY, Map.of()).isEmpty()) {
          use(ENTRY, text, span);
        }
      }
    }
  }

  /** Takes note that a name is used that people are shown a sentence for. */
  private void use(String what, Section section, String name, Span where) {
    use(what, name, where);
    if (declared.getOrDefault(what, Map.of()).containsKey(name)) {
      useCode(section, name, where);
    }
  }

  /** Takes note that a name is used that the manifest declares. */
  private void use(String what, String name, Span where) {
    uses.computeIfAbsent(what, key -> NameUses.ofNames()).use(name, where);
  }

  /** Whether the text is a day as rules and files write it. */
  boolean isDay(String text) {
    return Written.isDay(text);
  }

  private void day(String text, Span span) {
    try {
      if (Written.isDay(text)) {
        int year = LocalDate.parse(text).getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
          problems.error(DAY_TOO_FAR_AWAY, span, text, FIRST_YEAR, LAST_YEAR);
        }
        return;
      }
      problems.error(NO_DAY, span, text, Spelling.ofDay(text));
    } catch (DateTimeException e) {
      problems.error(NO_DAY_OF_THE_CALENDAR, span, text);
    }
  }

  /** Which texts a field of a declared type can have. */
  public TextDomain domainOf(String type, String field) {
    if (manifest == null) {
      return Named.FREE;
    }
    Manifest.ClosedTexts closed = manifest.closed(type, field);
    if (closed != null) {
      return new TextDomain.Closed(closed.field().value().toString(), List.copyOf(closed.texts()));
    }
    Manifest.TargetSpec target = manifest.targets().get(type);
    if (target != null) {
      if (target.offer().value().equals(field)) {
        return Named.OFFER;
      }
      Located<String> of = target.of();
      if (of != null && of.value().equals(field)) {
        return Named.SUBJECT;
      }
    }
    return Named.FREE;
  }
}
