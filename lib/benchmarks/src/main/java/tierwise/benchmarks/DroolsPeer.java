package tierwise.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.StatelessKieSession;

/**
 * The three tiers with plain Drools, as a user would write them by hand: a dozen rules in {@code
 * thin.drl}, the executable model, and a stateless session for each decision.
 */
final class DroolsPeer {
  private static final String RULES = "thin.drl";

  private final KieBase base;

  DroolsPeer() {
    KieServices services = KieServices.get();
    ReleaseId id = services.newReleaseId("tierwise.benchmarks", "thin", "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(id);
    files.write("src/main/resources/tierwise/peers/" + RULES, text());
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
    base = services.newKieContainer(id).getKieBase();
  }

  private static String text() {
    try (InputStream in = DroolsPeer.class.getResourceAsStream(RULES)) {
      return new String(Objects.requireNonNull(in, RULES).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ThinAnswer decide(SampleCase facts) {
    ThinAnswer answer = new ThinAnswer();
    StatelessKieSession session = base.newStatelessKieSession();
    session.setGlobal("answer", answer);
    List<Object> inserted = new ArrayList<>(facts.purchases().size() + 20);
    inserted.add(facts.application());
    inserted.add(facts.partner());
    inserted.addAll(facts.application().asksFor());
    inserted.addAll(Tables2021.targets(facts.application().asksFor().get(0).name()));
    inserted.addAll(facts.purchases());
    inserted.addAll(facts.credentials());
    inserted.addAll(facts.attestations());
    session.execute(inserted);
    return answer;
  }
}
