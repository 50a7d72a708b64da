package dev.kbsync.ledger;

import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.Site;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sinks that hold documents of a site, but are none of its sinks any more. What they hold goes out
 * of date, and people may go on reading it, so a person decides what becomes of it.
 */
@Component
public class FormerSinks {

    private static final Logger log = LoggerFactory.getLogger(FormerSinks.class);

    /** From sink to sink through the index: a site in step has hundreds of thousands of rows. */
    private static final String FORMER =
            """
            with recursive held (sink) as (
              select ''
              union all
              select (select min(s.sink) from ledger_sink s
                where s.cloud_id = :cloud and s.sink > held.sink) from held
              where held.sink is not null)
            select sink, (select count(*) from ledger_sink s
              where s.cloud_id = :cloud and s.sink = held.sink)
            from held where sink <> '' and sink not in (:sinks) order by sink\
            """;

    private final JdbcClient jdbc;
    private final ParkedDocuments parked;
    private final TransactionOperations transaction;

    public FormerSinks(JdbcClient jdbc, ParkedDocuments parked, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.parked = parked;
        this.transaction = transaction;
    }

    /**
     * A sink that a site delivers to no more.
     *
     * @param name what it was called
     * @param documents how many documents it may hold
     */
    public record FormerSink(String name, int documents) {

        /** One sentence for a person. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "The sink \"%1$s\" is switched off and still holds %2$d document%3$s, kept up to date by nobody:"
                            + " keep --sink %1$s leaves them there, sync --kind full --allow-removals removes them"
                            + " through its route, and switched on again, the next full run brings it up to date.",
                    name,
                    documents,
                    documents == 1 ? "" : "s");
        }
    }

    /** Those of a site, by name. */
    public List<FormerSink> of(Site site) {
        if (site.cloudId() == null) {
            return List.of();
        }
        return jdbc.sql(FORMER)
                .param("cloud", site.cloudId())
                .param("sinks", InList.of(site.sinks()))
                .query((row, number) -> new FormerSink(row.getString(1), row.getInt(2)))
                .list();
    }

    /**
     * A person has decided that the documents stay where they are. Should the sink be switched on
     * again, they are known.
     *
     * @return how many there are
     * @throws IllegalArgumentException with one sentence, if it is no former sink of the site
     */
    public int keep(Site site, String sink) {
        FormerSink former =
                of(site).stream()
                        .filter(one -> one.name().equals(sink))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "The site \"%s\" has no documents in a sink \"%s\" that is switched off."
                                                        .formatted(site.name(), sink)));
        transaction.executeWithoutResult(status -> leave(site.knownCloudId(), sink));
        log.info(
                "{}: {} documents stay in sink \"{}\", which is switched off",
                site.name(),
                former.documents(),
                sink);
        return former.documents();
    }

    /** What a person did who kept documents, for the record. */
    public String deed(String sink, int documents) {
        return "%d documents in the sink %s, which is switched off".formatted(documents, sink);
    }

    private void leave(String cloudId, String sink) {
        // A write comes first: a transaction that begins with a read may not write any more once
        // another process has (SQLite).
        delete("let_go", cloudId, sink);
        delete("withheld", cloudId, sink);
        jdbc.sql("select target from sink_target where cloud_id = ? and sink = ?")
                .params(cloudId, sink)
                .query(String.class)
                .optional()
                .ifPresent(target -> parked.park(cloudId, sink, SinkTargets.place(target)));
        delete("sink_target", cloudId, sink);
        delete("ledger_sink", cloudId, sink);
    }

    private void delete(String table, String cloudId, String sink) {
        jdbc.sql("delete from " + table + " where cloud_id = ? and sink = ?")
                .params(cloudId, sink)
                .update();
    }
}
