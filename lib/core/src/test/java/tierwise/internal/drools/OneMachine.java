package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import tierwise.CafeGuild;
import tierwise.facts.Application;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.internal.direct.DirectEngine;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;

/**
 * A program that builds rules and decides by them, for Java machines and class loaders that have
 * done nothing else.
 */
public final class OneMachine {
  private static final String HEAD =
      """
      package cafe.guild
      import tierwise.facts.*
      import static tierwise.facts.Statements.*
      import java.math.BigDecimal
      import java.time.LocalDate
      """;

  /** Rules with each construct of the language. */
  private static final String WARMING =
      HEAD
          + """
          declare Bag
              id : String
              kilos : int
              price : BigDecimal
              day : LocalDate
              blind : Boolean
          end
          rule "A" when
              $l : Purchase( $p : product, date >= date("2024-01-01") && units != null, $u : units )
              $m : Purchase( product == $p, id in ( "L1", "L2", "L3" ), units >= $u )
              exists Purchase( date == $l.date, id != $m.id || document == "x" )
              not Bag( id == $p )
          then insert( note( "year-end", date("2024-12-31") ).amount( plus( $u, 1 ), "EUR" ) ); end
          rule "B" when
              Application( $today : asOf )
              accumulate(
                  $l : Purchase( kpi != null, $k : kpi, $i : id, $d : date, date < $today ) and
                  not Bag( id == $i ) and exists Purchase( id == $i );
                  $s : sum( $k ), $n : count( $l ), $a : min( $k ), $z : max( $d ),
                  $all : collectList( $l ), $set : collectSet( $i ) )
              Partner()
          then insert( note( "year-end", $z ).amount( $s, "EUR" ) ); end
          rule "C" when
              $a : Purchase( $x : units ) $b : Purchase( this != $a, $y : units )
              Purchase( $z : units, units != $x || units != $y ) Purchase( $w : units )
              Purchase( units == $x || units == $y || units == $z, $v : units )
              Purchase( units == $x || units == $y || units == $z || units == $w )
          then insert( note( "year-end", date("2024-12-30") ) ); end
          """;

  /** Other rules, about a type of their own, with helpers that the others do not call. */
  static final String OTHERS =
      HEAD
          + """
          declare Crate
              id : String
              bottles : int
              deposit : BigDecimal
          end
          rule "What crates there are" when then
              insert( new Crate( "L1", 12, number("1.50") ) );
              insert( new Crate( "L2", 20, number("3.10") ) );
          end
          rule "Deposits are told" when
              Purchase( $i : id, date > date("2024-01-01").plusDays( 3 ) )
              Crate( id == $i, $d : deposit, bottles > 10 )
          then insert( note( "year-end", date("2024-12-29") ).amount( half( $d ), "EUR" ) ); end
          rule "The most bottles are told" when
              accumulate( Crate( $b : bottles, $i : id ) and Purchase( id == $i ); $m : max( $b ) )
          then insert( note( "year-end", date("2024-12-28") ).amount( percent( 50, number( $m ) ), "EUR" ) ); end
          """;

  private static final LocalDate DAY = LocalDate.of(2024, 5, 5);

  private OneMachine() {}

  /** What a machine has loaded by then is what it needs whatever the rules are. */
  private static final class IsWarm {
    static final int TIMES = 3;
  }

  /** Decides as often as words are given, each time in another way. */
  public static void main(String[] ways) throws Exception {
    for (String way : ways) {
      switch (way) {
        case "pool" -> ForkJoinPool.commonPool().submit(() -> decided(WARMING)).get();
        case "without-loader" -> inThread(null);
        case "foreign-loader" -> inThread(new ClassLoader(ClassLoader.getPlatformClassLoader()) {});
        case "main" -> decided(WARMING);
        case "warm" -> {
          // More than one rule set, as the first use of a thing can come with the second.
          for (int i = 0; i < IsWarm.TIMES; i++) {
            decided(WARMING);
            decided(WARMING.replace("\"L3\"", "\"L4\""));
          }
          System.out.println(new Marker());
        }
        case "others" -> {
          decided(OTHERS);
          decided(OTHERS);
          decided(OTHERS.replace("bottles > 10", "bottles > 15"));
        }
        default -> throw new IllegalArgumentException(way);
      }
      System.out.println(way + " decided");
    }
  }

  /** Is loaded between what comes before and what comes after. */
  static final class Marker {
    @Override
    public String toString() {
      return "warm";
    }
  }

  private static void inThread(@Nullable ClassLoader loader) throws InterruptedException {
    @Nullable Throwable[] failed = new Throwable[1];
    Thread thread = new Thread(() -> decided(WARMING));
    thread.setContextClassLoader(loader);
    thread.setUncaughtExceptionHandler((where, failure) -> failed[0] = failure);
    thread.start();
    thread.join();
    if (failed[0] != null) {
      throw new IllegalStateException(failed[0]);
    }
  }

  /** Has both engines decide by the rules of the guild and some more; throws if they differ. */
  static void decided(String more) {
    RuleModel model = model(more);
    int direct = statements(new DirectEngine(model));
    int drools = statements(new DroolsEngine(model));
    if (direct != drools || drools < 6) {
      throw new IllegalStateException(direct + " and " + drools + " statements");
    }
  }

  /** So that whoever has another class loader can call it. */
  public static void decideOthers() {
    decided(OTHERS);
  }

  private static int statements(RuleEngine engine) {
    List<Object> facts =
        List.of(
            Application.on(DAY).askingFor("craft", "Roasting"),
            Partner.of("P"),
            line("L1", 1),
            line("L2", 2),
            line("L3", 2));
    return engine.run(facts, StepBudget.USUAL).size();
  }

  private static Purchase line(String id, int units) {
    return Purchase.of(id, "invoice", DAY.minusDays(units))
        .withProduct("Cup", "piece", units)
        .withKpi(BigDecimal.TEN);
  }

  private static RuleModel model(String more) {
    try {
      Problems problems = new Problems();
      RuleModel model =
          RuleChecker.read(RuleFolder.read(CafeGuild.with("more.drl", more), problems), problems);
      return requireNonNull(model, () -> problems.inFileOrder().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
