package tierwise.spring;

import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tierwise.record.DecisionRecord;

/**
 * Writes one chain of records, whose name nobody else has. For use by one thread at a time.
 *
 * <p>After a failure nobody knows whether the last record was committed, so the database is asked
 * where the chain ends before it goes on. If the lost one were committed after that, the next would
 * have its number, which the primary key refuses.
 */
final class ChainWriter {
  private final String name;
  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private Link last = Link.START;
  private boolean isKnown = true;

  /** The last record of the chain. */
  private record Link(long number, String hash) {
    static final Link START = new Link(0, DecisionRecord.START);
  }

  ChainWriter(String name, JdbcClient database, TransactionTemplate transaction) {
    this.name = name;
    this.database = database;
    this.transaction = transaction;
  }

  /** Gives the record as it is kept, once it is committed. */
  DecisionRecord append(DecisionRecord record) {
    if (!isKnown) {
      last = end();
      isKnown = true;
    }
    DecisionRecord kept = record.after(last.hash());
    isKnown = false;
    transaction.executeWithoutResult(status -> insert(kept));
    last = new Link(last.number() + 1, kept.hash());
    isKnown = true;
    return kept;
  }

  private void insert(DecisionRecord kept) {
    database
        .sql(
            """
            insert into tierwise_decision
              (writer, number, id, decided_at, programme_year, record)
            values (:writer, :number, :id, :at, :year, :record)
            """)
        .param("writer", name)
        .param("number", last.number() + 1)
        .param("id", kept.id())
        .param("at", kept.at().atOffset(ZoneOffset.UTC))
        .param("year", kept.programYear())
        .param("record", kept.toJson())
        .update();
  }

  private Link end() {
    @Nullable Link end =
        transaction.execute(
            status ->
                database
                    .sql(
                        """
                        select number, record from tierwise_decision
                        where writer = :writer order by number desc limit 1
                        """)
                    .param("writer", name)
                    .query(
                        (row, index) ->
                            new Link(
                                row.getLong("number"),
                                DecisionRecord.fromJson(row.getString("record")).hash()))
                    .optional()
                    .orElse(Link.START));
    return Objects.requireNonNull(end);
  }
}
