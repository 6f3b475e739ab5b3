package tierwise.analysis.internal.words;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import tierwise.analysis.YearDescription.Kind;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.folder.Messages;
import tierwise.internal.folder.Template;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.FactKinds;
import tierwise.internal.language.model.Helper;
import tierwise.internal.language.model.ValueType;

/** What rules state, in words, with the sentences of {@code messages.yaml}. */
public final class StatementWords {
  private final Manifest manifest;
  private final Messages messages;

  public StatementWords(Manifest manifest, Messages messages) {
    this.manifest = manifest;
    this.messages = messages;
  }

  public static Kind kind(Expression statement) {
    if (!(statement instanceof Call call && call.type() instanceof ValueType.Fact fact)) {
      return Kind.WORKED_OUT;
    }
    return switch (fact.type().name()) {
      case "Requirement" -> Kind.ASKS;
      case "Opening" -> Kind.OPEN;
      case "Waiver" -> Kind.WAIVED;
      case "Closure" -> Kind.CLOSED;
      case "Measurement" -> Kind.COUNTED;
      case "Exclusion" -> Kind.LEFT_OUT;
      case "Window" -> Kind.WINDOW;
      case "Notice" -> Kind.NOTICE;
      default -> Kind.WORKED_OUT;
    };
  }

  /** The call that a chain of calls, such as {@code note( … ).about( … )}, begins with. */
  public static Call first(Call call) {
    Call first = call;
    while (first.target() instanceof Call inner && inner.helper().states()) {
      first = inner;
    }
    return first;
  }

  /** The message, with what is filled in put as "…". */
  public String message(Messages.Section section, String code) {
    Template template = messages.find(section, code);
    return template == null ? code : template.fill(name -> "…");
  }

  public String of(Expression statement, RuleWords words) {
    if (!(statement instanceof Call call)) {
      return words.of(statement);
    }
    return switch (kind(statement)) {
      case ASKS -> requirement(call, words);
      case OPEN, CLOSED -> reason(call);
      case WAIVED -> argument(Messages.Section.MEASURES, call, Role.MEASURE) + ": " + reason(call);
      case LEFT_OUT -> reason(call) + subject(call, words);
      case COUNTED -> counted(call, words);
      case NOTICE -> notice(call, words);
      case WINDOW, WORKED_OUT -> words.of(statement);
    };
  }

  private String argument(Messages.Section section, Call call, Role role) {
    Expression argument = call.argument(role);
    String code = argument == null ? null : FactKinds.text(argument);
    return code == null ? "" : message(section, code);
  }

  private String reason(Call call) {
    return argument(Messages.Section.REASONS, call, Role.REASON);
  }

  private static String subject(Call call, RuleWords words) {
    Expression of = call.argument(Role.SUBJECT);
    return of == null ? "" : " (for " + words.of(of) + ")";
  }

  private String requirement(Call call, RuleWords words) {
    String before =
        call.target() instanceof Call inner && inner.helper().states()
            ? requirement(inner, words) + ", or "
            : "";
    if (call.argument(Role.QUESTION) != null) {
      Expression answer = call.argument("answer");
      return before
          + "Yes to: "
          + argument(Messages.Section.QUESTIONS, call, Role.QUESTION)
          + (answer == null ? "" : " Answered by: " + words.of(answer) + ".");
    }
    if (call.argument("together") instanceof Call together) {
      return before + together(together, words);
    }
    Expression measure = call.argument(Role.MEASURE);
    if (measure != null) {
      return before + measure(call, measure, words);
    }
    return before
        + "One of these offers: "
        + call.arguments().stream()
            .map(FactKinds::text)
            .map(offer -> offer == null ? "…" : message(Messages.Section.OFFERS, offer))
            .collect(Collectors.joining(", "));
  }

  /** What {@code all( … ).and( … )} asks. */
  private String together(Call call, RuleWords words) {
    String before = call.target() instanceof Call inner ? together(inner, words) + " and " : "";
    Expression measure = call.argument(Role.MEASURE);
    return before + (measure == null ? "…" : measure(call, measure, words));
  }

  private String measure(Call call, Expression measure, RuleWords words) {
    String code = FactKinds.text(measure);
    Manifest.MeasureSpec spec = code == null ? null : manifest.measures().get(code);
    Expression bound = call.arguments().get(call.arguments().size() - 1);
    return (code == null ? words.of(measure) : message(Messages.Section.MEASURES, code))
        + subject(call, words)
        + ": "
        + bound(bound, words)
        + (spec == null ? "" : ", in " + unit(spec.unit()));
  }

  private static String bound(Expression bound, RuleWords words) {
    if (bound instanceof Call call && call.type() == ValueType.Plain.BOUND) {
      return RuleWords.words(call.helper().name()) + " " + words.of(call.arguments().get(0));
    }
    return "at least " + words.of(bound);
  }

  private String unit(String unit) {
    return messages.plurals().getOrDefault(unit, unit);
  }

  private static String counted(Call call, RuleWords words) {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < call.arguments().size(); i++) {
      Helper.Parameter parameter = call.helper().parameters().get(i);
      if (List.of("part", "other", "parts").contains(parameter.name())) {
        parts.append(parts.isEmpty() ? ", made from " : " and ");
        parts.append(words.of(call.arguments().get(i)));
      }
    }
    String comes =
        switch (call.helper().name()) {
          case "averaged" -> "The average: " + quotient(call, "total", "number", words);
          case "ratio" -> quotient(call, "figure", "divisor", words);
          default -> words.of(Objects.requireNonNull(call.argument("value")));
        };
    Expression at = call.argument("at");
    return comes.substring(0, 1).toUpperCase(Locale.ROOT)
        + comes.substring(1)
        + (at == null ? "" : ", at " + words.of(at))
        + parts
        + subject(call, words);
  }

  private static String quotient(Call call, String figure, String divisor, RuleWords words) {
    return words.of(Objects.requireNonNull(call.argument(figure)))
        + ", divided by "
        + words.of(Objects.requireNonNull(call.argument(divisor)));
  }

  private String notice(Call last, RuleWords words) {
    StringBuilder granted = new StringBuilder();
    String about = "…";
    String amount = "…";
    Call call = last;
    while (call.target() instanceof Call inner && inner.helper().states()) {
      switch (call.helper().name()) {
        case "about" -> about = words.list(call.arguments());
        case "amount" -> amount = words.list(call.arguments());
        default ->
            granted.append(" Told if this is granted: ").append(words.list(call.arguments()));
      }
      call = inner;
    }
    Expression code = call.argument(Role.NOTICE);
    String text = code == null ? null : FactKinds.text(code);
    Template template = text == null ? null : messages.find(Messages.Section.NOTICES, text);
    if (template == null) {
      return words.of(last);
    }
    String told = about;
    String sum = amount;
    Expression day = call.argument("day");
    Expression from = day == null ? call.argument("from") : day;
    Expression until = call.argument("until");
    String sentence =
        template.fill(
            name ->
                switch (name) {
                  case "about" -> "[" + told + "]";
                  case "amount" -> "[" + sum + "]";
                  case "from" -> from == null ? "…" : "[" + words.of(from) + "]";
                  case "last" ->
                      until == null
                          ? from == null ? "…" : "[" + words.of(from) + "]"
                          : "[the day before " + words.of(until) + "]";
                  default -> "…";
                });
    return sentence + granted;
  }
}
