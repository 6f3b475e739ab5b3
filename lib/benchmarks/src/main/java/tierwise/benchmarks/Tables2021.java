package tierwise.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures and lists of 2021, as everything that does without the rule folder has them. */
public final class Tables2021 {
  /** What a tier of a competency asks. */
  public record Figures(int kpis, int trainers, int examHolders) {}

  /** A row of what tiers ask. */
  public record Target(String tier, String competency, int kpis, int trainers, int examHolders) {}

  /** When a retired exam had to be taken, and until when it counts; both days included. */
  public record RetiredExam(LocalDate lastDayToTake, LocalDate lastDayToCount) {}

  /** A span of anniversaries that are prolonged; {@code until} is the first day after it. */
  record Extension(LocalDate from, LocalDate until, Set<String> leavesOut) {}

  /** A product that costs nothing for a while; {@code until} is the first day with a price. */
  record FreeCourseware(String product, LocalDate from, LocalDate until) {}

  static final List<String> COMPETENCIES =
      List.of(
          "Application Development",
          "Application Integration",
          "Cloud Business Applications",
          "Cloud Platform",
          "Cloud Productivity",
          "Collaboration and Content",
          "Communications",
          "Data Analytics",
          "Data Platform",
          "Datacenter",
          "DevOps",
          "Enterprise Mobility",
          "Enterprise Resource Planning",
          "Messaging",
          "Project and Portfolio Management",
          "Small and Midmarket Cloud Solutions",
          "Windows and Devices");

  private static final Map<String, Figures> GOLD =
      Map.ofEntries(
          Map.entry("Application Development", new Figures(200, 4, 4)),
          Map.entry("Application Integration", new Figures(150, 4, 4)),
          Map.entry("Cloud Business Applications", new Figures(300, 5, 4)),
          Map.entry("Cloud Platform", new Figures(250, 4, 2)),
          Map.entry("Cloud Productivity", new Figures(260, 4, 2)),
          Map.entry("Collaboration and Content", new Figures(180, 4, 4)),
          Map.entry("Data Analytics", new Figures(220, 4, 2)),
          Map.entry("Data Platform", new Figures(210, 4, 4)),
          Map.entry("Datacenter", new Figures(190, 4, 4)),
          Map.entry("DevOps", new Figures(130, 4, 2)),
          Map.entry("Enterprise Mobility", new Figures(160, 4, 4)),
          Map.entry("Enterprise Resource Planning", new Figures(140, 3, 3)),
          Map.entry("Messaging", new Figures(135, 4, 4)),
          Map.entry("Project and Portfolio Management", new Figures(100, 4, 4)));

  private static final Map<String, Figures> SILVER =
      Map.ofEntries(
          Map.entry("Application Development", new Figures(80, 2, 2)),
          Map.entry("Application Integration", new Figures(60, 2, 2)),
          Map.entry("Cloud Business Applications", new Figures(120, 3, 2)),
          Map.entry("Cloud Platform", new Figures(100, 2, 1)),
          Map.entry("Cloud Productivity", new Figures(110, 2, 1)),
          Map.entry("Collaboration and Content", new Figures(70, 2, 2)),
          Map.entry("Data Analytics", new Figures(90, 2, 1)),
          Map.entry("Data Platform", new Figures(85, 2, 2)),
          Map.entry("Datacenter", new Figures(75, 2, 2)),
          Map.entry("DevOps", new Figures(50, 2, 1)),
          Map.entry("Enterprise Mobility", new Figures(65, 2, 2)),
          Map.entry("Messaging", new Figures(55, 2, 2)),
          Map.entry("Project and Portfolio Management", new Figures(40, 2, 2)));

  private static final Map<String, Set<String>> LISTED_EXAMS =
      Map.ofEntries(
          Map.entry("Application Development", Set.of("AZ-204")),
          Map.entry("Application Integration", Set.of("AZ-204")),
          Map.entry("Cloud Business Applications", Set.of("MB-200", "PL-900")),
          Map.entry("Cloud Platform", Set.of("AZ-104", "AZ-303", "70-535")),
          Map.entry("Cloud Productivity", Set.of("MS-100")),
          Map.entry("Collaboration and Content", Set.of("MS-700")),
          Map.entry("Data Analytics", Set.of("DA-100")),
          Map.entry("Data Platform", Set.of("DP-300")),
          Map.entry("Datacenter", Set.of("70-740")),
          Map.entry("DevOps", Set.of("AZ-400")),
          Map.entry("Enterprise Mobility", Set.of("MD-100")),
          Map.entry("Enterprise Resource Planning", Set.of("MB-300")),
          Map.entry("Messaging", Set.of("MS-200")),
          Map.entry("Project and Portfolio Management", Set.of("74-343")));

