package tierwise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tierwise.Problem;
import tierwise.RuleSetException;
import tierwise.testing.Coverage;
import tierwise.testing.Engines;
import tierwise.testing.ExpectationUpdate;
import tierwise.testing.Invariants;
import tierwise.testing.Mutation;
import tierwise.testing.RuleFolderCases;
import tierwise.testing.TestCase;
import tierwise.testing.TestReport;
import tierwise.testing.TestResult;

/** Runs the cases of rule folders. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    usageHelpWidth = Main.WIDTH,
    sortOptions = false,
    description = {
      "Decides the cases in the folders \"tests\" of rule folders and compares with what they"
          + " expect.",
      "",
      "Where ruleset.yaml says how much the cases must exercise, less than that is a failure, too;"
          + " with --filter, --cases and --watch it is not looked at.",
      ""
    },
    footer = {
      "",
      "JSON: {passed, failed, skipped: numbers of cases; folders: [{folder: programme/year,",
      "  cases: [{case, file, line, status: passed|failed|skipped, source: [what it follows from],",
      "           differences: [one text each] and report, if it failed; reason, if skipped}],",
      "  coverage: {folder, cases, coverage: {rules|conditions|rows|boundaries|comparisons|messages:",
      "             {seen, all, percent, limit}}, rules: [{rule, file, line, rules|…: {percent}}],",
      "             missing: [{kind, file, line, column, label, missing: [what was not seen],",
      "             cases: {side: a case to be pasted}}],",
      "             disagreements: [cases that engine and interpreter decide differently]},",
      "  laws: {drawn: number of cases, broken: [{law, case, details}]}, with --draw,",
      "  mutation: {folder, cases, failing: [cases that take no part], idle: [cases that",
      "             notice none], killed, percent, limit, refused, open: numbers of mutants,",
      "             survivors and alike: [{kind, file, line, rule, diff,",
      "             killer: a case to be pasted, or null}]}, with --mutate}]}",
      "",
      "Exit codes: 0 all passed, 1 a failure or a problem, 2 wrong usage or nothing to run."
    })
final class TestCommand implements Callable<Integer> {
  /** How results are printed. */
  enum EngineName {
    direct(Engines.DIRECT),
    drools(Engines.DROOLS),
    both(Engines.BOTH);

    private final Engines engines;

    EngineName(Engines engines) {
      this.engines = engines;
    }
  }

  enum Format {
    text,
    json,
    junit_xml;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;
  private static final int NOTHING_TO_RUN = CommandLine.ExitCode.USAGE;

  /** The codes of: there is no rule folder, and there is no case. */
  private static final Set<String> NOTHING = Set.of("TW-109", "TW-407");

  @Mixin private Folders folders;

  @Option(
      names = "--cases",
      paramLabel = "<file>",
      description =
          "Run the cases of this file, or of the files of this folder, instead of those in"
              + " \"tests\". With the rules of one year they are decided by that year; else by the"
              + " year that they name, or that covers their day.")
  private @Nullable Path cases;

  @Option(
      names = "--rules",
      paramLabel = "<folder>",
      description = "With --cases: the folder of programmes, programme or year. Default: ./rules.")
  private @Nullable Path rules;

  @Option(
      names = "--filter",
      paramLabel = "<words>",
      description = "Run only the cases whose name contains these words.")
  private @Nullable String words;

  @Option(
      names = "--engine",
      paramLabel = "<engine>",
      defaultValue = "both",
      description =
          "What decides: direct, drools, or both, which fails where they differ"
              + ". Default: ${DEFAULT-VALUE}.")
  private EngineName engine;

  @Option(
      names = "--watch",
      description = "Run again whenever a file is saved, until it is interrupted.")
  private boolean watch;

  @Option(
      names = "--update",
      description =
          "Show what failed cases would have to expect, and write it. A case with a source is"
              + " never changed.")
  private boolean update;

  @Option(
      names = "--coverage",
      description = "Say what the cases exercise of the rules, and what not.")
  private boolean coverage;

  @Option(
      names = "--coverage-page",
      paramLabel = "<file>",
      description = "Write the same into this file, as one HTML page with the rules line by line.")
  private @Nullable Path page;

  @Option(
      names = "--draw",
      paramLabel = "<number>",
      description =
          "Afterwards draw this many cases and try the laws that hold for every rule set, such as"
              + " that the order of facts does not matter.")
  private int draws;

  @Option(
      names = "--mutate",
      description = {
        "Afterwards change the rules in each small way in which a person might get them wrong, and"
            + " tell which mistakes no case notices, each with a case that would.",
        "It takes about a minute a folder; ^C ends it with what is known by then."
      })
  private boolean mutate;

  @Option(
      names = "--format",
      paramLabel = "<format>",
      defaultValue = "text",
      description =
          "text for people, json for programs, junit-xml for build servers."
              + " Default: ${DEFAULT-VALUE}.")
  private Format format;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** What was read of each folder, so that only what changed is read again. */
  private final Map<Path, List<RuleFolderCases>> earlier = new HashMap<>();

  /** What came of it. */
  private final IdentityHashMap<RuleFolderCases, TestReport.Folder> known = new IdentityHashMap<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields.
  TestCommand() {}

  @Override
  public Integer call() {
    List<Path> named = cases == null ? folders.named(spec.commandLine()) : ofCases(cases);
    if (!watch) {
      return run(named);
    }
    FolderWatch files =
        new FolderWatch(
            cases == null ? named : Stream.concat(named.stream(), Stream.of(cases)).toList());
    int code;
    do {
      code = run(named);
      out().println("Waiting for a file to be saved …");
      out().flush();
    } while (files.awaitChange());
    return code;
  }

  /** The folder of the rules against which cases are held. */
  private List<Path> ofCases(Path file) {
    if (!Files.exists(file)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is no file or folder " + file + ".");
    }
    if (rules != null && !Files.isDirectory(rules)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is no folder " + rules + ".");
    }
    List<Path> named = rules == null ? folders.named(spec.commandLine()) : List.of(rules);
    if (named.size() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Name one folder of rules with --cases.");
    }
    return named;
  }

  private int run(List<Path> named) {
    try {
      List<TestReport.Folder> results = new ArrayList<>();
      List<RuleFolderCases> all = new ArrayList<>();
      for (Path folder : named) {
        List<RuleFolderCases> read =
            cases == null
                ? RuleFolderCases.in(folder, earlier.getOrDefault(folder, List.of()))
                : RuleFolderCases.of(cases, folder);
        earlier.put(folder, read);
        for (RuleFolderCases cases : read) {
          results.add(result(cases));
          all.add(cases);
        }
      }
      known
          .keySet()
          .removeIf(cases -> earlier.values().stream().noneMatch(each -> each.contains(cases)));
      return report(new TestReport(results), all);
    } catch (RuleSetException e) {
      err().println(e.getMessage());
      err().flush();
      return e.problems().stream().map(Problem::code).allMatch(NOTHING::contains)
          ? NOTHING_TO_RUN
          : Main.PROBLEMS;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** What came of the cases, without deciding again those of a folder that is as it was. */
  private TestReport.Folder result(RuleFolderCases cases) {
    TestReport.Folder before = known.get(cases);
    if (before != null) {
      before.results().forEach(this::tell);
      return before;
    }
    TestReport.Folder result = run(cases);
    known.put(cases, result);
    return result;
  }

  private TestReport.Folder run(RuleFolderCases cases) {
    List<TestResult> results = cases.run(engine.engines, this::isWanted, this::tell);
    if (update) {
      update(cases, results);
    }
    // Whoever saves again and again wants to wait less, and single cases exercise little.
    boolean whole = words == null && !watch && this.cases == null;
    boolean wanted = coverage || page != null || (whole && cases.hasCoverageLimits());
    return new TestReport.Folder(cases.name(), results, wanted ? cases.coverage(true) : null);
  }

  private boolean isWanted(TestCase test) {
    return words == null || test.name().contains(words);
  }

  /** Whoever waits reads failures as they come. */
  private void tell(TestResult result) {
    if (format == Format.text && result.status() == TestResult.Status.FAILED) {
      out().println(result.text() + "\n");
      out().flush();
    }
  }

  private void update(RuleFolderCases cases, List<TestResult> results) {
    ExpectationUpdate changes = ExpectationUpdate.of(cases, results);
    err().print(changes.toText());
    try {
      changes.write();
    } catch (UncheckedIOException | IllegalStateException e) {
      err().println("Nothing more was written: " + e.getMessage());
    }
    err().flush();
  }

  private int report(TestReport decided, List<RuleFolderCases> all) {
    int ran = decided.count(TestResult.Status.PASSED) + decided.count(TestResult.Status.FAILED);
    if (ran + decided.count(TestResult.Status.SKIPPED) == 0) {
      err().println("No case has \"" + words + "\" in its name.");
      return NOTHING_TO_RUN;
    }
    List<Coverage> measured =
        decided.folders().stream()
            .map(TestReport.Folder::coverage)
            .flatMap(Stream::ofNullable)
            .toList();
    if (page != null) {
      write(page, Coverage.toHtml(measured));
    }
    if (format == Format.text) {
      if (coverage) {
        measured.forEach(each -> out().println(each.toText()));
      }
      out().print(decided.summary(!coverage));
      out().flush();
    }
    TestReport lawful = draws > 0 ? withLaws(decided, all) : decided;
    try (Interruption interruption = mutate ? new Interruption(err()) : null) {
      TestReport report = interruption == null ? lawful : withMutations(lawful, all, interruption);
      switch (format) {
        case json -> out().println(report.toJson());
        case junit_xml -> out().print(report.toJunitXml());
        case text -> {} // It was told as it came.
      }
      out().flush();
      return report.isGood() ? (ran == 0 ? NOTHING_TO_RUN : 0) : Main.PROBLEMS;
    }
  }

  private TestReport withLaws(TestReport report, List<RuleFolderCases> all) {
    List<TestReport.Folder> folders = new ArrayList<>();
    for (TestReport.Folder folder : report.folders()) {
      Invariants laws = all.get(folders.size()).invariants(draws);
      folders.add(folder.with(laws));
      if (format == Format.text) {
        out().print(laws.toText());
        out().flush();
      }
    }
    return new TestReport(folders);
  }

  /** When interrupted it tells what is known of a folder, and leaves out those behind it. */
  private TestReport withMutations(
      TestReport report, List<RuleFolderCases> all, Interruption interruption) {
    Mutation.Progress progress = progress(interruption);
    List<TestReport.Folder> folders = new ArrayList<>();
    for (TestReport.Folder folder : report.folders()) {
      if (interruption.isAsked()) {
        folders.add(folder);
        continue;
      }
      Mutation mutation = all.get(folders.size()).mutation(progress);
      folders.add(folder.with(mutation));
      if (format == Format.text) {
        out().println("\n" + mutation.toText());
        out().flush();
      }
    }
    return new TestReport(folders);
  }

  private Mutation.Progress progress(Interruption interruption) {
    AtomicLong lastLine = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_LINES);
    return (what, done, all) -> {
      if (System.nanoTime() - lastLine.get() >= NANOS_BETWEEN_LINES) {
        lastLine.set(System.nanoTime());
        err().println(what + ", " + done + " of " + all);
        err().flush();
      }
      return !interruption.isAsked();
    };
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
