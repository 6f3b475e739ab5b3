package tierwise.internal.language.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tierwise.facts.RuleLanguage.Role;
import tierwise.internal.folder.Manifest;
import tierwise.internal.language.model.Expression;
import tierwise.internal.language.model.Expression.Call;
import tierwise.internal.language.model.Expression.Compare;
import tierwise.internal.language.model.Expression.FieldRead;
import tierwise.internal.language.model.Expression.Make;
import tierwise.internal.language.model.Expression.Read;
import tierwise.internal.language.model.Expression.This;
import tierwise.internal.language.model.Expression.Variable;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.FactType.Kind;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Accumulate;
import tierwise.internal.language.model.RuleModel.Aggregate;
import tierwise.internal.language.model.RuleModel.Binding;
import tierwise.internal.language.model.RuleModel.Condition;
import tierwise.internal.language.model.RuleModel.FactPattern;
import tierwise.internal.language.model.RuleModel.Holds;
import tierwise.internal.language.model.RuleModel.Insert;
import tierwise.internal.language.model.RuleModel.Rule;
import tierwise.internal.language.model.ValueType;

/**
 * What the rules of a year read of the facts. Of a type that is not there, nothing makes a
 * difference; of a type without fields, only how many facts there are.
 *
 * @param decides what can change a status, by the name of the fact type
 * @param shown what can change what else is told: evidence and notices
 */
public record ReadSet(Map<String, Reads> decides, Map<String, Reads> shown) {
  private static final String ID = Role.ID.word();

  /**
   * What is read of a fact type: that there is such a fact, and so much of it.
   *
   * @param fields the fields; all of them if it is whole
   * @param whole whether the fact as a whole is compared, kept or given to a helper
   */
  public record Reads(Set<String> fields, boolean whole) {}

  /** What the rules read, and the library on their behalf as the manifest says. */
  public static ReadSet of(RuleModel model, Manifest manifest) {
    Collector decides = new Collector(model);
    Collector shown = new Collector(model);
    model.rules().forEach(rule -> new OfRule(decides, shown).read(rule));
    ofManifest(manifest, model, decides, shown);
    return new ReadSet(decides.done(), shown.done());
  }

  /** Whether the rules read anything of facts of the type. */
  public boolean reads(FactType type) {
    return decides.containsKey(type.name()) || shown.containsKey(type.name());
  }

  /** Whether the rules read the field. */
  public boolean reads(FactType type, String field) {
    return reads(decides.get(type.name()), field) || reads(shown.get(type.name()), field);
  }

  private static boolean reads(@Nullable Reads reads, String field) {
    return reads != null && reads.fields().contains(field);
  }

  private static void ofManifest(
      Manifest manifest, RuleModel model, Collector decides, Collector shown) {
    decides.field("Application", "asOf");
    // What is held is shown, and makes the offers that are renewals.
    decides.whole("Membership");
    for (Manifest.OfferSpec offer : manifest.offers().values()) {
      if (offer.per() != null && model.types().containsKey(offer.per().value())) {
        decides.field(offer.per().value(), ID);
      }
    }
    for (Manifest.SubjectList list : manifest.lists().values()) {
      if (list.field() != null) {
        decides.field(list.field().value().type(), list.field().value().field());
      }
    }
    for (Manifest.MeasureSpec measure : manifest.measures().values()) {
      if (measure.counts() != null) {
        String ledger = measure.counts().type().value();
        shown.field(ledger, ID);
        measure
            .counts()
            .where()
            .values()
            .forEach(each -> decides.field(ledger, each.field().value()));
        if (measure.split() != null) {
          decides.field(ledger, measure.split().value());
        }
      }
    }
    for (FactType type : model.types().values()) {
      if (type.kind() == Kind.DECLARED_ROW) {
        FactType.SOURCE_COLUMNS.stream()
            .filter(column -> type.field(column) != null)
            .forEach(column -> shown.field(type.name(), column));
      }
    }
  }

  /** Something that is read: a field, or the whole fact if the field is {@code null}. */
  private record Part(String type, @Nullable String field) {}

  private static final class Collector {
    private final RuleModel model;
    private final Map<String, Set<String>> fields = new TreeMap<>();
    private final Set<String> whole = new HashSet<>();

    Collector(RuleModel model) {
      this.model = model;
    }

    Set<String> exists(String type) {
      return fields.computeIfAbsent(type, name -> new TreeSet<>());
    }

    void field(String type, String field) {
      exists(type).add(field);
    }

    void whole(String type) {
      exists(type);
      whole.add(type);
    }

    void all(Set<Part> parts) {
      for (Part part : parts) {
        if (part.field() == null) {
          whole(part.type());
        } else {
          field(part.type(), part.field());
        }
      }
    }

