package tierwise.internal.decide;

import java.util.List;
import tierwise.internal.source.Sentence;

/** What one decision brings to light: in the case, which it binds to a year, and in the rules. */
enum DecisionProblem implements Sentence {
  // The case
  NO_SUCH_LEDGER("type"),
  NO_DECLARED_TYPE_OF_A_CASE("type"),
  NO_FIELD_OF_A_DECLARED_TYPE("type", "field"),
  FIELD_NOT_GIVEN("field", "type"),
  VALUE_THAT_DOES_NOT_FIT("field", "type", "wanted", "value"),
  TEXT_NOT_LISTED("field", "text"),
  NO_LIST_TO_ASK_FOR("list"),
  NOTHING_THAT_CAN_BE_HELD("offer"),
  SUBJECT_NOT_GIVEN("offer", "list"),
  RETIRED_NAME("name", "instead"),
  NOT_IN_THE_LIST_OF_THE_YEAR("name", "list"),

  // Measurements
  TOO_MUCH_TO_TELL("steps", "rule"),
  NO_MEASURE_IN_THE_MANIFEST("measure"),
  MEASURED_TWICE("measure", "of", "first", "second"),
  TAKEN_OF_EVERYTHING("measure", "per"),
  NOT_TAKEN_OF_EVERYTHING("measure", "of"),
  TAKEN_OF_ANOTHER_THING("measure", "of", "per"),
  EVIDENCE_THAT_IS_NO_FACT("measure", "fact"),
  EVIDENCE_OF_ANOTHER_LEDGER("measure", "of", "lines"),
  LINE_COUNTED_TWICE("measure"),
  LINE_COUNTED_AND_LEFT_OUT("measure", "of", "line"),
  LINE_NOT_ACCOUNTED_FOR("measure", "of", "lines"),
  VALUE_NOT_MEASURED("measure", "value", "field", "lines"),
  VALUE_NOT_MEASURED_OF_EACH("measure", "of", "value", "field", "lines"),

  // Offers
  OFFERS_IN_A_CIRCLE("offer", "other"),
  TOO_MANY_NEEDS("rule"),
  NOTHING_SAID_OF_THE_OFFER("offer"),
  OFFER_OPEN_AND_ASKING("offer"),
  TWO_FIGURES_OF_AN_OFFER("offer", "measure");

  private final List<String> slots;

  DecisionProblem(String... slots) {
    this.slots = List.of(slots);
  }

  @Override
  public List<String> slots() {
    return slots;
  }
}
