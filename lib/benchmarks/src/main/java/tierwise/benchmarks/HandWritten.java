package tierwise.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tierwise.Finding.Status;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Purchase;

/**
 * The tiers of 2021 as a programmer would write them for this one year, and for a partner that
 * holds nothing. It gives figures, evidence and the reasons of what is left out, but knows no lines
 * of rules and no sentences.
 */
final class HandWritten {
  /** What a tier asks of one measure, and what was counted. */
  record Finding(
      String measure,
      Status status,
      BigDecimal required,
      BigDecimal actual,
      BigDecimal shortBy,
      List<String> evidence,
      List<LeftOut> leftOut) {}

  /** A line that does not count, and why. */
  record LeftOut(String evidence, List<String> reasons) {}

  private record Figures(int kpis, int trainers, int examHolders) {}

  private record ListedExam(String competency, String code) {}

  private record RetiredExam(LocalDate lastDayToTake, LocalDate lastDayToCount) {}

  /** More rows would make the tables longer and no decision slower. */
  private static final Map<String, Figures> GOLD = Map.of("Cloud Platform", new Figures(250, 4, 2));

  private static final Map<String, Figures> SILVER =
      Map.of("Cloud Platform", new Figures(100, 2, 1));
  private static final Set<ListedExam> LISTED_EXAMS =
      Set.of(
          new ListedExam("Cloud Platform", "AZ-104"),
          new ListedExam("Cloud Platform", "AZ-303"),
          new ListedExam("Cloud Platform", "70-535"),
          new ListedExam("Data Platform", "DP-300"));
  private static final Set<String> ROLE_BASED_EXAMS = Set.of("AZ-104", "AZ-303", "DP-300");
  private static final Map<String, RetiredExam> RETIRED_EXAMS =
      Map.of("70-535", new RetiredExam(LocalDate.of(2020, 12, 31), LocalDate.of(2021, 12, 31)));
  private static final LocalDate NEW_VALIDITY = LocalDate.of(2021, 6, 30);
  private static final Set<String> QUALIFYING_PRODUCTS =
      Set.of(
          "Printed MOC",
          "Digital MOC",
          "Custom MOC",
          "MOC On-Demand",
          "Labs Online",
          "Exam voucher");

  private HandWritten() {}

  /** The findings of each tier, the highest tier first. */
  static Map<String, List<Finding>> decide(SampleCase facts) {
    LocalDate today = facts.application().asOf();
    String partner = facts.partner().id();
    String competency = facts.application().asksFor().get(0).name();
    Tally kpis = kpis(facts.purchases(), today, partner);
    Tally trainers = trainers(facts.credentials(), today, partner);
    Tally examHolders = examHolders(facts.credentials(), today, partner, competency);
    Tally commitment = commitment(facts.attestations(), today, competency);
    Map<String, List<Finding>> tiers = new LinkedHashMap<>();
    Figures gold = GOLD.get(competency);
    if (gold != null) {
      tiers.put(
          "gold",
          List.of(
              kpis.atLeast(gold.kpis()),
              trainers.atLeast(gold.trainers()),
              examHolders.atLeast(gold.examHolders())));
    }
    Figures silver = SILVER.get(competency);
    if (silver != null) {
      tiers.put(
          "silver",
          List.of(
              kpis.atLeast(silver.kpis()),
              trainers.atLeast(silver.trainers()),
              examHolders.atLeast(silver.examHolders()),
              commitment.atLeast(1)));
    }
    // It holds nothing, so no Action Pack either.
    Tally actionPacksHeld = new Tally("action-packs-held");
    tiers.put("learning-action-pack", List.of(trainers.atLeast(1), actionPacksHeld.atMost(0)));
    return tiers;
  }

  private static Tally kpis(List<Purchase> purchases, LocalDate today, String partner) {
    LocalDate until = today.withDayOfMonth(1);
    LocalDate from = until.minusMonths(12);
    Tally tally = new Tally("kpis");
    BigDecimal sum = BigDecimal.ZERO;
    for (Purchase line : purchases) {
      List<String> reasons = new ArrayList<>(2);
      if (line.kpi() == null) {
        reasons.add("no-kpi-value");
      }
      if (!line.document().equals("invoice") && !line.document().equals("credit-note")) {
        reasons.add("not-an-invoice");
      }
      if (line.product() == null || !QUALIFYING_PRODUCTS.contains(line.product())) {
        reasons.add("not-an-official-product");
      }
      if (!"Courseware Marketplace".equals(line.channel())) {
        reasons.add("other-channel");
      }
      if (belongsToAnother(line.partnerId(), partner)) {
        reasons.add("other-partner");
      }
      if (line.date().isBefore(from) || !line.date().isBefore(until)) {
        reasons.add("outside-window");
      }
      if (tally.takes(line.id(), reasons) && line.kpi() != null) {
        sum = sum.add(line.kpi());
      }
    }
    return tally.of(sum);
  }

