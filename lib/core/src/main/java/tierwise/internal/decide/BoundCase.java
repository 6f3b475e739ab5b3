package tierwise.internal.decide;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Membership;
import tierwise.internal.casefile.CaseFacts;

/**
 * A case as one rule set sees it.
 *
 * @param facts what the caller gave
 * @param offers what can be granted, in the order in which decisions list it
 * @param inserted the facts that the rules read
 * @param ledgers the lines of each ledger that was given, by fact type, in the order of the case
 * @param lines the line of each fact, by identity
 */
record BoundCase(
    CaseFacts facts,
    List<OfferCase> offers,
    List<Object> inserted,
    Map<String, List<LedgerLine>> ledgers,
    IdentityHashMap<Object, LedgerLine> lines) {

  /** The memberships of this partner; empty if they were not given. */
  static List<Membership> ownMemberships(CaseFacts facts) {
    return facts.ledgers().getOrDefault("Membership", List.of()).stream()
        .map(Membership.class::cast)
        .filter(membership -> membership.holder() == null)
        .toList();
  }

  @Nullable LedgerLine line(Object fact) {
    return lines.get(fact);
  }
}
