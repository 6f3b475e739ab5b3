package tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tierwise.internal.source.SourceText;
import tierwise.testing.internal.interpret.TestedRules;

/** What callers of the harness see of it. */
class PublicDoorTest {
  private static final List<String> DOORS = List.of("tierwise/testing", "tierwise/testing/junit");

  /** A new name here is a decision. */
  private static final List<String> NAMES =
      List.of(
          "Coverage",
          "Engines",
          "ExpectationUpdate",
          "Invariants",
          "LanguageReference",
          "Mutation",
          "RuleFolderCases",
          "RuleFolderTests",
          "RuleFolders",
          "RunsRuleFolders",
          "TestCase",
          "TestReport",
          "TestResult",
          "YearCopy");

  @Test
  void theDoorIsSmall() throws Exception {
    assertThat(visible().filter(type -> type.getEnclosingClass() == null).map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void noSignatureShowsWhatIsInternal() throws Exception {
    assertThat(visible().flatMap(PublicDoorTest::insidesIn)).isEmpty();
  }

  /** The test before would see it, wherever in a signature it stands. */
  @Test
  void whatADoorWouldShowIsSeen() {
    assertThat(insidesIn(ShowsTheInside.class)).hasSize(4);
    assertThat(insidesIn(TestCase.class)).isEmpty();
  }

  /** Shows what no public type should. */
  @SuppressWarnings("unused")
  public static class ShowsTheInside implements Supplier<TestedRules> {
    public final List<SourceText> field = List.of();
    private final List<SourceText> hidden = List.of();

    public ShowsTheInside(TestedRules rules) {}

    @Override
    public TestedRules get() {
      return hidden();
    }

    TestedRules hidden() {
      throw new UnsupportedOperationException();
    }
  }

  private static Stream<String> insidesIn(Class<?> type) {
    List<String> shown = new ArrayList<>();
    Stream.concat(
            Stream.of(String.valueOf(type.getGenericSuperclass())),
            Arrays.stream(type.getGenericInterfaces()).map(String::valueOf))
        .forEach(shown::add);
    members(type)
        .filter(member -> isShown(member.getModifiers()) && !member.isSynthetic())
        .map(PublicDoorTest::signature)
        .forEach(shown::add);
    return shown.stream()
        .filter(text -> text.contains("tierwise.internal.") || text.contains(".testing.internal."));
  }

  private static Stream<Member> members(Class<?> type) {
    return Stream.of(
            type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream);
  }

  private static String signature(Member member) {
    AnnotatedElement element = (AnnotatedElement) member;
    if (element instanceof Field field) {
      return field.toGenericString();
    }
    return element instanceof Method method
        ? method.toGenericString()
        : ((Constructor<?>) element).toGenericString();
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<Class<?>> visible() throws IOException, URISyntaxException {
    Path classes =
        Path.of(RuleFolderCases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> all = new ArrayList<>();
    for (String door : DOORS) {
      try (Stream<Path> files = Files.list(classes.resolve(door))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
          String name = String.valueOf(file.getFileName()).replace(".class", "");
          if (!name.equals("package-info")) {
            all.add(load(door.replace('/', '.') + "." + name));
          }
        }
      }
    }
    return all.stream().filter(PublicDoorTest::isVisible);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicDoorTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    return isShown(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }
}
