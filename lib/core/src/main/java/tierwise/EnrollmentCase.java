package tierwise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tierwise.facts.Application;
import tierwise.facts.Attestation;
import tierwise.facts.Credential;
import tierwise.facts.Membership;
import tierwise.facts.Order;
import tierwise.facts.Partner;
import tierwise.facts.Purchase;
import tierwise.facts.Reported;
import tierwise.internal.casefile.BareCase;
import tierwise.internal.casefile.CaseFacts;
import tierwise.internal.casefile.CaseFile;
import tierwise.internal.casefile.CaseFileReader;
import tierwise.internal.casefile.CaseRows;
import tierwise.internal.casefile.DeclaredFact;
import tierwise.internal.casefile.FactLocations;
import tierwise.internal.json.JsonLayout;
import tierwise.internal.language.model.Described;
import tierwise.internal.language.model.FactType;
import tierwise.internal.opened.OpenedCases;
import tierwise.internal.source.Decoder;
import tierwise.internal.source.Problems;
import tierwise.internal.source.SourceText;

/**
 * The facts of one enrollment decision: an application, a partner, and ledgers.
 *
 * <p>A ledger that was given counts, even as an empty list; one that was not given makes the
 * findings that depend on it {@code NOT_REPORTED}. Immutable and safe for use by several threads.
 * Two cases are equal if they tell the same in the same order, wherever they come from: values of
 * declared facts are compared as the texts that they stand for.
 */
public final class EnrollmentCase {
  static {
    OpenedCases.madeBy(EnrollmentCase::new);
  }

  private final CaseFacts facts;

  private EnrollmentCase(CaseFacts facts) {
    this.facts = facts;
  }

  /** Begins a case with what each has. */
  public static Builder of(Application application, Partner partner) {
    return new Builder(application, partner);
  }

