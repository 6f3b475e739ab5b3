package tierwise;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** A null is refused where it is given, by the name of what should not have been null. */
@NullUnmarked
class NullsTest {
  private static final Application APPLICATION = Application.on(CafeGuild.DAY);
  private static final Partner PARTNER = Partner.of("P");

  @TestFactory
  Stream<DynamicTest> aNullIsRefusedByName() {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("application", () -> EnrollmentCase.of(null, PARTNER));
    calls.put("partner", () -> EnrollmentCase.of(APPLICATION, null));
    calls.put("asOf", () -> Application.on(null));
    calls.put("names", () -> APPLICATION.askingFor("craft", (String[]) null));
    calls.put("asksFor[0]", () -> new Application(CafeGuild.DAY, null, nullAt(0)));
    calls.put("file", () -> EnrollmentCase.read(null));
    calls.put("name", () -> EnrollmentCase.parse(null, "cases: []"));
    calls.put("text", () -> EnrollmentCase.parse("cases.yaml", null));
    calls.put("programYear", () -> builder().build().withYear(null));
    calls.put("programYear of the builder", () -> builder().year(null));
    calls.put("memberships", () -> builder().memberships(null));
    calls.put("orders", () -> builder().orders(null));
    calls.put("purchases", () -> builder().purchases(null));
    calls.put("credentials", () -> builder().credentials(null));
    calls.put("attestations", () -> builder().attestations(null));
    calls.put("reported", () -> builder().reported(null));
    calls.put("memberships[0]", () -> builder().memberships(nullAt(0)));
    calls.put(
        "purchases[1]",
        () -> {
          List<Purchase> purchases = new ArrayList<>();
          purchases.add(Purchase.of("L", "invoice", CafeGuild.DAY));
          purchases.add(null);
          builder().purchases(purchases);
        });
    calls.put("type", () -> builder().declared(null, List.of()));
    calls.put("facts", () -> builder().declared("Tasting", null));
    calls.put("facts[0]", () -> builder().declared("Tasting", nullAt(2)));
    calls.put(
        "facts[0] has a key",
        () -> {
          Map<String, Object> values = new HashMap<>();
          values.put(null, "x");
          builder().declared("Tasting", List.of(values));
        });
    calls.put("problems", () -> new RuleSetException(null));
    calls.put("problems[0]", () -> new RuleSetException(nullAt(0)));
    calls.put("directory", () -> RuleSets.in(null));
    calls.put("directory of a check", () -> RuleSets.check(null));
    calls.put("loader", () -> RuleSets.onClassPath(null));
    calls.put("classes[0]", () -> RuleSettings.usual().allowing((Class<?>) null));
    calls.put("settings", () -> RuleSets.with(null));
    calls.put("executor", () -> RuleSettings.usual().guardingOn(null));
    calls.put("other", () -> RuleSettings.usual().tellingDifferences(null));
    calls.put("other engine", () -> RuleSettings.usual().decidedBy(null));
    calls.put("name of a year", () -> rules().year(null));
    calls.put("programme", () -> rules().on(null, CafeGuild.DAY));
    calls.put("day", () -> rules().on("cafe-guild", null));
    calls.put("enrollmentCase", () -> rules().decide(null));
    calls.put("enrollmentCase of a choice", () -> rules().forCase(null));
    calls.put("enrollmentCase of a year", () -> rules().year("2024").decide((EnrollmentCase) null));
    calls.put("enrollmentCase of years", () -> rules().compare(null, List.of("2024")));
    calls.put("years", () -> rules().compare(builder().build(), null));
    calls.put("years[0]", () -> rules().compare(builder().build(), nullAt(0)));
    return calls.entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> {
                      String name = each.getKey().replaceAll(" .*", "");
                      assertThatThrownBy(each.getValue())
                          .isInstanceOfAny(
                              NullPointerException.class, tierwise.facts.InvalidFactException.class)
                          .hasMessageContaining(name)
                          .hasMessageNotContaining("Cannot invoke");
                    }));
  }

  private static RuleSets rules() {
    return RuleSets.in(CafeGuild.FOLDER);
  }

  private static EnrollmentCase.Builder builder() {
    return EnrollmentCase.of(APPLICATION, PARTNER);
  }

  private static <T> List<T> nullAt(int index) {
    return new ArrayList<>(Collections.nCopies(index + 1, null));
  }
}
