package tierwise.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tierwise.EnrollmentCase;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;

/**
 * A case that was drawn, with its facts to be looked at. Immutable.
 *
 * @param ledgers the lines of each ledger that is given, by the name of the fact type
 * @param declared the same for the types that the rule set declares, with the values by field
 */
public record DrawnCase(
    Application application,
    Partner partner,
    Map<String, List<Object>> ledgers,
    Map<String, List<Map<String, Object>>> declared) {
  /** Keeps the maps as they are, unmodifiable. */
  public DrawnCase {
    ledgers = Collections.unmodifiableMap(ledgers);
    declared = Collections.unmodifiableMap(declared);
  }

  /** The case, to be decided. */
  public EnrollmentCase toCase() {
    EnrollmentCase.Builder builder = EnrollmentCase.of(application, partner);
    ledgers.forEach(
        (type, lines) -> {
          switch (type) {
            case "Membership" -> builder.memberships(as(lines, Membership.class));
            case "Order" -> builder.orders(as(lines, Order.class));
            case "Purchase" -> builder.purchases(as(lines, Purchase.class));
            case "Credential" -> builder.credentials(as(lines, Credential.class));
            case "Attestation" -> builder.attestations(as(lines, Attestation.class));
            case "Reported" -> builder.reported(as(lines, Reported.class));
            default -> throw new IllegalStateException("no ledger " + type);
          }
        });
    declared.forEach(builder::declared);
    return builder.build();
  }

  private static <T> List<T> as(List<Object> lines, Class<T> type) {
    return lines.stream().map(type::cast).toList();
  }

  /** The same facts in another order. */
  public DrawnCase shuffled(Random random) {
    Map<String, List<Object>> otherLedgers = new LinkedHashMap<>();
    ledgers.forEach((type, lines) -> otherLedgers.put(type, shuffled(lines, random)));
    Map<String, List<Map<String, Object>>> otherDeclared = new LinkedHashMap<>();
    declared.forEach((type, facts) -> otherDeclared.put(type, shuffled(facts, random)));
    return new DrawnCase(application, partner, otherLedgers, otherDeclared);
  }

  private static <T> List<T> shuffled(List<T> lines, Random random) {
    List<T> other = new ArrayList<>(lines);
    Collections.shuffle(other, random);
    return other;
  }
}
