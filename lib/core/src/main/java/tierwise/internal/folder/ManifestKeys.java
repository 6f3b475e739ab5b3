package tierwise.internal.folder;

import java.util.List;
import tierwise.internal.source.KeyTable;

/** The keys of {@code ruleset.yaml}, mapping by mapping. */
public final class ManifestKeys {
  static final KeyTable MANIFEST =
      KeyTable.of(
          "ruleset.yaml",
          """
          title: Friends of the Museum
          ladder: [patron, friend]
          """,
          "title",
          "What the programme is called in this year; a sentence for readers.",
          "guide",
          "The document that the rules follow.",
          "effective",
          "The days on which the rules of the year hold.",
          "ladder",
          "The offers that are tiers, the highest first.",
          "lists",
          "The closed lists of subjects, such as areas, by their names.",
          "offers",
          "What can be granted, by its name: tiers, rights, discounts, reviews.",
          "memberships",
          "What can be held, but not be asked for under these rules.",
          "measures",
          "What is measured, by its name.",
          "targets",
          "The tables of figures, by the declared type of their rows.",
          "values",
          "The only texts that a field may have: the type, a point and the field, then the list.",
          "provenance",
          "Where the figures of a declared type come from, by the type.",
          "tables",
          "What tells the rows of other tables apart, by the declared type of their rows, so that a"
              + " row that is missing or there twice is found.",
          "uneven",
          "The measures of which a higher tier may ask less than a lower one, each with the reason.",
          "coverage",
          "How many percent the cases in tests must reach at least, by what is counted.");

  static final KeyTable GUIDE =
      KeyTable.of(
          "guide",
          "guide: {name: Leaflet for friends, address: \"https://museum.example/friends\"}\n",
          "name",
          "What it is called, with its date.",
          "address",
          "Where it can be read.");

  static final KeyTable EFFECTIVE =
      KeyTable.of(
          "effective",
          "effective: {from: 2024-01-01}\n",
          "from",
          "The first day on which the rules hold.",
          "until",
          "The first day on which they no longer hold; left out, they hold until a later year"
              + " begins.");

  static final KeyTable LIST =
      KeyTable.of(
          "an entry of lists",
          """
          lists:
            hall: {of: asked or held, values: [Painting, Sculpture]}
            site: {of: Purchase.location}
          """,
          "values",
          "The entries.",
          "retired",
          "Names that are no longer on the list, each with the sentence that is told to a case that"
              + " names it.",
          "of",
          "\"asked or held\" if only those are in play that the application asks for or the partner"
              + " holds; or, without values, the field of a ledger whose texts are the entries.");

  static final KeyTable OFFER =
      KeyTable.of(
          "an entry of offers",
          "offers: {patron: {per: hall, renewable: yes}, loan: {per: LoanRequest}, shop: {}}\n",
          "per",
          "The list, or the type of facts, that the offer exists once for each of; left out, it"
              + " exists once.",
          "renewable",
          "Whether what is held of it can be renewed: yes or no, which is what it is if left out.");

  static final KeyTable MEASURE =
      KeyTable.of(
          "an entry of measures",
          """
          measures:
            visits: {unit: visit, per: hall, counts: {Attestation: {kind: visit}}}
            spent: {unit: point, per: site, counts: Purchase, split: location}
          """,
          "unit",
          "What one of it is called.",
          "per",
          "What measurements are taken of: \"offer\", a list, a type of facts, or the field named by"
              + " split; left out, there is one for all.",
          "counts",
          "The ledger whose lines it counts: a type of facts, and in braces the texts that its fields"
              + " must have. Each such line is counted or left out with a reason. Left out, the"
              + " measure counts none.",
          "split",
          "The field of the lines that says to which measurement a line belongs; left out, a line"
              + " belongs to all of them.",
          "may-fall",
          "Whether lines that are added can make it worse, as with an average: yes or no, which is"
              + " what it is if left out.");

  static final KeyTable TARGETS =
      KeyTable.of(
          "an entry of targets",
          """
          targets:
            Target: {offer: tier, of: hall, figures: {visits: visits}, rows: {patron: all}}
          """,
          "offer",
          "The column that names the offer.",
          "of",
          "The column that names the subject; left out, there is none.",
          "figures",
          "The columns of figures, each with the measure that is asked of it.",
          "rows",
          "The subjects of which each offer must have a row: a list of them, or \"all\".");

  static final KeyTable PROVENANCE =
      KeyTable.of(
          "an entry of provenance",
          "provenance: {Target: {source: \"Leaflet, page 2\"}}\n",
          "source",
          "The document and the place in it.",
          "synthetic",
          "Whether the figures are invented because no public source gives them: yes or no, which is"
              + " what it is if left out. Texts that rest on them say so.");

  static final KeyTable TABLE =
      KeyTable.of(
          "an entry of tables",
          """
          tables:
            Fee: {by: {hall: hall, size: [small, large]}, days: [from, until], rising: [fee]}
          """,
          "by",
          "The columns that tell rows apart, each with the values of which there must be a row: the"
              + " name of a list, \"ladder\", a field under \"values\", the values themselves, the"
              + " least first, or \"any\".",
          "days",
          "The column of the first day on which a row holds, and that of the first day on which it"
              + " no longer does; left out, rows hold on all days.",
          "rising",
          "The columns of figures that never fall from one value of the last column under by to the"
              + " next; the ladder rises from its lowest tier.");

  static final KeyTable COVERAGE =
      KeyTable.of(
          "coverage",
          "coverage: {rules: 100, boundaries: 90, mutants: 95}\n",
          "rules",
          "The rules that a case makes state something.",
          "conditions",
          "The conditions that are true in one case and false in another.",
          "rows",
          "The rows of tables that a case uses.",
          "boundaries",
          "The figures that are met exactly in one case and just missed in another.",
          "comparisons",
          "The comparisons in rules that decide a case at, below and above what they compare with.",
          "messages",
          "The messages that a case shows.",
          "mutants",
          "The small mistakes put into the rules that some case notices.");

  /** All of them, in the order of the reference. */
  public static final List<KeyTable> ALL =
      List.of(
          MANIFEST, GUIDE, EFFECTIVE, LIST, OFFER, MEASURE, TARGETS, PROVENANCE, TABLE, COVERAGE);

  private ManifestKeys() {}
}
