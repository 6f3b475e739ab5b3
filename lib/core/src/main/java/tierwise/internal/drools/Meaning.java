package tierwise.internal.drools;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tierwise.internal.engine.RuleLayout;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.All;
import tierwise.internal.language.model.Expression.Among;
import tierwise.internal.language.model.Expression.Any;
import tierwise.internal.language.model.Expression.Arithmetic;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Literal;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Negated;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;

/**
 * What an expression of a pattern means, whatever the rule calls its variables. The engine takes
 * two constraints for one if their texts are the same, and looks at nothing else; so the text says
 * all: which fact by its place, which field, which method.
 */
final class Meaning {
  private final RuleLayout layout;
  private final int own;
  private final StringBuilder text = new StringBuilder();
  private final TreeSet<Integer> places = new TreeSet<>();
  private int calls;

  private Meaning(RuleLayout layout, int own) {
    this.layout = layout;
    this.own = own;
  }

  /**
   * The meaning of an expression.
   *
   * @param own the place of the pattern that it stands in; -1 if it stands in a consequence
   */
  static Meaning of(Expression expression, RuleLayout layout, int own) {
    Meaning meaning = new Meaning(layout, own);
    meaning.say(expression, own);
    meaning.places.remove(own);
    return meaning;
  }

  /** The same for all that mean the same, and for nothing else. */
  String text() {
    return text.toString();
  }

  /** The places of the other facts and results that it is worked out from, in their order. */
  int[] places() {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many helpers are called to work it out. */
  int calls() {
    return calls;
  }

  /**
   * Says an expression.
   *
   * @param subject the place of the pattern in which it is written
   */
  private void say(Expression expression, int subject) {
    if (expression instanceof Literal literal) {
      sayLiteral(literal.value());
    } else if (expression instanceof Read read) {
      sayRead(read);
    } else if (expression instanceof This) {
      sayFact(subject);
    } else if (expression instanceof FieldRead read) {
      if (read.target() == null) {
        sayFact(subject);
      } else {
        say(read.target(), subject);
      }
      text.append(read.nullSafe() ? "!." : ".").append(read.field().name());
    } else if (expression instanceof Call call) {
      sayCall(call, subject);
    } else if (expression instanceof Compare compare) {
      sayAll(
          List.of(compare.left(), compare.right()),
          " " + compare.comparison().sign() + " ",
          subject);
    } else if (expression instanceof Arithmetic arithmetic) {
      calls++;
      sayAll(
          List.of(arithmetic.left(), arithmetic.right()),
          " " + arithmetic.operation().sign() + " ",
          subject);
    } else if (expression instanceof Among among) {
      say(among.value(), subject);
      text.append(among.negated() ? " not in " : " in ");
      sayAll(among.options(), ", ", subject);
    } else if (expression instanceof All all) {
      sayAll(all.conditions(), " && ", subject);
    } else if (expression instanceof Any any) {
      sayAll(any.conditions(), " || ", subject);
    } else if (expression instanceof Negated negated) {
      text.append("!");
      sayAll(List.of(negated.condition()), "", subject);
    } else if (expression instanceof Make make) {
      text.append("new ").append(make.made().name());
      sayAll(make.arguments(), ", ", subject);
    } else {
      throw new IllegalStateException("no checked rule has: " + expression);
    }
  }

  private void sayLiteral(@Nullable Object value) {
    if (value instanceof String words) {
      text.append('"').append(words.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    } else {
      text.append(value);
    }
  }

  private void sayRead(Read read) {
    RuleLayout.Meaning meaning = layout.meaning(read.variable());
    if (meaning instanceof RuleLayout.OfPattern pattern) {
      sayFact(pattern.place());
    } else if (meaning instanceof RuleLayout.OfResult result) {
      sayFact(result.place());
      text.append('[').append(result.number()).append(']');
    } else if (meaning instanceof RuleLayout.OfBinding binding) {
      // Its fact is known also if its value comes from elsewhere.
      places.add(binding.place());
      text.append('(');
      say(binding.value(), binding.place());
      text.append(')');
    }
  }

  private void sayFact(int place) {
    places.add(place);
    text.append(place == own ? "this" : "#" + place);
  }

  private void sayCall(Call call, int subject) {
    calls++;
    if (!call.helper().isStatic()) {
      if (call.target() == null) {
        sayFact(subject);
      } else {
        say(call.target(), subject);
      }
      text.append(call.nullSafe() ? "!." : ".");
    }
    // Two helpers can have one name.
    text.append(call.helper().method());
    sayAll(call.arguments(), ", ", subject);
  }

  private void sayAll(List<Expression> expressions, String between, int subject) {
    text.append('(');
    for (int i = 0; i < expressions.size(); i++) {
      if (i > 0) {
        text.append(between);
      }
      say(expressions.get(i), subject);
    }
    text.append(')');
  }
}
