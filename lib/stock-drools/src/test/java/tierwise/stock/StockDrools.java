package tierwise.stock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.base.base.SalienceInteger;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.definition.KiePackage;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import tierwise.facts.Exclusion;
import tierwise.facts.Measurement;
import tierwise.internal.engine.RuleEngine;
import tierwise.internal.engine.RuleFailure;
import tierwise.internal.engine.Statement;
import tierwise.internal.engine.StepBudget;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.Row;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.language.model.RuleModel.Rule;

/**
 * Runs the files of an author as Drools has them who never heard of Tierwise: compiled by the stock
 * compiler, letter by letter as they are. Only the order of the rules comes from the rule model. It
 * counts no steps. Immutable and safe for use by several threads.
 */
final class StockDrools implements RuleEngine {
  private static final AtomicInteger BUILDS = new AtomicInteger();

  private final KieBase base;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<FactType, org.kie.api.definition.type.FactType> declared =
      new LinkedHashMap<>();

  private StockDrools(KieBase base, RuleModel model) {
    this.base = base;
    for (Rule rule : model.rules()) {
      rules.put(rule.name(), rule);
    }
    for (FactType type : model.types().values()) {
      if (type.isDeclared()) {
        declared.put(type, base.getFactType(model.packageName(), type.name()));
      }
    }
  }

  /**
   * Compiles files.
   *
   * @param files the bytes of each, by its name
   * @param model what the library understood of them
   * @throws IllegalArgumentException with all errors of Drools, if it refuses them
   */
  static StockDrools of(Map<String, byte[]> files, RuleModel model) {
    StockDrools built = new StockDrools(compiled(files, model.packageName()), model);
    built.giveStrata();
    return built;
  }

  private static KieBase compiled(Map<String, byte[]> files, String packageName) {
    KieServices services = KieServices.get();
    ReleaseId id =
        services.newReleaseId("tierwise.stock", packageName, "" + BUILDS.incrementAndGet());
    KieFileSystem all = services.newKieFileSystem();
    all.generateAndWritePomXML(id);
    String folder = "src/main/resources/" + packageName.replace('.', '/') + "/";
    files.forEach(
        (name, bytes) ->
            all.write(folder + name, services.getResources().newByteArrayResource(bytes, "UTF-8")));
    try {
      KieBuilder builder = services.newKieBuilder(all).buildAll(ExecutableModelProject.class);
      List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
      if (!errors.isEmpty()) {
        throw new IllegalArgumentException(errors.toString());
      }
      return services.newKieContainer(id).getKieBase();
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }

  /** A rule that counts or denies facts must come after those that state them. */
  private void giveStrata() {
    int found = 0;
    for (KiePackage each : base.getKiePackages()) {
      for (org.kie.api.definition.rule.Rule rule : each.getRules()) {
        int stratum = Objects.requireNonNull(rules.get(rule.getName())).stratum();
        ((RuleImpl) rule).setSalience(new SalienceInteger(-stratum));
        found++;
      }
    }
    if (found != rules.size()) {
      throw new IllegalStateException(found + " rules were built, not " + rules.size());
    }
  }

  @Override
  public List<Statement<?>> run(Collection<?> facts, StepBudget budget) {
    Run run = new Run();
    KieSession session = base.newKieSession();
    try {
      for (Object fact : facts) {
        session.insert(fact instanceof Row row ? run.ofDrools(row) : fact);
      }
      session.addEventListener(run);
      session.fireAllRules(run);
    } catch (RuntimeException e) {
      throw RuleFailure.failed(run.fired, e);
    } finally {
      session.dispose();
    }
    return run.stated();
  }

  /**
   * One run, with the two forms of each fact of a declared type: an object of the class that Drools
   * made of the declaration, and our row.
   */
  private final class Run extends DefaultRuleRuntimeEventListener implements AgendaFilter {
    private final IdentityHashMap<Object, Row> rows = new IdentityHashMap<>();
    private final List<Statement<?>> heard = new ArrayList<>();
    private @Nullable Rule fired;
    private List<Object> premises = List.of();
    private int inserts;

    Object ofDrools(Row row) {
      org.kie.api.definition.type.FactType type = Objects.requireNonNull(declared.get(row.type()));
      try {
        Object fact = type.newInstance();
        int i = 0;
        for (String field : row.type().fields().keySet()) {
          type.set(fact, field, row.value(i++));
        }
        rows.put(fact, row);
        return fact;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make a " + row.type(), e);
      }
    }

    @Override
    public boolean accept(Match match) {
      fired = rules.get(match.getRule().getName());
      premises = List.copyOf(match.getObjects());
      inserts = 0;
      return true;
    }

    @Override
    public void objectInserted(ObjectInsertedEvent event) {
      Object fact = event.getObject();
      declared.forEach(
          (type, ofDrools) -> {
            if (ofDrools.getFactClass() == fact.getClass()) {
              rows.put(
                  fact,
                  new Row(
                      type,
                      type.fields().keySet().stream()
                          .map(field -> ofDrools.get(fact, field))
                          .toArray()));
            }
          });
      heard.add(new Statement<>(fact, Objects.requireNonNull(fired), inserts++, premises));
    }

    List<Statement<?>> stated() {
      List<Statement<?>> stated = new ArrayList<>();
      for (Statement<?> each : heard) {
        stated.add(
            new Statement<>(ours(each.fact()), each.rule(), each.insert(), ours(each.premises())));
      }
      return stated;
    }

    private List<Object> ours(List<?> facts) {
      return facts.stream().map(this::ours).toList();
    }

    /** The fact with our rows in the place of Drools' objects. */
    private Object ours(Object fact) {
      Row row = rows.get(fact);
      if (row != null) {
        return row;
      }
      if (fact instanceof Exclusion left) {
        return new Exclusion(left.measure(), left.of(), ours(left.evidence()), left.reason());
      }
      return fact instanceof Measurement measured ? ours(measured) : fact;
    }

    private Measurement ours(Measurement measured) {
      return new Measurement(
          measured.measure(),
          measured.of(),
          measured.at(),
          measured.value(),
          ours(measured.evidence()),
          measured.parts().stream().map(this::ours).toList());
    }
  }
}
