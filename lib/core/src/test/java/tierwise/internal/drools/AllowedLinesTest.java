package tierwise.internal.drools;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;
import tierwise.internal.drools.AllowedLines.Line;
import tierwise.internal.drools.AllowedLines.Section;
import tierwise.internal.language.FactType;
import tierwise.internal.language.Helper;
import tierwise.internal.language.Vocabulary;
import tierwise.internal.language.Words;

/** The list of what rules may be built into, against the facts and helpers that it is about. */
class AllowedLinesTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/tierwise/internal/drools/class-files.txt");

  @Test
  void constraints_and_statements_read_every_field_and_call_every_helper_that_states_nothing()
      throws IOException {
    assertGenerated("# Every field and every helper that states nothing", callsOf(false));
  }

  @Test
  void only_statements_call_the_helpers_that_state_something() throws IOException {
    assertGenerated("# Every helper that states something", callsOf(true));
  }

  /** The lines that follow the comment are those that follow from the facts and helpers. */
  private static void assertGenerated(String comment, SortedMap<String, String> calls)
      throws IOException {
    String list = Files.readString(RESOURCE);
    int begin = list.indexOf('\n', list.indexOf(comment)) + 1;
    int end = list.indexOf("\n\n", begin) + 1;
    String expected =
        calls.entrySet().stream()
            .map(call -> call.getKey() + " -- " + call.getValue() + "\n")
            .collect(Collectors.joining());
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(RESOURCE, list.substring(0, begin) + expected + list.substring(end));
      return;
    }
    assertThat(list.substring(begin, end))
        .as("%s, to be written anew with -Dgolden=write", RESOURCE)
        .isEqualTo(expected);
  }

  @Test
  void nothing_else_of_tierwise_can_be_called() {
    Set<String> known = new TreeSet<>();
    known.addAll(callsOf(true).keySet());
    known.addAll(callsOf(false).keySet());
    assertThat(lines().filter(line -> line.startsWith("call tierwise/")))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void every_call_is_of_a_method_that_there_is() {
    Pattern pattern = Pattern.compile("call ((?:java|org)/[\\w/$<>]+)\\..*\\).*");
    for (String line : lines().toList()) {
      Matcher call = pattern.matcher(line);
      if (call.matches()) {
        assertThat(callsOf(call.group(1).replace("<n>", "1")).anyMatch(line::startsWith))
            .as(line)
            .isTrue();
      }
    }
  }

  /** Calls of the methods and constructors of a class and of what it inherits from. */
  private static Stream<String> callsOf(String className) {
    try {
      Class<?> type = Class.forName(className.replace('/', '.'));
      return Stream.concat(
              Stream.of(type.getDeclaredConstructors())
                  .map(each -> "<init>" + Type.getConstructorDescriptor(each)),
              Stream.of(type.getDeclaredMethods(), type.getMethods())
                  .flatMap(Stream::of)
                  .map(each -> each.getName() + Type.getMethodDescriptor(each)))
          .map(method -> AllowedLines.general("call " + className + "." + method));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_facts_are_those_that_rules_know() {
    assertThat(AllowedLines.namesIn("facts"))
        .containsExactlyInAnyOrderElementsOf(
            Vocabulary.shared().factTypes().values().stream()
                .map(FactType::javaClass)
                .map(Type::getInternalName)
                .toList());
  }

  @Test
  void every_line_that_is_not_part_of_a_whole_method_has_a_reason() {
    for (Section section : AllowedLines.sections()) {
      assertThat(section.lines()).as(section.targets().toString()).isNotEmpty();
      if (!section.exactly()) {
        assertThat(section.lines())
            .as(section.targets().toString())
            .allMatch(line -> !line.reason().isBlank());
      }
    }
  }

  @Test
  void no_line_stands_for_several_methods_or_classes_of_java_or_the_engine() {
    assertThat(lines()).noneMatch(line -> line.contains("*") || line.contains(".."));
    assertThat(lines().filter(line -> line.startsWith("call ") && !line.startsWith("call own ")))
        .allMatch(line -> line.matches("call [^ ]+\\(.*\\)[^ ]+( of a written decimal)?"));
  }

  @Test
  void the_loader_lists_every_class_that_is_used() {
    Set<String> used =
        named(
            "^(?:call|get|set|new|get static|set static|extends|implements|cast to|class|array of)"
                + " (NAME)");
    Stream.of("values", "facts")
        .flatMap(section -> AllowedLines.namesIn(section).stream())
        .forEach(name -> used.add(name.replace('/', '.')));
    // Called in methods only that nobody calls, so that it is never linked.
    used.remove("java.lang.System");
    used.removeAll(ListedNames.all());
    assertThat(used).isEmpty();
  }

  @Test
  void the_loader_lists_no_class_that_no_line_mentions() {
    Set<String> listed =
        ListedNames.all().stream()
            .map(name -> name.replaceAll("(?<=model\\..{0,40}\\D)\\d+$", "1"))
            .collect(Collectors.toCollection(TreeSet::new));
    listed.removeAll(named("(NAME)"));
    // The verifier asks for it where something is thrown.
    assertThat(listed).containsExactly("java.lang.Throwable");
  }

  /** The classes that lines name in such places, with points. */
  private static Set<String> named(String place) {
    Pattern pattern = Pattern.compile(place.replace("NAME", "(?:java|org|tierwise)(?:/[\\w$]+)+"));
    return lines()
        .map(line -> line.replace("<n>", "1").replace("<variables>", "org/drools/model/Variable"))
        .flatMap(line -> pattern.matcher(line).results())
        .map(found -> found.group(1).replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> lines() {
    return AllowedLines.sections().stream()
        .flatMap(section -> section.lines().stream())
        .map(Line::text);
  }

  /** The calls, each with the reason why it may be there. */
  private static SortedMap<String, String> callsOf(boolean states) {
    SortedMap<String, String> calls = new TreeMap<>();
    if (!states) {
      for (FactType type : Vocabulary.shared().factTypes().values()) {
        for (String field : type.fields().keySet()) {
          calls.put(
              call(requireNonNull(type.javaClass()), Words.forTheEngine(type, field)),
              "the field " + field);
        }
      }
    }
    for (Helper helper : Vocabulary.shared().helpers()) {
      if (helper.states() == states) {
        calls.putIfAbsent(
            "call "
                + Type.getInternalName(helper.method().getDeclaringClass())
                + "."
                + helper.name()
                + Type.getMethodDescriptor(helper.method()),
            states ? "a statement" : "a helper");
      }
    }
    return calls;
  }

  private static String call(Class<?> owner, String method) {
    try {
      return "call "
          + Type.getInternalName(owner)
          + "."
          + method
          + Type.getMethodDescriptor(owner.getMethod(method));
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
