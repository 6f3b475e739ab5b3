package tierwise.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
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
import tierwise.internal.folder.FolderFinder;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.language.check.ReadSet;
import tierwise.internal.language.check.ReadSet.Reads;
import tierwise.internal.language.check.RuleChecker;
import tierwise.internal.language.model.FactType;
import tierwise.internal.language.model.RuleModel;
import tierwise.internal.source.Problems;
import tierwise.internal.source.Span;

/** What rules read, as it is told, against each field that stands anywhere in them. */
class ReadSetTest {
  private static final List<Path> ROOTS =
      List.of(Path.of("../../rules"), Path.of("../../examples/your-own-rules/src/rules"));

  /** All rule folders here. */
  @TestFactory
  Stream<DynamicTest> theRulesOfEveryFolderReadWhatIsTold() {
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
    RuleModel model = requireNonNull(RuleChecker.read(folder, problems));
    assertThat(problems.inFileOrder()).isEmpty();
    ReadSet reads = ReadSet.of(model, requireNonNull(folder.manifest()));
    Set<String> called = new TreeSet<>();
    model.rules().forEach(rule -> collect(rule.when(), model, called));
    model.rules().forEach(rule -> collect(rule.then(), model, called));
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

  /** The fields that stand anywhere in a part of a rule, such as {@code Purchase.kpi}. */
  private static void collect(@Nullable Object part, RuleModel model, Set<String> fields) {
    if (part instanceof Collection<?> parts) {
      parts.forEach(each -> collect(each, model, fields));
    } else if (part instanceof FactType.Field field) {
      fields.add(nameOf(field, model));
    } else if (part instanceof Record && !(part instanceof FactType || part instanceof Span)) {
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        try {
          collect(component.getAccessor().invoke(part), model, fields);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(component.toString(), e);
        }
      }
    }
  }

  /** Each field of each type has a reader of its own. */
  private static String nameOf(FactType.Field field, RuleModel model) {
    return model.types().values().stream()
        .filter(
            type ->
                type.fields().values().stream().anyMatch(each -> each.reader() == field.reader()))
        .map(type -> type.name() + "." + field.name())
        .findFirst()
        .orElseThrow();
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
}