  private static Tally trainers(List<Credential> credentials, LocalDate today, String partner) {
    Tally tally = new Tally("trainers");
    Set<String> people = new HashSet<>();
    for (Credential trainer : credentials) {
      if (trainer.kind().equals("trainer")) {
        List<String> reasons = new ArrayList<>(2);
        if (!trainer.validOn(today)) {
          reasons.add("not-valid");
        }
        if (belongsToAnother(trainer.organisation(), partner)) {
          reasons.add("other-organisation");
        }
        if (tally.takes(trainer.id(), reasons)) {
          people.add(trainer.person());
        }
      }
    }
    return tally.of(people.size());
  }

  private static Tally examHolders(
      List<Credential> credentials, LocalDate today, String partner, String competency) {
    Tally tally = new Tally("exam-holders");
    Set<String> people = new HashSet<>();
    for (Credential exam : credentials) {
      if (exam.kind().equals("exam")) {
        List<String> reasons = new ArrayList<>(2);
        String code = exam.code();
        LocalDate from = exam.from();
        RetiredExam retired = code == null ? null : RETIRED_EXAMS.get(code);
        if (retired != null
            && ((from != null && retired.lastDayToTake().isBefore(from))
                || retired.lastDayToCount().isBefore(today))) {
          reasons.add("exam-retired");
        }
        if (code == null || !LISTED_EXAMS.contains(new ListedExam(competency, code))) {
          reasons.add("not-a-listed-exam");
        }
        if (!exam.validOn(today)) {
          reasons.add("not-valid");
        }
        if (belongsToAnother(exam.organisation(), partner)) {
          reasons.add("other-organisation");
        }
        if (exam.until() == null
            && from != null
            && code != null
            && ROLE_BASED_EXAMS.contains(code)
            && !from.plusYears(from.isBefore(NEW_VALIDITY) ? 2 : 1).isAfter(today)) {
          reasons.add("pass-too-old");
        }
        if (tally.takes(exam.id(), reasons)) {
          people.add(exam.person());
        }
      }
    }
    return tally.of(people.size());
  }

  private static Tally commitment(
      List<Attestation> attestations, LocalDate today, String competency) {
    Tally tally = new Tally("commitment");
    int number = 0;
    for (Attestation commitment : attestations) {
      if (commitment.kind().equals("performance-commitment")) {
        List<String> reasons = new ArrayList<>(2);
        if (commitment.date() != null && commitment.date().isAfter(today)) {
          reasons.add("not-yet-made");
        }
        if (belongsToAnother(commitment.of(), competency)) {
          reasons.add("other-competency");
        }
        if (tally.takes(commitment.id(), reasons)) {
          number++;
        }
      }
    }
    return tally.of(number);
  }

  private static boolean belongsToAnother(@Nullable String owner, String name) {
    return owner != null && !owner.equals(name);
  }

  /** What a measure came to. */
  private static final class Tally {
    private final String measure;
    private final List<String> evidence = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private BigDecimal actual = BigDecimal.ZERO;

    Tally(String measure) {
      this.measure = measure;
    }

    /** Whether the line counts; the reasons come in the order of their codes. */
    boolean takes(String id, List<String> reasons) {
      if (reasons.isEmpty()) {
        evidence.add(id);
        return true;
      }
      leftOut.add(new LeftOut(id, reasons));
      return false;
    }

    Tally of(int number) {
      return of(BigDecimal.valueOf(number));
    }

    Tally of(BigDecimal figure) {
      BigDecimal stripped = figure.stripTrailingZeros();
      actual = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
      evidence.sort(Comparator.naturalOrder());
      leftOut.sort(Comparator.comparing(LeftOut::evidence));
      return this;
    }

    Finding atLeast(int required) {
      BigDecimal bound = BigDecimal.valueOf(required);
      return finding(bound, bound.subtract(actual));
    }

    Finding atMost(int allowed) {
      BigDecimal bound = BigDecimal.valueOf(allowed);
      return finding(bound, actual.subtract(bound));
    }

    private Finding finding(BigDecimal required, BigDecimal missing) {
      boolean met = missing.signum() <= 0;
      return new Finding(
          measure,
          met ? Status.MET : Status.MISSED,
          required,
          actual,
          met ? BigDecimal.ZERO : missing,
          evidence,
          leftOut);
    }
  }
}
