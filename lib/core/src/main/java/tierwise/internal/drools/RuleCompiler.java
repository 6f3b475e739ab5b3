package tierwise.internal.drools;

import com.github.javaparser.ast.type.PrimitiveType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.util.PortablePath;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.memorycompiler.CompilationProblem;
import tierwise.RuleSetException;
import tierwise.internal.language.Printer;
import tierwise.internal.language.RuleModel;
import tierwise.internal.source.Code;
import tierwise.internal.source.Problems;

/**
 * Compiles rule models with the engine's own compiler, in memory. The engine makes Java of one
 * model at a time, since its generator keeps static caches; Java is compiled for several at once.
 * Whatever is complained about is a mistake of this library, since the model was checked.
 */
public final class RuleCompiler {
  private static final Object ONE_AT_A_TIME = new Object();
  private static final AtomicLong BUILDS = new AtomicLong();
  private static final String GROUP = "tierwise";
  private static final String JAVA = ".java";
  private static final String CLASS = ".class";

  static {
    spellPrimitiveTypes();
  }

  private RuleCompiler() {}

  /**
   * The engine's generator of Java spells the primitive types once and by the default locale, so
   * that it would write "ınt" on a Turkish machine for as long as the machine runs. They are
   * spelled here, before it begins, if the default locale would spell them wrong.
   */
  @SuppressWarnings("StringCaseLocaleUsage") // The generator does the same.
  private static void spellPrimitiveTypes() {
    if (!"INT".toLowerCase().equals("int")) {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.ROOT);
        PrimitiveType.Primitive.INT.asString();
      } finally {
        Locale.setDefault(before);
      }
    }
  }

  /**
   * The classes of the model.
   *
   * @throws RuleSetException if the engine's compiler refuses them
   */
  public static ClassFiles compile(RuleModel model) {
    return compile(
        model.packageName(),
        Printer.print(model),
        new HostClasses(model.packageName(), model.trusted()));
  }

  /**
   * The classes of a text that the engine gets as it is. Only what was printed from a checked model
   * may be given to it: the engine runs code while it builds.
   *
   * @param host what the text can see while it is compiled
   */
  static ClassFiles compile(String packageName, String drl, ClassLoader host) {
    StartUp.check();
    Generated generated = generate(packageName, drl, host);
    return new ClassFiles(compileJava(generated.sources(), host), generated.models());
  }

  /**
   * What the engine makes of rules.
   *
   * @param sources files of Java by their paths
   * @param models the classes to begin with
   */
  private record Generated(Map<String, byte[]> sources, List<String> models) {}

  private static Generated generate(String packageName, String drl, ClassLoader host) {
    synchronized (ONE_AT_A_TIME) {
      KieServices services = KieServices.get();
      // Never the same twice: the engine would replace a module that is still in use.
      ReleaseId id =
          services.newReleaseId(GROUP, packageName, String.valueOf(BUILDS.incrementAndGet()));
      try {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write(
            "src/main/resources/" + packageName.replace('.', '/') + "/rules.drl",
            services
                .getResources()
                .newByteArrayResource(
                    drl.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII.name()));
        KieBuilder builder = services.newKieBuilder(files, host);
        builder.buildAll(RuleProject.class);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
          throw refused(errors.stream().map(Message::getText).collect(Collectors.joining("; ")));
        }
        return generated((InternalKieModule) builder.getKieModule(), id);
      } catch (RuleSetException e) {
        throw e;
      } catch (RuntimeException e) {
        throw refused(e.toString());
      } finally {
        services.getRepository().removeKieModule(id);
      }
    }
  }

  private static Generated generated(InternalKieModule module, ReleaseId id) {
    Map<String, byte[]> sources = new HashMap<>();
    for (String file : module.getFileNames()) {
      if (file.endsWith(JAVA)) {
        sources.put(file, module.getBytes(file));
      }
    }
    // The file begins with a line about the engine's version.
    String models =
        new String(
            module.getBytes(CanonicalKieModule.getModelFileWithGAV(id)), StandardCharsets.UTF_8);
    return new Generated(sources, models.lines().skip(1).map(String::strip).toList());
  }

  /** Compilers of Java share nothing: several can be at work. */
  private static Map<String, byte[]> compileJava(Map<String, byte[]> sources, ClassLoader host) {
    MemoryFileSystem in = new MemoryFileSystem();
    sources.forEach(in::write);
    MemoryFileSystem out = new MemoryFileSystem();
    CompilationProblem[] errors =
        RuleProject.compiler()
            .compile(sources.keySet().toArray(String[]::new), in, out, host)
            .getErrors();
    if (errors.length > 0) {
      throw refused(
          Stream.of(errors).map(CompilationProblem::getMessage).collect(Collectors.joining("; ")));
    }
    Map<String, byte[]> classes = new HashMap<>();
    for (PortablePath path : out.getFilePaths()) {
      String file = path.asString();
      String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
      classes.put(name, out.getBytes(path));
    }
    return classes;
  }

  private static RuleSetException refused(String reason) {
    Problems problems = new Problems();
    problems
        .error(
            Code.INTERNAL,
            null,
            "the rules were found right, but the engine does not build them: "
                + reason.lines().limit(3).collect(Collectors.joining(" ")))
        .wayOut("This is a mistake of Tierwise. Please report it, with the rule folder.");
    return new RuleSetException(problems.inFileOrder());
  }
}
