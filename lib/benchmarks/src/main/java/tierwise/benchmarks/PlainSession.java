package tierwise.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drools.base.base.SalienceInteger;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import tierwise.internal.language.model.RuleModel;

/**
 * The same rules in Drools as its manual has it, without anything of ours: the files of the folder
 * as they are, with strata for salience. The rules fire and state the same facts, but nobody notes
 * who stated what, and nobody judges.
 */
final class PlainSession {
  private final KieBase base;

  /**
   * Compiles the rules.
   *
   * @param folder where their files are
   * @param model what they say
   */
  PlainSession(Path folder, RuleModel model) {
    KieServices services = KieServices.get();
    ReleaseId id = services.newReleaseId("tierwise.benchmarks", model.packageName(), "1");
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(id);
    String target = "src/main/resources/" + model.packageName().replace('.', '/') + "/";
    try (DirectoryStream<Path> texts = Files.newDirectoryStream(folder, "*.drl")) {
      for (Path text : texts) {
        files.write(
            target + text.getFileName(),
            services.getResources().newByteArrayResource(Files.readAllBytes(text), "UTF-8"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    KieBuilder builder = services.newKieBuilder(files).buildAll(ExecutableModelProject.class);
    List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.toString());
    }
    base = services.newKieContainer(id).getKieBase();
    Map<String, Integer> strata =
        model.rules().stream()
            .collect(Collectors.toMap(RuleModel.Rule::name, RuleModel.Rule::stratum));
    for (KiePackage each : base.getKiePackages()) {
      for (Rule rule : each.getRules()) {
        int stratum = Objects.requireNonNull(strata.remove(rule.getName()), rule.getName());
        ((RuleImpl) rule).setSalience(new SalienceInteger(-stratum));
      }
    }
    if (!strata.isEmpty()) {
      throw new IllegalStateException("these were not built: " + strata.keySet());
    }
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
