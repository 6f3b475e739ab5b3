package tierwise.spring;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tierwise.record.DecisionRecord;
import tierwise.record.LogCheck;

/**
 * A log of decisions in a database: each is a row, and is committed before it is given back.
 * Several are written at a time, each in a chain of its own; a program that starts anew begins new
 * chains, so that any number of programs can keep their decisions in one database.
 *
 * <p>Safe for use by several threads. A thread that is interrupted while it waits interrupts no
 * writing.
 */
public final class DatabaseLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLog.class);
  private static final int PAGE = 200;
  private static final int MOST_ENDING_SECONDS = 10;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Duration timeOut;
  private final BlockingQueue<ChainWriter> idle;
  private final ThreadPoolExecutor threads;

  private DatabaseLog(DataSource source, TierwiseProperties.Log settings) {
    this.database = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    this.timeOut = settings.timeOut();
    transaction.setTimeout((int) Math.max(1, timeOut.plusMillis(999).toSeconds()));
    this.idle = new ArrayBlockingQueue<>(settings.writers());
    byte[] start = new byte[8];
    new SecureRandom().nextBytes(start);
    for (int i = 1; i <= settings.writers(); i++) {
      String name = HexFormat.of().formatHex(start) + "-" + i;
      idle.add(new ChainWriter(name, database, transaction));
    }
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            settings.writers(),
            settings.writers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(settings.waiting()),
            work -> new Thread(work, "tierwise-log-" + number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Opens the log in a database, and makes its tables there or brings them up to date.
   *
   * @throws RuntimeException as Flyway throws it, if that fails
   */
  static DatabaseLog open(DataSource source, TierwiseProperties.Log settings) {
    // A history of its own, whatever else has its tables in this database.
    Flyway.configure(DatabaseLog.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:tierwise/spring/database")
        .table("tierwise_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
    return new DatabaseLog(source, settings);
  }

  /**
   * Keeps a record, and gives it back as it is kept when it is committed.
   *
   * @throws NotKeptException if that does not happen in time, or not at all
   */
  public DecisionRecord append(DecisionRecord record) {
    Future<DecisionRecord> kept;
    try {
      kept = threads.submit(() -> write(record));
    } catch (RejectedExecutionException e) {
      throw new NotKeptException("too many decisions wait to be kept", e);
    }
    try {
      return kept.get(timeOut.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // What is not begun is dropped; what is begun goes on, since an embedded database does not
      // survive an interrupted thread.
      kept.cancel(false);
      throw new NotKeptException("the decision was not kept within " + timeOut, e);
    } catch (ExecutionException e) {
      LOG.error("A decision could not be kept", e.getCause());
      throw new NotKeptException("the decision could not be kept", e.getCause());
    } catch (InterruptedException e) {
      kept.cancel(false);
      Thread.currentThread().interrupt();
      throw new NotKeptException("nobody waited for the decision to be kept", e);
    }
  }

  private DecisionRecord write(DecisionRecord record) throws InterruptedException {
    ChainWriter writer = idle.take();
    try {
      return writer.append(record);
    } finally {
      idle.add(writer);
    }
  }

  /** The record of that id, if there is one. */
  public Optional<DecisionRecord> find(String id) {
    return database
        .sql("select record from tierwise_decision where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(DecisionRecord::fromJson);
  }

  /**
   * The records of a span of time, in the order of their times.
   *
   * @param from the first instant
   * @param until the first instant that no longer belongs to it
   * @param most how many to give at most, at least 1
   */
  public List<DecisionRecord> between(Instant from, Instant until, int most) {
    return database
        .sql(
            """
            select record from tierwise_decision where decided_at >= :from and decided_at < :until
            order by decided_at, writer, number limit :most
            """)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query(String.class)
        .list()
        .stream()
        .map(DecisionRecord::fromJson)
        .toList();
  }

  /**
   * Erases facts, decision and salt of a record. What remains proves as before that it was there.
   *
   * @return whether there is such a record
   */
  public boolean erase(String id) {
    Boolean isThere =
        transaction.execute(
            status -> {
              Optional<DecisionRecord> found = find(id);
              found.ifPresent(
                  each ->
                      database
                          .sql("update tierwise_decision set record = :record where id = :id")
                          .param("record", each.erased().toJson())
                          .param("id", id)
                          .update());
              return found.isPresent();
            });
    return Boolean.TRUE.equals(isThere);
  }

  /**
   * Reads all chains from their beginnings to their first records that are not as they were
   * written, or do not follow the ones before them.
   *
   * @return what was found of each chain, by the name of its writer
   */
  public Map<String, LogCheck> verify() {
    Map<String, LogCheck> chains = new TreeMap<>();
    for (String writer :
        database.sql("select distinct writer from tierwise_decision").query(String.class).list()) {
      chains.put(writer, LogCheck.ofChain("tierwise_decision of " + writer, new Chain(writer)));
    }
    return chains;
  }

  /** The texts of a chain, some at a time. For use by one thread. */
  private final class Chain implements Iterator<String> {
    private final String writer;
    private long read;
    private @Nullable Iterator<String> page;

    Chain(String writer) {
      this.writer = writer;
    }

    @Override
    public boolean hasNext() {
      if (page == null || !page.hasNext()) {
        page =
            database
                .sql(
                    """
                    select record from tierwise_decision where writer = :writer and number > :read
                    order by number limit :most
                    """)
                .param("writer", writer)
                .param("read", read)
                .param("most", PAGE)
                .query(String.class)
                .list()
                .iterator();
      }
      return page.hasNext();
    }

    @Override
    public String next() {
      read++;
      return Objects.requireNonNull(page).next();
    }
  }

  /** Takes nothing more, and waits a moment for what is being written. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(MOST_ENDING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The log was closed while decisions were being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
