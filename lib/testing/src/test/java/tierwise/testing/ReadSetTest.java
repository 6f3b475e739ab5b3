package tierwise.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Window;
import tierwise.internal.drools.ClassFiles;
import tierwise.internal.drools.RuleBase;
import tierwise.internal.drools.RuleCompiler;
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.FactType;
import tierwise.internal.language.ReadSet;
import tierwise.internal.language.ReadSet.Reads;
import tierwise.internal.language.RuleModel;
import tierwise.internal.language.RuleReader;
import tierwise.internal.language.Words;
import tierwise.internal.source.Problems;

/** What rules read, told from their text, against what their class files call. */
class ReadSetTest {
  private static final List<Path> ROOTS =
      List.of(Path.of("../../rules"), Path.of("../../examples/your-own-rules/src/rules"));

  /** All rule folders here, on their way past the nets: text, class files, loader. */
  @TestFactory
  Stream<DynamicTest> everyFolderPassesTheNetsAndItsClassesReadWhatIsTold() {
    return ROOTS.stream()
        .flatMap(root -> FolderFinder.in(root, new Problems()).stream())
        .map(
            files -> {
              RuleFolder folder = RuleFolder.read(files, new Problems());
              return dynamicTest(folder.name(), () -> check(folder));
            });
  }

  private static void check(RuleFolder folder) {
    Problems problems = new Problems();
    RuleModel model = requireNonNull(RuleReader.read(folder, problems));
    assertThat(problems.inFileOrder()).isEmpty();
    ReadSet reads = ReadSet.of(model, requireNonNull(folder.manifest()));
    Set<String> called = new TreeSet<>();
    ClassFiles files = RuleCompiler.compile(model);
    assertThatCode(() -> RuleBase.load(model, files)).doesNotThrowAnyException();
    files
        .classes()
        .forEach(
            (name, bytes) -> {
              if (name.contains(".Lambda")) {
                called.addAll(fieldsCalled(bytes, model));
              }
            });
    assertThat(called).isNotEmpty();
    assertThat(called.stream().filter(field -> !isRead(field, reads, model))).isEmpty();
    for (FactType type : model.types().values()) {
      if (type.isDeclared()) {
        // Nothing but rules and the manifest reads these.
        Set<String> told = fields(reads.decides().get(type.name()));
        told.removeAll(Set.of("id"));
        told.removeIf(field -> called.contains(type.name() + "." + field));
        told.removeIf(field -> isOfTheManifest(folder, type, field));
        assertThat(told).as(type + " in " + folder.name()).isEmpty();
      }
    }
  }

  private static boolean isOfTheManifest(RuleFolder folder, FactType type, String field) {
    return requireNonNull(folder.manifest()).measures().values().stream()
        .anyMatch(
            measure ->
                measure.counts() != null
                    && measure.counts().type().value().equals(type.name())
                    && (measure.counts().where().containsKey(field)
                        || (measure.split() != null && measure.split().value().equals(field))));
  }

  private static Set<String> fields(@Nullable Reads reads) {
    return reads == null ? new TreeSet<>() : new TreeSet<>(reads.fields());
  }

  private static boolean isRead(String field, ReadSet reads, RuleModel model) {
    int point = field.indexOf('.');
    return reads.reads(
        requireNonNull(model.types().get(field.substring(0, point))), field.substring(point + 1));
  }

  @Test
  void whatDecidesIsToldApartFromWhatIsShown() {
    ReadSet reads = ReadSet.of(Year2021.MODEL, Year2021.MANIFEST);
    Reads purchase = requireNonNull(reads.decides().get("Purchase"));
    assertThat(purchase.whole()).isFalse();
    assertThat(purchase.fields()).contains("kpi", "document", "id").doesNotContain("revenue");
    assertThat(reads.reads(requireNonNull(Year2021.MODEL.types().get("Purchase")), "currency"))
        .isFalse();
    assertThat(requireNonNull(reads.shown().get("Purchase")).fields()).contains("id");
    assertThat(requireNonNull(reads.decides().get("Offer")).whole()).isTrue();
  }

  @Test
  void methodsOfFactsReadWhatTheyAreSaidToRead() throws IOException {
    assertThat(read(Membership.class, "activeOn")).containsExactly("anniversary", "since");
    assertThat(read(Credential.class, "validOn")).containsExactly("from", "until");
    assertThat(read(Window.class, "contains")).containsExactly("from", "until");
  }

  /** The fields that a method of a fact reads. */
  private static Set<String> read(Class<?> type, String method) throws IOException {
    Set<String> fields = new TreeSet<>();
    try (InputStream in =
        requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
      new ClassReader(in.readAllBytes())
          .accept(
              new ClassVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                  return !name.equals(method)
                      ? null
                      : new MethodVisitor(Opcodes.ASM9) {
                        @Override
                        public void visitFieldInsn(
                            int opcode, String owner, String field, String descriptor) {
                          fields.add(field);
                        }
                      };
                }
              },
              0);
    }
    return fields;
  }

  /** The fields of facts that a class asks for, such as {@code Purchase.kpi}. */
  private static Set<String> fieldsCalled(byte[] bytes, RuleModel model) {
    Set<String> fields = new TreeSet<>();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode,
                      String owner,
                      String called,
                      String descriptor,
                      boolean isInterface) {
                    FactType type = model.types().get(owner.substring(owner.lastIndexOf('/') + 1));
                    if (type != null && descriptor.startsWith("()")) {
                      for (String field : List.copyOf(type.fields().keySet())) {
                        String getter =
                            type.isDeclared()
                                ? Words.getter(field)
                                : Words.forTheEngine(type, field);
                        if (getter.equals(called)) {
                          fields.add(type.name() + "." + field);
                        }
                      }
                    }
                  }
                };
              }
            },
            0);
    return fields;
  }
}
