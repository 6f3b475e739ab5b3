package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;

/** Cases whose writer chose names so that the maps of a decision find them slowly. */
class SharedHashTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SHOPS = 8_000;

  /** Three times what it takes; with maps that look at all names it is over twenty seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String RULES =
      """
      package cafe.guild

      import tierwise.facts.*
      import static tierwise.facts.Statements.*

      rule "A shop sells something, and has customers"
      when
          $shop : Offer( name == "shop" )
      then
          insert( $shop.asks( "sales", 1 ) );
          insert( $shop.asks( "customers", 1 ) );
      end

      rule "A shop has as many customers as lines"
      when
          $shop : Offer( name == "shop", $location : of )
          accumulate(
              $line : Purchase( location == $location );
              $number : count( $line ), $lines : collectList( $line ) )
      then
          insert( measured( "customers", $shop, $number, $lines ) );
      end

      rule "A sale without points does not count in its shop"
      when
          $line : Purchase( kpi == null, location != null, $location : location )
      then
          insert( leftOut( "sales", $location, $line, "no-points" ) );
      end

      rule "Sales are the points of the other lines"
      when
          Subject( kind == "location", $location : name )
          accumulate(
              $line : Purchase( kpi != null, $points : kpi, location == $location ) and
              not Exclusion( measure == "sales", evidence == $line );
              $sum : sum( $points ), $lines : collectList( $line ) )
      then
          insert( measured( "sales", $location, $sum, $lines ) );
      end

      rule "The year of a shop with customers ends"
      when
          $shop : Offer( name == "shop" )
          Measurement( measure == "customers", of == $shop )
      then
          insert( note( "year-end", date("2024-12-31") ).about( $shop ) );
      end
      """;

  @TempDir Path temp;

  @Test
  void namesThatShareAHashAreDecidedAsFastAsOthers() throws IOException {
    RuleSets rules = RuleSets.with(RuleSettings.usual().withoutGuard()).in(folder());
    rules.decide(shops(100));
    EnrollmentCase many = shops(SHOPS);
    long before = THREADS.getCurrentThreadCpuTime();
    Decision decision = rules.decide(many);
    assertThat(decision.notices().size()).isGreaterThan(SHOPS);
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before)).isLessThan(LONGEST);
    assertThat(
            decision.offers().stream()
                .filter(offer -> offer.status() == OfferDecision.Status.GRANTED)
                .count())
        .isEqualTo(SHOPS);
  }

  private Path folder() throws IOException {
    Path folder = CafeGuild.copyTo(temp);
    Path manifest = folder.resolve("ruleset.yaml");
    CafeGuild.replace(manifest, "lists:", "lists:\n  location: {of: Purchase.location}");
    CafeGuild.replace(manifest, "offers:", "offers:\n  shop: {per: location}");
    CafeGuild.replace(
        manifest,
        "measures:",
        """
        measures:
          sales: {unit: point, per: location, split: location, counts: Purchase}
          customers: {unit: customer, per: offer}""");
    Path messages = folder.resolve("messages.yaml");
    CafeGuild.replace(messages, "offers: {", "offers: {shop: \"Shop {of}\", ");
    CafeGuild.replace(messages, "measures: {", "measures: {sales: Sales, customers: Customers, ");
    CafeGuild.replace(messages, "units: {", "units: {customer: customers, ");
    Files.writeString(folder.resolve("shops.drl"), RULES);
    return temp;
  }

  /** A sale that counts and one that does not, in each of so many shops. */
  private static EnrollmentCase shops(int number) {
    List<Purchase> sales =
        IntStream.range(0, 2 * number)
            .mapToObj(i -> i % 2 == 0 ? sale(i).withKpi(BigDecimal.ONE) : sale(i))
            .toList();
    return EnrollmentCase.of(Application.on(CafeGuild.DAY), Partner.of("P"))
        .purchases(sales)
        .credentials(List.of())
        .build();
  }

  private static Purchase sale(int number) {
    return Purchase.of("L" + number, "invoice", CafeGuild.DAY.minusDays(30))
        .withChannel("Guild shop")
        .withLocation(sharingAHash(number / 2));
  }

  /** Different texts for different numbers, with the same hash for all. */
  private static String sharingAHash(int number) {
    return IntStream.range(0, 13)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
