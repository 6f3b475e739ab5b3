package tierwise.testing.internal.expect;

import java.util.List;
import tierwise.internal.source.KeyTable;

/** The keys of {@code expect}, mapping by mapping. */
public final class ExpectKeys {
  /** Of a decision; {@code exactly} has the same. */
  static final KeyTable DECISION =
      KeyTable.of(
          "expect, of the decision",
          "expect: {highest: {offer: friend, of: [Painting]}, notices: []}\n",
          "highest",
          "The highest tier that is granted, or none.",
          "held",
          "What is held on the day.",
          "offers",
          "Offers of the decision; those that are not named may be anything.",
          "measures",
          "Measurements of the decision.",
          "notices",
          "Notices of the decision; [] if there must be none.");

  static final KeyTable RULES =
      KeyTable.of(
          "expect, of the rules",
          "expect: {stated: [A friend comes three times]}\n",
          "waivers",
          "Waivers that rules must have stated, or must not have.",
          "stated",
          "The names of rules that must have stated something.",
          "notStated",
          "The names of rules that must have stated nothing.");

  static final KeyTable ALONE =
      KeyTable.of(
          "expect, for all or nothing",
          """
          expect: {problems: [TW-404]}
          """,
          "exactly",
          "The same keys as of the decision; besides what is written there must be nothing.",
          "problems",
          "The problems with which the case is refused: codes, or code and message.");

  static final KeyTable HIGHEST =
      KeyTable.of(
          "highest",
          "highest: {offer: friend, of: [Painting]}\n",
          "offer",
          "The tier.",
          "of",
          "All that it is granted of.");

  static final KeyTable HELD =
      KeyTable.of(
          "an entry of held",
          "held: [{offer: friend, of: Painting}]\n",
          "offer",
          "The offer or membership.",
          "of",
          "What it is of.");

  static final KeyTable OFFER =
      KeyTable.of(
          "an entry of offers in expect",
          "offers: [{offer: friend, of: Painting, status: GRANTED}]\n",
          "offer",
          "The offer.",
          "of",
          "What it is of.",
          "renewal",
          "Whether the renewal of what is held is meant: yes or no, which is what it is if left out.",
          "status",
          "GRANTED, REFUSED, UNDETERMINED or CLOSED.",
          "findings",
          "Findings of the offer.",
          "closedBy",
          "The reasons for which it is closed, all of them.");

  static final KeyTable FINDING =
      KeyTable.of(
          "an entry of findings",
          "findings: [{measure: visits, status: MISSED, required: 3, actual: 2, short: 1}]\n",
          "measure",
          "The measure that is asked.",
          "of",
          "What the measure is taken of, if not of the subject of the offer.",
          "needs",
          "The offer that is needed, instead of a measure.",
          "expects",
          "The question that is asked, instead of a measure.",
          "status",
          "MET, WAIVED, NOT_REPORTED or MISSED.",
          "required",
          "The figure that is asked.",
          "actual",
          "The figure that was measured.",
          "short",
          "How much is missing, or too much.",
          "waivedBy",
          "The reason for which it is waived, or none.",
          "synthetic",
          "Whether it rests on an invented figure: yes or no.",
          "evidence",
          "The ids of the lines that were counted, all of them.",
          "excluded",
          "Lines that were left out, with their reasons.",
          "parts",
          "The measurements that the figure was made from.");

  static final KeyTable EXCLUDED =
      KeyTable.of(
          "an entry of excluded",
          "excluded: [{evidence: V-4, reasons: [too-early]}]\n",
          "evidence",
          "The id of the line.",
          "reasons",
          "All reasons for which it was left out.");

  static final KeyTable PART =
      KeyTable.of(
          "an entry of parts",
          "parts: [{measure: visits, of: Painting, at: Main Street, value: 3}]\n",
          "measure",
          "The measure of the part.",
          "of",
          "What the part was taken of.",
          "at",
          "The value by which its lines are split from others.",
          "value",
          "Its figure.",
          "parts",
          "The measurements that the part was made from.");

  static final KeyTable MEASURE =
      KeyTable.of(
          "an entry of measures in expect",
          "measures: [{measure: visits, value: 3, evidence: [V-1, V-2, V-3]}]\n",
          "measure",
          "The measure.",
          "of",
          "What it was taken of.",
          "value",
          "The figure.",
          "evidence",
          "The ids of the lines that were counted, all of them.",
          "excluded",
          "Lines that were left out, with their reasons.",
          "parts",
          "The measurements that it was made from.");

  static final KeyTable NOTICE =
      KeyTable.of(
          "an entry of notices in expect",
          "notices: [{code: renew-by, from: 2024-05-05}]\n",
          "code",
          "The notice.",
          "about",
          "What it is about.",
          "from",
          "The first day.",
          "until",
          "The first day no longer in.",
          "amount",
          "The sum of money.",
          "currency",
          "The currency of the sum.",
          "absent",
          "Whether there must be no such notice: yes or no.");

  static final KeyTable WAIVER =
      KeyTable.of(
          "an entry of waivers",
          "waivers: [{offer: friend, measure: visits, reason: ill}]\n",
          "offer",
          "The offer.",
          "of",
          "What the offer is of.",
          "renewal",
          "Whether the renewal of what is held is meant: yes or no.",
          "measure",
          "The measure that may be missed.",
          "reason",
          "Why.",
          "absent",
          "Whether there must be no such waiver: yes or no.");

  static final KeyTable PROBLEM =
      KeyTable.of(
          "an entry of problems",
          "problems: [{code: TW-404, message: is not in the list}]\n",
          "code",
          "The code of the problem.",
          "message",
          "Words of its sentence.");

  /** All of them, in the order of the reference. */
  public static final List<KeyTable> ALL =
      List.of(
          DECISION, RULES, ALONE, HIGHEST, HELD, OFFER, FINDING, EXCLUDED, PART, MEASURE, NOTICE,
          WAIVER, PROBLEM);

  private ExpectKeys() {}
}
