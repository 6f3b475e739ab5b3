package tierwise.benchmarks;

import java.util.Collection;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieSession;
import tierwise.internal.language.Printer;
import tierwise.internal.language.RuleModel;

/**
 * The same rules in the engine as its manual has it, without anything of ours: the rules fire and
 * state the same facts, but nobody notes who stated what, and nobody judges.
 */
final class PlainSession {
  private final KieBase base;

  PlainSession(RuleModel model) {
    KieServices services = KieServices.get();
    ReleaseId id = services.newReleaseId("tierwise.benchmarks", model.packageName(), "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(id);
    files.write(
        "src/main/resources/" + model.packageName().replace('.', '/') + "/rules.drl",
        Printer.print(model));
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
    base = services.newKieContainer(id).getKieBase();
  }

  /** How often rules fired. */
  int run(Collection<?> facts) {
    KieSession session = base.newKieSession();
    try {
      facts.forEach(session::insert);
      return session.fireAllRules();
    } finally {
      session.dispose();
    }
  }

  /** What the rules stated. */
  List<?> statements(Collection<?> facts) {
    KieSession session = base.newKieSession();
    try {
      facts.forEach(session::insert);
      session.fireAllRules();
      return List.copyOf(session.getObjects(fact -> !facts.contains(fact)));
    } finally {
      session.dispose();
    }
  }
}
