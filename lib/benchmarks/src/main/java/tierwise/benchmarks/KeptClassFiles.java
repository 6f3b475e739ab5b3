package tierwise.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tierwise.internal.drools.ClassFiles;
import tierwise.internal.drools.RuleCompiler;
import tierwise.internal.language.RuleModel;

/** Compiled rules in a file, which one Java machine writes and others read. */
final class KeptClassFiles {
  /** The system property that names the file. */
  static final String PROPERTY = "tierwise.benchmarks.classFiles";

  private KeptClassFiles() {}

  /** Those of the file; without one, the rules are compiled here and now. */
  static ClassFiles read(RuleModel model) {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return RuleCompiler.compile(model);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file))))) {
      Map<String, byte[]> classes = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        classes.put(name, in.readNBytes(in.readInt()));
      }
      List<String> models = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        models.add(in.readUTF());
      }
      return new ClassFiles(classes, models);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Compiles the rules and writes a file, which goes when the Java machine ends. */
  static Path write(RuleModel model) {
    ClassFiles files = RuleCompiler.compile(model);
    try {
      Path file = Files.createTempFile("tierwise-benchmarks", ".classes");
      file.toFile().deleteOnExit();
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        out.writeInt(files.classes().size());
        for (Map.Entry<String, byte[]> each : files.classes().entrySet()) {
          out.writeUTF(each.getKey());
          out.writeInt(each.getValue().length);
          out.write(each.getValue());
        }
        out.writeInt(files.models().size());
        for (String name : files.models()) {
          out.writeUTF(name);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the class files", e);
    }
  }
}
