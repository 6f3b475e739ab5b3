package tierwise;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tierwise.internal.folder.FolderFiles;
import tierwise.internal.folder.ProgrammeCalendar;
import tierwise.internal.folder.RuleFolder;
import tierwise.internal.folder.YearChoice;
import tierwise.internal.language.check.DriftCheck;
import tierwise.internal.source.Problems;

/**
 * What is usable of the rule folders of a place, and all that is wrong with them.
 *
 * @param sets the years that can decide, by their names
 * @param contents what each was made of, by its name
 * @param published the revisions that they are, by their names
 * @param settings those that they were read with
 */
record FoundRules(
    Map<String, RuleSet> sets,
    Map<String, Read> contents,
    Map<String, Revision> published,
    List<Problem> problems,
    RuleSettings settings) {

  /** A folder that was read, and what identifies its place and its files. */
  record Read(String content, RuleFolder folder) {}

  /**
   * Reads and checks rule folders.
   *
   * @param cases what is to be decided, so that other years are left out; {@code null} if nobody
   *     knows yet
   * @param earlier what was found before, of which years that did not change are taken as they are
   */
  static FoundRules in(
      RuleFiles files,
      RuleSettings settings,
      @Nullable List<EnrollmentCase> cases,
      @Nullable FoundRules earlier) {
    return new Reading(settings, cases, earlier).read(files);
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(each -> each.severity() == Problem.Severity.ERROR);
  }

  /** Where a rule of one year reads otherwise than in both years beside it, which agree. */
  List<Problem> drift() {
    Problems problems = new Problems();
    Map<String, List<DriftCheck.Year>> programmes = new LinkedHashMap<>();
    sets.values().stream()
        .sorted(Comparator.comparing(set -> set.programYear().from()))
        .forEach(
            set ->
                programmes
                    .computeIfAbsent(set.programYear().programme(), name -> new ArrayList<>())
                    .add(new DriftCheck.Year(set.programYear().year(), set.model())));
    programmes.values().forEach(years -> DriftCheck.tell(years, problems));
    return problems.inFileOrder();
  }

  /**
   * A folder whose rules nobody has looked at yet, and what is wrong with it so far. Equality is
   * identity.
   */
  private static final class ReadFolder {
    private final RuleFolder folder;
    private final Problems problems;

    ReadFolder(RuleFolder folder, Problems problems) {
      this.folder = folder;
      this.problems = problems;
    }

    RuleFolder folder() {
      return folder;
    }

    Problems problems() {
      return problems;
    }
  }

  /** One look at a place; the rest is as for {@link #in}. */
  private record Reading(
      RuleSettings settings, @Nullable List<EnrollmentCase> cases, @Nullable FoundRules earlier) {
    /**
     * Each folder on its own, so that one with very many problems does not hide those of others.
     */
    FoundRules read(RuleFiles files) {
      Map<String, RuleSet> sets = new TreeMap<>();
      Map<String, Read> contents = new TreeMap<>();
      Map<String, RuleFolder> notNeeded = notNeeded(files.folders());
      List<ReadFolder> years = new ArrayList<>();
      List<RuleFolder> dated = new ArrayList<>();
      for (FolderFiles each : files.folders()) {
        RuleFolder manifestOnly = notNeeded.get(each.path());
        if (manifestOnly != null) {
          dated.add(manifestOnly);
        } else {
          String content = each.path() + " " + files.hash(each.path());
          RuleFolder before = before(each.name(), content);
          ReadFolder read = before == null ? folder(each) : new ReadFolder(before, new Problems());
          years.add(read);
          dated.add(read.folder());
          contents.put(each.name(), new Read(content, read.folder()));
        }
      }
      ProgrammeCalendar calendar = new ProgrammeCalendar(dated);
      List<Problem> told = new ArrayList<>(files.problems());
      for (ReadFolder each : years) {
        RuleSet set = unchanged(each.folder(), calendar.until(each.folder()));
        if (set == null) {
          set =
              RuleSet.check(
                  each.folder(), calendar.until(each.folder()), settings, each.problems());
        }
        if (set != null) {
          sets.put(each.folder().name(), set);
        }
        told.addAll(each.problems().inFileOrder());
      }
      Problems together = new Problems();
      calendar.tell(together);
      Map<String, Revision> published = files.published();
      if (!settings.signers().isEmpty()) {
        files.refuseUnsigned(sets.values(), settings.signers(), together);
      }
      told.addAll(together.inFileOrder());
      return new FoundRules(
          Collections.unmodifiableMap(sets), contents, published, List.copyOf(told), settings);
    }

    /**
     * The folder as it was read earlier; {@code null} if it was not, or has another content now.
     */
    private @Nullable RuleFolder before(String name, String content) {
      if (earlier == null || earlier.settings() != settings) {
        return null;
      }
      Read before = earlier.contents().get(name);
      return before != null && before.content().equals(content) ? before.folder() : null;
    }

    /** What was made of the folder before; {@code null} if it is to be made anew. */
    @SuppressWarnings("ReferenceEquality") // The very folder that it was made of.
    private @Nullable RuleSet unchanged(RuleFolder folder, @Nullable LocalDate until) {
      RuleSet before = earlier == null ? null : earlier.sets().get(folder.name());
      Read read = earlier == null ? null : earlier.contents().get(folder.name());
      return before != null
              && read != null
              && read.folder() == folder
              && Objects.equals(before.programYear().until(), until)
          ? before
          : null;
    }

    private ReadFolder folder(FolderFiles files) {
      Problems problems = new Problems();
      return new ReadFolder(RuleFolder.read(files, settings.trusted(), problems), problems);
    }

    /**
     * The folders whose rules no case needs, by their paths and with their manifests only, which
     * say on which days they hold; none where nobody can say. What is wrong with a manifest is told
     * where its folder is read.
     */
    private Map<String, RuleFolder> notNeeded(List<FolderFiles> all) {
      if (cases == null) {
        return Map.of();
      }
      Map<String, RuleFolder> manifests = new TreeMap<>();
      for (FolderFiles each : all) {
        RuleFolder read = RuleFolder.read(each.manifestOnly(), new Problems());
        if (read.manifest() == null) {
          return Map.of();
        }
        manifests.put(each.path(), read);
      }
      ProgrammeCalendar calendar = new ProgrammeCalendar(manifests.values());
      YearChoice<RuleFolder> choice = new YearChoice<>(manifests.values(), calendar::span);
      Set<String> needed = new HashSet<>();
      for (EnrollmentCase each : cases) {
        List<RuleFolder> own = choice.fitting(each.facts().year(), each.application().asOf());
        if (own.isEmpty()) {
          return Map.of();
        }
        own.forEach(folder -> needed.add(folder.path()));
      }
      manifests.keySet().removeAll(needed);
      return manifests;
    }
  }
}
