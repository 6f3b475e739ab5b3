package tierwise.internal.drools;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.BuildContext;
import org.drools.compiler.kie.builder.impl.CompilationProblemAdapter;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.ModelWriter;
import org.drools.model.codegen.execmodel.PackageSources;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.model.KieBaseModel;
import org.kie.memorycompiler.CompilationProblem;
import org.kie.memorycompiler.JavaCompiler;
import org.kie.memorycompiler.JavaCompilerFactory;
import org.kie.memorycompiler.JavaConfiguration.CompilerType;

/**
 * The engine's executable-model project with settings and a compiler of its own, so that what a
 * host may have set as system properties does not matter. (A kmodule.xml could do half of it, but
 * needs an XML module.) Public because the engine looks the supplier up by reflection.
 */
public final class RuleProject implements KieBuilder.ProjectType {
  /** How the engine makes the project. */
  public static final BiFunction<InternalKieModule, ClassLoader, KieModuleKieProject> SUPPLIER =
      Project::new;

  /** The Java of the generated classes, whatever Java runs them. */
  private static final String JAVA = "17";

  private static final String SOURCES = "src/main/java/";

  static JavaCompiler compiler() {
    return JavaCompilerFactory.loadCompiler(CompilerType.ECLIPSE, JAVA, SOURCES);
  }

  private static final class Project extends CanonicalModelKieProject {
    Project(InternalKieModule module, ClassLoader loader) {
      super(module, loader);
    }

    @Override
    protected KnowledgeBuilderConfigurationImpl getBuilderConfiguration(
        KieBaseModel base, InternalKieModule module) {
      return EngineSettings.ofBuilder(getClassLoader());
    }

    /** Compiles what was generated; the list of all models, which nobody reads, is left out. */
    @Override
    @SuppressWarnings("unchecked") // The engine's map has a raw type; all are of package sources.
    public void writeProjectOutput(MemoryFileSystem classes, BuildContext context) {
      MemoryFileSystem sources = new MemoryFileSystem();
      ModelWriter writer = new ModelWriter();
      Set<String> models = new HashSet<>();
      Set<String> files = new HashSet<>();
      for (ModelBuilderImpl<PackageSources> builder : modelBuilders.values()) {
        ModelWriter.Result written = writer.writeModel(sources, builder.getPackageSources());
        models.addAll(written.getModelFiles());
        files.addAll(written.getSourceFiles());
      }
      for (CompilationProblem error :
          compiler()
              .compile(files.toArray(String[]::new), sources, classes, getClassLoader())
              .getErrors()) {
        context.getMessages().addMessage(new CompilationProblemAdapter(error));
      }
      writer.writeModelFile(models, classes, getInternalKieModule().getReleaseId());
    }
  }
}
