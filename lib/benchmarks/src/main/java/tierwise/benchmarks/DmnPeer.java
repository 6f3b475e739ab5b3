package tierwise.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/**
 * The three tiers in DMN and FEEL with kie-dmn. It reads facts as maps; they are made beforehand,
 * which is not measured, and its result stays what the engine gives.
 */
final class DmnPeer {
  private static final String DECISIONS = "tierwise/benchmarks/thin.dmn";

  private final DMNRuntime runtime;
  private final DMNModel model;

  DmnPeer() {
    runtime =
        DMNRuntimeBuilder.fromDefaults()
            .buildConfiguration()
            .fromResources(
                List.of(
                    ResourceFactory.newClassPathResource(
                        DECISIONS, DmnPeer.class.getClassLoader())))
            .getOrElseThrow(e -> new IllegalStateException("cannot read " + DECISIONS, e));
    model = runtime.getModels().get(0);
    check(model.getMessages(DMNMessage.Severity.ERROR));
  }

  private static void check(List<DMNMessage> errors) {
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
  }

  /** The facts in the engine's form. */
  static Map<String, Object> input(SampleCase facts) {
    String competency = facts.application().asksFor().get(0).name();
    Map<String, Object> input = new HashMap<>();
    input.put("today", facts.application().asOf());
    input.put("partner", facts.partner().id());
    input.put("competency", competency);
    input.put(
        "purchases",
        facts.purchases().stream()
            .map(
                line ->
                    map(
                        "id", line.id(),
                        "document", line.document(),
                        "date", line.date(),
                        "channel", line.channel(),
                        "partnerId", line.partnerId(),
                        "product", line.product(),
                        "kpi", line.kpi()))
            .toList());
    input.put(
        "credentials",
        facts.credentials().stream()
            .map(
                credential ->
                    map(
                        "person", credential.person(),
                        "kind", credential.kind(),
                        "code", credential.code(),
                        "from", credential.from(),
                        "until", credential.until(),
                        "organisation", credential.organisation()))
            .toList());
    input.put(
        "attestations",
        facts.attestations().stream()
            .map(made -> map("kind", made.kind(), "about", made.of(), "madeOn", made.date()))
            .toList());
    input.put(
        "targets",
        Tables2021.targets(competency).stream()
            .map(
                target ->
                    map(
                        "tier", target.tier(),
                        "kpis", BigDecimal.valueOf(target.kpis()),
                        "trainers", BigDecimal.valueOf(target.trainers()),
                        "examHolders", BigDecimal.valueOf(target.examHolders())))
            .toList());
    input.put("listedExams", List.copyOf(Tables2021.listedExams(competency)));
    input.put("roleBasedExams", List.copyOf(Tables2021.ROLE_BASED_EXAMS));
    List<Map<String, @Nullable Object>> retired = new ArrayList<>();
    Tables2021.RETIRED_EXAMS.forEach(
        (code, exam) ->
            retired.add(
                map(
                    "code", code,
                    "lastDayToTake", exam.lastDayToTake(),
                    "lastDayToCount", exam.lastDayToCount())));
    input.put("retiredExams", retired);
    return input;
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }

  DMNResult decide(Map<String, Object> input) {
    DMNContext context = runtime.newContext();
    input.forEach(context::set);
    DMNResult result = runtime.evaluateAll(model, context);
    check(result.getMessages(DMNMessage.Severity.ERROR));
    return result;
  }

  /** What a result says; only to compare it. */
  static ThinAnswer answer(DMNResult result) {
    ThinAnswer answer = new ThinAnswer();
    for (Object each : (List<?>) result.getDecisionResultByName("lines").getResult()) {
      Map<?, ?> line = (Map<?, ?>) each;
      for (Object reason : list(line, "reasons")) {
        answer.leaveOut(String.valueOf(line.get("id")), String.valueOf(reason));
      }
    }
    for (Object each : (List<?>) result.getDecisionResultByName("tiers").getResult()) {
      Map<?, ?> tier = (Map<?, ?>) each;
      String name = String.valueOf(tier.get("tier"));
      answer.decide(name);
      for (Object missing : list(tier, "missing")) {
        Map<?, ?> of = (Map<?, ?>) missing;
        BigDecimal lacking = (BigDecimal) Objects.requireNonNull(of.get("short"));
        answer.ask(name, String.valueOf(of.get("measure")), 0, lacking.negate());
      }
      boolean granted = "GRANTED".equals(tier.get("status"));
      if (granted != answer.isGranted(name)) {
        throw new IllegalStateException("the status does not fit what is missing: " + tier);
      }
    }
    return answer;
  }

  private static List<?> list(Map<?, ?> of, String name) {
    return (List<?>) Objects.requireNonNull(of.get(name), name);
  }
}
