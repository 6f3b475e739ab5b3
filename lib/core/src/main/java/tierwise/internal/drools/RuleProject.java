package tierwise.internal.drools;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.BuildContext;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.ModelWriter;
import org.drools.model.codegen.execmodel.PackageSources;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.model.KieBaseModel;
import org.kie.memorycompiler.JavaCompiler;
import org.kie.memorycompiler.JavaCompilerFactory;
import org.kie.memorycompiler.JavaConfiguration.CompilerType;

/**
 * The engine's executable-model project with settings of its own, so that what a host may have set
 * as system properties does not matter. (A kmodule.xml could do half of it, but needs an XML
 * module.) It ends with sources, which are compiled apart. Public because the engine looks the
 * supplier up by reflection.
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

    /** Leaves what was generated uncompiled; the list of all models, which nobody reads, is not. */
    @Override
    @SuppressWarnings("unchecked") // The engine's map has a raw type; all are of package sources.
    public void writeProjectOutput(MemoryFileSystem output, BuildContext context) {
      ModelWriter writer = new ModelWriter();
      Set<String> models = new HashSet<>();
      for (ModelBuilderImpl<PackageSources> builder : modelBuilders.values()) {
        models.addAll(writer.writeModel(output, builder.getPackageSources()).getModelFiles());
      }
      writer.writeModelFile(models, output, getInternalKieModule().getReleaseId());
    }
  }
}