  /**
   * The cases of a file, in YAML or JSON.
   *
   * @throws RuleSetException with everything that is wrong in the file
   * @throws UncheckedIOException if the file cannot be read
   */
  public static List<EnrollmentCase> read(Path file) {
    Objects.requireNonNull(file, "file");
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than a file can have is enough to refuse it.
      return parse(file.toString(), in.readNBytes(CaseFileReader.LARGEST_FILE + 1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * The cases of a text in YAML or JSON.
   *
   * @param name what problems should call the text
   * @throws RuleSetException with everything that is wrong in the text
   */
  public static List<EnrollmentCase> parse(String name, String text) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
    return parse(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<EnrollmentCase> parse(String name, byte[] bytes) {
    Problems problems = new Problems();
    SourceText source = Decoder.decode(name, bytes, CaseFileReader.LARGEST_FILE, problems);
    CaseFile file = source == null ? null : CaseFileReader.read(source, problems);
    problems.throwIfErrors();
    return file == null ? List.of() : file.cases().stream().map(EnrollmentCase::of).toList();
  }

  /**
   * One case in JSON, as {@link #toJson()} writes it.
   *
   * @throws RuleSetException as {@link #fromJson(String, byte[])} does; its problems call the text
   *     {@code case.json}
   */
  public static EnrollmentCase fromJson(String json) {
    Objects.requireNonNull(json, "json");
    return fromJson("case.json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * One case in JSON: {@code "format": 1}, the keys that a case file has in {@code given}, and
   * {@code "year"} and {@code "case"} if the case names the year that decides and itself. Decimals
   * may be numbers or texts, and are read digit by digit. Faster than {@link #parse} by a multiple.
   *
   * @param name what problems should call the text
   * @param json in UTF-8, at most 64 MiB
   * @throws RuleSetException with everything that is wrong in the text
   */
  public static EnrollmentCase fromJson(String name, byte[] json) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(json, "json");
    Problems problems = new Problems();
    SourceText source = Decoder.decode(name, json, CaseFileReader.LARGEST_FILE, problems);
    CaseFacts facts = source == null ? null : BareCase.read(source, problems);
    problems.throwIfErrors();
    return new EnrollmentCase(Objects.requireNonNull(facts, "facts"));
  }

  /**
   * A case of rows, as programs have them from tables: for each key of a case file its rows, each
   * with its values by field. {@code application} and {@code partner} have one row; what the
   * application asks for is a map of lists of names under {@code asksFor}. A ledger without rows is
   * given and empty, one that is not there is not given; a value that is {@code null} is not given.
   *
   * @param rows values are texts, whole numbers, {@code BigDecimal}s, {@code LocalDate}s and
   *     Booleans, or the text of any of them
   * @throws RuleSetException with everything that is wrong in the rows; its problems show them as
   *     JSON that is called {@code rows}
   */
  public static EnrollmentCase ofRows(Map<String, ? extends List<? extends Map<String, ?>>> rows) {
    Problems problems = new Problems();
    String json = CaseRows.toJson(Objects.requireNonNull(rows, "rows"), problems);
    problems.throwIfErrors();
    return fromJson("rows", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The case as JSON in one line, of which {@link #fromJson(String)} makes an equal case. Values of
   * declared facts are texts there, since only the rules know their types.
   */
  public String toJson() {
    return JsonLayout.writeLine(BareCase.of(facts));
  }

  private static EnrollmentCase of(CaseFile.Entry entry) {
    CaseFacts facts = entry.facts();
    if (facts == null || !entry.faults().isEmpty()) {
      throw new RuleSetException(entry.faults());
    }
    return new EnrollmentCase(facts);
  }

  /** The sentence that names the case in its file; empty for a case made in Java. */
  public Optional<String> name() {
    return Optional.ofNullable(facts.name());
  }

  /** The programme year that the case names; empty if the year of its day decides. */
  public Optional<String> year() {
    return Optional.ofNullable(facts.year());
  }

  /** The application. */
  public Application application() {
    return facts.application();
  }

  /** The partner. */
  public Partner partner() {
    return facts.partner();
  }

  /**
   * The same case, to be decided by the given year, such as {@code learning-partner/2021}. A year
   * alone, such as {@code 2021}, is one of the programme that the case names, if it names one.
   */
  public EnrollmentCase withYear(String programYear) {
    Objects.requireNonNull(programYear, "programYear");
    String named = facts.year();
    int slash = named == null || programYear.contains("/") ? -1 : named.indexOf('/');
    return new EnrollmentCase(
        facts.withYear(
            named == null || slash < 0
                ? programYear
                : named.substring(0, slash + 1) + programYear));
  }

  /** The same case, decided as of another day. */
  public EnrollmentCase on(LocalDate day) {
    Objects.requireNonNull(day, "day");
    return day.equals(application().asOf()) ? this : new EnrollmentCase(facts.on(day));
  }

  /**
   * The lines of a ledger; empty if the case does not give it.
   *
   * @param type the type of its lines, such as {@link Purchase}
   * @throws IllegalArgumentException if no case has a ledger of the type
   */
  public <T extends Record> Optional<List<T>> ledger(Class<T> type) {
    List<?> lines = facts.ledgers().get(ledgerOf(type).name());
    return Optional.ofNullable(lines).map(all -> all.stream().map(type::cast).toList());
  }

  /**
   * The facts of the types that rules declare, by type: for each its values by field, as they were
   * given.
   */
  public Map<String, List<Map<String, Object>>> declared() {
    Map<String, List<Map<String, Object>>> declared = new LinkedHashMap<>();
    facts
        .declared()
        .forEach(
            (type, all) -> declared.put(type, all.stream().map(DeclaredFact::values).toList()));
    return Collections.unmodifiableMap(declared);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EnrollmentCase that && facts.tellsTheSame(that.facts);
  }

  @Override
  public int hashCode() {
    return facts.told().hashCode();
  }

  /** Whose case of which day it is, and no more: what a partner reports stays out of logs. */
  @Override
  public String toString() {
    return "case of "
        + partner().id()
        + " on "
        + application().asOf()
        + year().map(year -> " by " + year).orElse("");
  }

  private static FactType ledgerOf(Class<?> type) {
    FactType ledger = Described.factType(Objects.requireNonNull(type, "type"));
    if (ledger.kind() != FactType.Kind.LEDGER) {
      throw new IllegalArgumentException("a case has no ledger of " + ledger);
    }
    return ledger;
  }

  CaseFacts facts() {
    return facts;
  }

  /**
   * Collects the ledgers of a case. Each method gives one ledger whole; what is not called leaves
   * its ledger not given. A {@code null} is refused at once, by the name of the parameter and the
   * place in the list. For use by one thread.
   */
  public static final class Builder {
    private final Application application;
    private final Partner partner;
    private final Map<String, List<?>> ledgers = new LinkedHashMap<>();
    private final Map<String, List<DeclaredFact>> declared = new LinkedHashMap<>();
    private @Nullable String year;

    private Builder(Application application, Partner partner) {
      this.application = Objects.requireNonNull(application, "application");
      this.partner = Objects.requireNonNull(partner, "partner");
    }

    /** Gives what the partner, or a sister organisation, holds and held. */
    public Builder memberships(List<Membership> memberships) {
      return ledger(Membership.class, memberships);
    }

    /** Gives the orders and their payments. */
    public Builder orders(List<Order> orders) {
      return ledger(Order.class, orders);
    }

    /** Gives the purchases. */
    public Builder purchases(List<Purchase> purchases) {
      return ledger(Purchase.class, purchases);
    }

    /** Gives what the partner's people hold. */
    public Builder credentials(List<Credential> credentials) {
      return ledger(Credential.class, credentials);
    }

    /** Gives what was declared or confirmed. */
    public Builder attestations(List<Attestation> attestations) {
      return ledger(Attestation.class, attestations);
    }

    /** Gives single figures from reports and lists. */
    public Builder reported(List<Reported> reported) {
      return ledger(Reported.class, reported);
    }

    /**
     * Gives the lines of any ledger; the methods before this one are shorter.
     *
     * @param type the type of its lines, such as {@link Purchase}
     * @throws IllegalArgumentException if no case has a ledger of the type
     */
    public <T extends Record> Builder ledger(Class<T> type, List<T> lines) {
      FactType ledger = ledgerOf(type);
      ledgers.put(ledger.name(), Given.all(ledger.key(), lines));
      return this;
    }

    /**
     * Gives the facts of a type that the year's rules declare.
     *
     * @param type the declared type, such as {@code KpiDispute}
     * @param facts for each fact its values by field: texts, whole numbers, {@code BigDecimal}s,
     *     {@code LocalDate}s and Booleans, or the text of any of them; a field whose value is
     *     {@code null} is not given
     */
    public Builder declared(String type, List<Map<String, Object>> facts) {
      Objects.requireNonNull(type, "type");
      List<DeclaredFact> copies = new ArrayList<>();
      for (Map<String, Object> values : Given.all("facts", facts)) {
        for (String field : values.keySet()) {
          Objects.requireNonNull(
              field, () -> "facts[" + copies.size() + "] has a key that is null");
        }
        copies.add(new DeclaredFact(type, values));
      }
      declared.put(type, copies);
      return this;
    }

    /** Names the programme year that should decide, instead of the year of the day. */
    public Builder year(String programYear) {
      this.year = Objects.requireNonNull(programYear, "programYear");
      return this;
    }

    /**
     * The case.
     *
     * @throws RuleSetException if two facts have one id, there are more than 200,000, or a value of
     *     a declared fact is of a Java type that {@link #declared} does not name, such as a double
     */
    public EnrollmentCase build() {
      CaseFacts facts =
          new CaseFacts(
              null, year, null, application, partner, ledgers, declared, FactLocations.none());
      Problems problems = new Problems();
      facts.check(problems);
      problems.throwIfErrors();
      return new EnrollmentCase(facts);
    }
  }
}
