package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tierwise.RuleSet;
import tierwise.RuleSets;

/** The sixth law of a decision: the machine changes nothing. */
@Isolated("it changes the machine")
class AnotherMachineTest {
  private static List<String> decisions(RuleSet rules) {
    return LongStream.range(0, 100)
        .mapToObj(seed -> rules.decide(Year2021.CASES.draw(seed).toCase()).toJson())
        .toList();
  }

  @Test
  void localeAndTimeZoneOfTheMachineChangeNothing() {
    List<String> here = decisions(Year2021.RULES);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag :
          List.of("ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "tr-TR", "hi-IN-u-nu-deva")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        assertThat(decisions(RuleSets.in(Year2021.FOLDER).year("learning-partner/2021")))
            .isEqualTo(here);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }
}
