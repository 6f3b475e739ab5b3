package tierwise.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tierwise.Comparison;
import tierwise.Decision;
import tierwise.EnrollmentCase;
import tierwise.ProgramYear;
import tierwise.Revision;
import tierwise.RuleSet;
import tierwise.RuleSetException;
import tierwise.RuleSets;
import tierwise.RuleSettings;
import tierwise.internal.source.Catalogue;
import tierwise.internal.source.Problems;
import tierwise.live.History;

/**
 * Decides records again: by the very rules that decided them, which it finds by their fingerprint
 * among rules as they are now and in the archives of what was published; or by those of another
 * year, to see what these would change. Immutable and safe for use by several threads.
 */
public final class Replay {
  private final RuleSets rules;
  private final List<History> histories;
  private final RuleSettings settings;

  /** The rules of archives, or nothing where there are none, by year and fingerprint. */
  private final Map<String, Optional<RuleSet>> archived = new ConcurrentHashMap<>();

  private Replay(RuleSets rules, List<History> histories, RuleSettings settings) {
    this.rules = rules;
    this.histories = List.copyOf(histories);
    this.settings = settings;
  }

  /** By rules as they are, without archives. */
  public static Replay by(RuleSets rules) {
    return by(rules, List.of());
  }

  /** By rules as they are, and by those that were published once. */
  public static Replay by(RuleSets rules, List<History> histories) {
    return new Replay(
        Objects.requireNonNull(rules, "rules"), histories, RuleSettings.usual().withoutGuard());
  }

  /**
   * By the rules in a directory of programmes, of one programme or of one year, and by what was
   * published of these.
   *
   * @throws RuleSetException if there are no rules, or with everything that is wrong with them or
   *     their histories
   */
  public static Replay in(Path directory) {
    RuleSettings settings = RuleSettings.usual().withoutGuard();
    RuleSets rules = RuleSets.with(settings).in(directory);
    List<History> histories = new ArrayList<>();
    rules.years().stream()
        .map(ProgramYear::programme)
        .distinct()
        .forEach(
            programme -> folder(directory, programme).ifPresent(f -> histories.add(History.in(f))));
    return new Replay(rules, histories, settings);
  }

  /** The folder of a programme, whether it or something above or below it was named. */
  private static Optional<Path> folder(Path directory, String programme) {
    Path named = directory.toAbsolutePath().normalize();
    Path above = named.getParent();
    return Stream.of(named.resolve(programme), named, above == null ? named : above)
        .filter(each -> each.endsWith(programme) && Files.isDirectory(each))
        .findFirst();
  }

  /** The same with other settings for the rules of archives, such as classes that they may call. */
  public Replay reading(RuleSettings other) {
    return new Replay(rules, histories, Objects.requireNonNull(other, "other"));
  }

  /** Decides a record again by the rules that decided it. */
  public Replayed again(DecisionRecord record) {
    DecisionRecord.Content content = record.content();
    if (content == null) {
      return cannot(RecordProblem.ERASED);
    }
    try {
      RuleSet set = find(record.programYear(), record.fingerprint());
      if (set == null) {
        return cannot(RecordProblem.NO_SUCH_RULES, record.programYear(), record.fingerprint());
      }
      Decision now = set.decide(content.facts());
      // A later version of the library may write the same decision with more words.
      return now.toJsonLine().equals(content.decisionText()) || now.equals(content.decision())
          ? new Replayed.Same(content.decision())
          : new Replayed.Differs(now, Differences.between(content.decision(), now));
    } catch (RuleSetException e) {
      return cannot(
          RecordProblem.REFUSED_BY_RULES, record.programYear(), e.problems().get(0).message());
    }
  }

  /**
   * Decides the facts of a record by another year as well: what was decided then, and what that
   * year decides. Facts that it does not know are left out and told.
   *
   * @param year a year of the rules as they are now, such as {@code 2022}, of the programme of the
   *     record, or {@code other-programme/2022}
   * @throws RuleSetException if there is no such year, it cannot decide the facts, or the record
   *     was erased
   * @throws IllegalArgumentException if it is the year of the record
   */
  public Comparison byYear(String year, DecisionRecord record) {
    DecisionRecord.Content content = record.content();
    if (content == null) {
      throw new RuleSetException(List.of(Problems.alone(RecordProblem.ERASED)));
    }
    EnrollmentCase facts = content.facts().withYear(record.programYear());
    String name = facts.withYear(year).year().orElse(year);
    if (name.equals(record.programYear())) {
      throw new IllegalArgumentException(record + " was decided by " + name);
    }
    Comparison other = rules.compare(facts, List.of(name));
    return new Comparison(List.of(content.decision(), other.decisions().get(0)), other.notRead());
  }

  private @Nullable RuleSet find(String year, String fingerprint) {
    boolean isThere = rules.years().stream().anyMatch(each -> each.name().equals(year));
    if (isThere && rules.year(year).fingerprint().equals(fingerprint)) {
      return rules.year(year);
    }
    return archived
        .computeIfAbsent(year + " " + fingerprint, key -> inArchives(year, fingerprint))
        .orElse(null);
  }

  private Optional<RuleSet> inArchives(String year, String fingerprint) {
    for (History history : histories) {
      for (Revision each : history.revisions()) {
        if (each.name().equals(year) && each.fingerprint().equals(fingerprint)) {
          RuleSet set = RuleSets.with(settings).of(history.files(each)).year(year);
          // What the history says and what the archive has are two things.
          return set.fingerprint().equals(fingerprint) ? Optional.of(set) : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Replayed cannot(RecordProblem why, @Nullable Object... values) {
    return new Replayed.Cannot(Catalogue.shared().told(why, values));
  }
}