  static final Set<String> ROLE_BASED_EXAMS =
      Set.of(
          "AZ-204", "MB-200", "AZ-104", "AZ-303", "MS-100", "MS-700", "DA-100", "DP-300", "AZ-400",
          "MD-100", "MB-300", "MS-200");

  static final Map<String, RetiredExam> RETIRED_EXAMS =
      Map.of(
          "70-534", new RetiredExam(LocalDate.of(2017, 12, 31), LocalDate.of(2018, 12, 31)),
          "70-533", new RetiredExam(LocalDate.of(2019, 12, 31), LocalDate.of(2020, 12, 31)),
          "70-535", new RetiredExam(LocalDate.of(2020, 12, 31), LocalDate.of(2021, 12, 31)));

  /** So many associations can a person start in a year. */
  static final int MOST_ASSOCIATIONS = 3;

  /** So many days lie at least between the starts of two. */
  static final int DAYS_BETWEEN_ASSOCIATIONS = 30;

  /** The calendar years in which they can have started. */
  static final Set<Integer> YEARS_OF_ASSOCIATIONS = Set.of(2020, 2021);

  /** Passes of role-based exams are valid for two years before this day, for one from it on. */
  static final LocalDate ONE_YEAR_ONLY = LocalDate.of(2021, 6, 30);

  static final Set<String> QUALIFYING_PRODUCTS =
      Set.of(
          "Printed MOC",
          "Digital MOC",
          "Custom MOC",
          "MOC On-Demand",
          "Labs Online",
          "Exam voucher");

  static final List<FreeCourseware> FREE_COURSEWARE =
      List.of(
          new FreeCourseware("Digital MOC", LocalDate.of(2020, 4, 1), LocalDate.of(2021, 4, 1)));

  static final Set<String> ALLOWED_ROLES =
      Set.of("MPN partner admin", "MPN account admin", "Account admin", "Global admin");

  static final List<Extension> EXTENSIONS =
      List.of(
          new Extension(LocalDate.of(2020, 7, 1), LocalDate.of(2021, 1, 1), Set.of()),
          new Extension(
              LocalDate.of(2021, 1, 1),
              LocalDate.of(2021, 7, 1),
              Set.of("Cloud Business Applications")),
          new Extension(
              LocalDate.of(2021, 7, 1),
              LocalDate.of(2022, 1, 1),
              Set.of("Cloud Business Applications")));

  private Tables2021() {}

  /** What a tier asks; {@code null} if the competency has no Learning option in it. */
  static @Nullable Figures figures(String tier, String competency) {
    return (tier.equals("gold") ? GOLD : SILVER).get(competency);
  }

  /** The rows of a competency, for engines that want facts. */
  static List<Target> targets(String competency) {
    List<Target> targets = new ArrayList<>(2);
    for (String tier : List.of("gold", "silver")) {
      Figures figures = figures(tier, competency);
      if (figures != null) {
        targets.add(
            new Target(
                tier, competency, figures.kpis(), figures.trainers(), figures.examHolders()));
      }
    }
    return targets;
  }

  /** The exams on the list of a competency. */
  static Set<String> listedExams(String competency) {
    return LISTED_EXAMS.getOrDefault(competency, Set.of());
  }

  /** Whether an exam is on the list of a competency. */
  public static boolean isListed(String competency, @Nullable String code) {
    return code != null && listedExams(competency).contains(code);
  }

  /** Whether a retired exam does not count. */
  public static boolean isRetired(
      @Nullable String code, @Nullable LocalDate from, LocalDate today) {
    RetiredExam retired = code == null ? null : RETIRED_EXAMS.get(code);
    return isLongRetired(code, today)
        || (retired != null && from != null && retired.lastDayToTake().isBefore(from));
  }

  /** Whether the months are over in which a retired exam counts. */
  public static boolean isLongRetired(@Nullable String code, LocalDate today) {
    RetiredExam retired = code == null ? null : RETIRED_EXAMS.get(code);
    return retired != null && retired.lastDayToCount().isBefore(today);
  }

  /** Whether a pass of a role-based exam that bears no end of its own is too old. */
  public static boolean isTooOld(
      @Nullable String code, @Nullable LocalDate from, @Nullable LocalDate until, LocalDate today) {
    return until == null
        && from != null
        && code != null
        && ROLE_BASED_EXAMS.contains(code)
        && !from.plusYears(from.isBefore(ONE_YEAR_ONLY) ? 2 : 1).isAfter(today);
  }

  /** Whether it is an official product that earns KPI. */
  public static boolean isOfficial(@Nullable String product) {
    return product != null && QUALIFYING_PRODUCTS.contains(product);
  }
}
