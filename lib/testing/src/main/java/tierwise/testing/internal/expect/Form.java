package tierwise.testing.internal.expect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tierwise.internal.source.KeyTable;

/**
 * In what words a case expects something: the keys that an entry of each sort may have. They are
 * names of the decision's description, and what {@link CaseWords} makes of it.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists and tables cannot be changed.
enum Form {
  HIGHEST(
      "\"highest\"",
      ExpectKeys.HIGHEST,
      required("offer", Names.TIER),
      compared("of", Kind.TEXTS, Names.SUBJECT)),
  HELD(
      "an entry of \"held\"",
      ExpectKeys.HELD,
      required("offer", Names.HOLDABLE),
      named("of", Names.SUBJECT)),
  /** The lines that a measurement left out. */
  EXCLUDED(
      "an entry of \"excluded\"",
      ExpectKeys.EXCLUDED,
      required("evidence", null),
      compared("reasons", Kind.TEXTS, Names.REASON)),
  PART(
      "a part",
      ExpectKeys.PART,
      named("measure", Names.MEASURE),
      named("of", Names.ABOUT),
      named("at", Names.SUBJECT),
      compared("value", Kind.FIGURE, null),
      ofTheSameForm("parts")),
  FINDING(
      "a finding",
      ExpectKeys.FINDING,
      named("measure", Names.MEASURE),
      named("of", Names.SUBJECT),
      named("needs", Names.OFFER),
      named("expects", Names.QUESTION),
      compared("status", Kind.STATUS, Names.FINDING_STATUS),
      compared("required", Kind.FIGURE, null),
      compared("actual", Kind.FIGURE, null),
      compared("short", Kind.FIGURE, null),
      compared("waivedBy", Kind.TEXT, Names.REASON_OR_NONE),
      compared("synthetic", Kind.YES_NO, null),
      compared("evidence", Kind.TEXTS, null),
      entries("excluded", EXCLUDED),
      entries("parts", PART)),
  OFFER(
      "an entry of \"offers\"",
      ExpectKeys.OFFER,
      required("offer", Names.OFFER),
      always("of", Kind.TEXT, Names.SUBJECT),
      always("renewal", Kind.YES_NO, null),
      compared("status", Kind.STATUS, Names.OFFER_STATUS),
      entries("findings", FINDING),
      compared("closedBy", Kind.TEXTS, Names.REASON)),
  MEASURE(
      "an entry of \"measures\"",
      ExpectKeys.MEASURE,
      required("measure", Names.MEASURE),
      named("of", Names.ABOUT),
      compared("value", Kind.FIGURE, null),
      compared("evidence", Kind.TEXTS, null),
      entries("excluded", EXCLUDED),
      entries("parts", PART)),
  NOTICE(
      "an entry of \"notices\"",
      ExpectKeys.NOTICE,
      required("code", Names.NOTICE),
      named("about", Names.ABOUT),
      new Key("from", Kind.DAY, Use.NAMES, null, null),
      new Key("until", Kind.DAY, Use.NAMES, null, null),
      new Key("amount", Kind.FIGURE, Use.NAMES, null, null),
      named("currency", null),
      compared("absent", Kind.YES_NO, null)),
  WAIVER(
      "a waiver",
      ExpectKeys.WAIVER,
      required("offer", Names.OFFER),
      named("of", Names.SUBJECT),
      new Key("renewal", Kind.YES_NO, Use.NAMES, null, null),
      required("measure", Names.MEASURE),
      named("reason", Names.REASON),
      compared("absent", Kind.YES_NO, null));

  /** What stands behind a key. */
  enum Kind {
    TEXT,
    TEXTS,
    FIGURE,
    YES_NO,
    DAY,
    STATUS,
    ENTRIES
  }

  /** What a value is for. */
  enum Use {
    /** It tells which entry is meant, and must be there. */
    REQUIRED,
    /** It tells which entry is meant, if it is there. */
    NAMES,
    /** It tells which entry is meant: without it one that has no such value. */
    ALWAYS,
    /** It is compared with what the entry has. */
    COMPARED
  }

  /** Of what a text is the name, so that one which no decision can have is found. */
  enum Names {
    TIER,
    OFFER,
    HOLDABLE,
    MEASURE,
    QUESTION,
    REASON,
    REASON_OR_NONE,
    NOTICE,
    SUBJECT,
    ABOUT,
    OFFER_STATUS,
    FINDING_STATUS
  }

  /**
   * One key.
   *
   * @param names of what its texts are names; {@code null} if any text can stand there
   * @param form the form of its entries; {@code null} if it has none, or if it is that of the key
   */
  record Key(String name, Kind kind, Use use, @Nullable Names names, @Nullable Form form) {}

  private final String owner;
  private final KeyTable table;
  private final List<Key> keys;

  Form(String owner, KeyTable table, Key... keys) {
    this.owner = owner;
    this.table = table;
    this.keys = List.of(keys);
    if (!List.copyOf(table.names()).equals(this.keys.stream().map(Key::name).toList())) {
      throw new IllegalStateException(name() + " is described with other keys: " + table.names());
    }
  }

  /** What has the keys, to be named in problems. */
  String owner() {
    return owner;
  }

  /** The keys with what they mean. */
  KeyTable table() {
    return table;
  }

  List<Key> keys() {
    return keys;
  }

  private static Key required(String name, @Nullable Names names) {
    return new Key(name, Kind.TEXT, Use.REQUIRED, names, null);
  }

  private static Key named(String name, @Nullable Names names) {
    return new Key(name, Kind.TEXT, Use.NAMES, names, null);
  }

  private static Key always(String name, Kind kind, @Nullable Names names) {
    return new Key(name, kind, Use.ALWAYS, names, null);
  }

  private static Key compared(String name, Kind kind, @Nullable Names names) {
    return new Key(name, kind, Use.COMPARED, names, null);
  }

  /** The form of the entries of the key; {@code null} if it has none. */
  @Nullable Form entries(Key key) {
    return key.kind() == Kind.ENTRIES && key.form() == null ? this : key.form();
  }

  private static Key ofTheSameForm(String name) {
    return new Key(name, Kind.ENTRIES, Use.COMPARED, null, null);
  }

  private static Key entries(String name, Form form) {
    return new Key(name, Kind.ENTRIES, Use.COMPARED, null, form);
  }
}