    Map<String, Reads> done() {
      return fields.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey,
                  each -> {
                    FactType type = model.types().get(each.getKey());
                    boolean isWhole = whole.contains(each.getKey());
                    return new Reads(
                        isWhole && type != null
                            ? Set.copyOf(type.fields().keySet())
                            : Set.copyOf(each.getValue()),
                        isWhole);
                  }));
    }
  }

  /** One rule: what its variables stand for, and where they are used. */
  private static final class OfRule {
    private final Collector decides;
    private final Collector shown;
    private final Map<String, Set<Part>> variables = new HashMap<>();

    /** The types of the facts that a variable stands for, one or a list of them. */
    private final Map<String, FactType> facts = new HashMap<>();

    private @Nullable FactType pattern;

    OfRule(Collector decides, Collector shown) {
      this.decides = decides;
      this.shown = shown;
    }

    void read(Rule rule) {
      rule.when().forEach(this::condition);
      pattern = null;
      for (Insert insert : rule.then()) {
        statement(insert.statement());
      }
    }

    private void condition(Condition condition) {
      condition.patterns().forEach(this::pattern);
      if (condition instanceof Accumulate accumulate) {
        accumulate.functions().forEach(this::function);
      }
    }

    private void pattern(FactPattern matched) {
      pattern = matched.type();
      decides.exists(matched.type().name());
      if (matched.variable() != null) {
        facts.put(matched.variable().name(), matched.type());
      }
      matched
          .constraints()
          .forEach(
              constraint -> {
                if (constraint instanceof Binding binding) {
                  String name = binding.variable().name();
                  variables.put(name, parts(binding.value()));
                  if (binding.variable().type() instanceof ValueType.Fact fact) {
                    facts.put(name, fact.type());
                  }
                } else {
                  decides.all(parts(((Holds) constraint).condition()));
                }
              });
    }

    private void function(Aggregate function) {
      if (function.argument() == null || function.kind() == Aggregate.Kind.COUNT) {
        return;
      }
      variables.put(function.variable().name(), partsOf(function.argument()));
      FactType fact = facts.get(function.argument().name());
      if (fact != null) {
        facts.put(function.variable().name(), fact);
      }
    }

    private void statement(Expression statement) {
      Call call = statement instanceof Call each ? each : null;
      boolean decides =
          call == null || !(call.type() instanceof ValueType.Fact fact) || !isNotice(fact.type());
      (decides ? this.decides : shown).all(parts(statement));
      for (Call each = call;
          each != null;
          each = each.target() instanceof Call inner ? inner : null) {
        Expression evidence = each.argument(Role.EVIDENCE);
        if (evidence != null) {
          identity(evidence);
        }
      }
    }

    private static boolean isNotice(FactType type) {
      return type.name().equals("Notice");
    }

    /** Evidence is shown by its id. */
    private void identity(Expression evidence) {
      if (evidence instanceof Read read && facts.get(read.variable().name()) != null) {
        shown.all(identity(facts.get(read.variable().name())));
      }
      evidence.parts().forEach(this::identity);
    }

    /** What tells facts of a type apart. Of lines no two have one id. */
    private static Set<Part> identity(FactType type) {
      return Set.of(new Part(type.name(), type.isLedger() ? ID : null));
    }

    /** What the value of the variable is worked out from. */
    private Set<Part> partsOf(Variable variable) {
      return variables.getOrDefault(variable.name(), Set.of());
    }

    /** All that the value is worked out from. */
    private Set<Part> parts(Expression value) {
      Set<Part> parts = new HashSet<>();
      add(value, parts);
      return parts;
    }

    private void add(Expression value, Set<Part> parts) {
      if (value instanceof FieldRead read) {
        FactType owner =
            read.target() == null ? pattern : ((ValueType.Fact) read.target().type()).type();
        if (owner != null) {
          parts.add(new Part(owner.name(), read.field().name()));
        }
        if (read.target() != null && !(read.target() instanceof Read)) {
          add(read.target(), parts);
        } else if (read.target() instanceof Read variable) {
          parts.addAll(partsOf(variable.variable()));
        }
      } else if (value instanceof Read read) {
        parts.addAll(partsOf(read.variable()));
        FactType fact = facts.get(read.variable().name());
        if (fact != null) {
          parts.add(new Part(fact.name(), null));
        }
      } else if (value instanceof This itself && itself.type() instanceof ValueType.Fact fact) {
        parts.add(new Part(fact.type().name(), null));
      } else if (value instanceof Compare compare) {
        addCompared(compare.left(), parts);
        addCompared(compare.right(), parts);
      } else if (value instanceof Call call) {
        addCall(call, parts);
      } else if (value instanceof Make make) {
        make.arguments().forEach(argument -> add(argument, parts));
      } else {
        value.parts().forEach(part -> add(part, parts));
      }
    }

    private void addCompared(Expression side, Set<Part> parts) {
      FactType fact =
          side instanceof Read read
              ? facts.get(read.variable().name())
              : side instanceof This && side.type() instanceof ValueType.Fact itself
                  ? itself.type()
                  : null;
      if (fact == null) {
        add(side, parts);
      } else {
        parts.addAll(identity(fact));
        if (side instanceof Read read) {
          parts.addAll(partsOf(read.variable()));
        }
      }
    }

    private void addCall(Call call, Set<Part> parts) {
      Set<String> read = call.helper().reads();
      FactType own =
          call.target() == null
              ? call.helper().isStatic() ? null : pattern
              : call.target().type() instanceof ValueType.Fact fact ? fact.type() : null;
      if (own != null && !read.isEmpty()) {
        read.forEach(field -> parts.add(new Part(own.name(), field)));
        if (call.target() instanceof FieldRead) {
          add(call.target(), parts);
        } else if (call.target() instanceof Read variable) {
          parts.addAll(partsOf(variable.variable()));
        }
      } else if (call.target() != null) {
        add(call.target(), parts);
      } else if (own != null) {
        parts.add(new Part(own.name(), null));
      }
      List<Expression> arguments = new ArrayList<>(call.arguments());
      Expression evidence = call.helper().states() ? call.argument(Role.EVIDENCE) : null;
      arguments.remove(evidence);
      arguments.forEach(argument -> add(argument, parts));
    }
  }
}
