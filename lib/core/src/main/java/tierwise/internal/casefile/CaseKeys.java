package tierwise.internal.casefile;

import java.util.List;
import tierwise.internal.source.KeyTable;

/** The keys of a file of cases beside the facts themselves. */
public final class CaseKeys {
  static final KeyTable FILE =
      KeyTable.of(
          "a file of cases",
          """
          base: {partner: {id: P-1}}
          cases:
            - case: Three visits make a friend
          """,
          "base",
          "Facts that all cases of the file share; each case puts its own on top of them.",
          "cases",
          "The cases, each after \"- \".");

  static final KeyTable CASE =
      KeyTable.of(
          "a case",
          """
          - case: $n visits make $status
            source: [Leaflet, page 2]
            given: {application: {asOf: $day}}
            rows:
              - {n: 3, day: 2024-05-05, status: a friend}
          """,
          "case",
          "A sentence that names the case.",
          "source",
          "What it follows from: a list of places.",
          "year",
          "The programme and year whose rules decide it; left out, the year of its day.",
          "base",
          "The sentence of another case, whose facts it changes. A list stands instead of the other"
              + " one's; a key with nothing behind it takes the other one's away.",
          "rows",
          "A table: each row makes a case. $name in the case stands for the value of the row; \"row\""
              + " gives the row a name of its own.",
          "skip",
          "Why it is not run, in a sentence.",
          "given",
          "Its facts.",
          "expect",
          "What must come of it: needed in tests, and not looked at where a case is only decided.");

  /** All of them, in the order of the reference. */
  public static final List<KeyTable> ALL = List.of(FILE, CASE);

  private CaseKeys() {}
}
