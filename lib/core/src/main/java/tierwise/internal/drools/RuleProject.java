package tierwise.internal.drools;

import java.util.function.BiFunction;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieModuleKieProject;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.model.KieBaseModel;
import org.kie.internal.builder.conf.ExternaliseCanonicalModelLambdaOption;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.kie.internal.builder.conf.ParallelLambdaExternalizationOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;

/**
 * The engine's executable-model project with settings of its own, so that what a host may have set
 * as system properties does not matter. (A kmodule.xml could do the same, but needs an XML module.)
 * Public because the engine looks the supplier up by reflection.
 */
public final class RuleProject implements KieBuilder.ProjectType {
  /** How the engine makes the project. */
  public static final BiFunction<InternalKieModule, ClassLoader, KieModuleKieProject> SUPPLIER =
      Project::new;

  private static final class Project extends CanonicalModelKieProject {
    Project(InternalKieModule module, ClassLoader loader) {
      super(module, loader);
    }

    @Override
    protected KnowledgeBuilderConfigurationImpl getBuilderConfiguration(
        KieBaseModel base, InternalKieModule module) {
      KnowledgeBuilderConfigurationImpl settings = super.getBuilderConfiguration(base, module);
      settings.setOption(LanguageLevelOption.DRL6);
      settings.setOption(ExternaliseCanonicalModelLambdaOption.ENABLED);
      settings.setOption(ParallelLambdaExternalizationOption.DISABLED);
      settings.setOption(ParallelRulesBuildThresholdOption.get(-1));
      return settings;
    }
  }
}
