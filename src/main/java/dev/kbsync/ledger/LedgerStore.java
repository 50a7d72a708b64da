package dev.kbsync.ledger;

import dev.kbsync.ledger.LedgerRows.SinkRow;
import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's tables. Several writes belong into one transaction of the caller. */
@Component
public class LedgerStore {

    private final JdbcClient jdbc;
    private final LedgerRows rows;
    private final Clock clock;

    public LedgerStore(NamedParameterJdbcOperations batches, DocumentPath paths, Clock clock) {
        this.rows = new LedgerRows(batches, paths);
        this.jdbc = JdbcClient.create(batches);
        this.clock = clock;
    }

    /** What is known of these pages, by content id. */
    public Map<String, LedgerEntry> find(String cloudId, Collection<String> contentIds) {
        if (contentIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, Holding>> sinks = new HashMap<>();
        jdbc.sql(
                        """
                        select content_id, sink, fingerprint, paths from ledger_sink
                        where cloud_id = :cloud and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .query(
                        row -> {
                            sinks.computeIfAbsent(row.getString(1), unused -> new TreeMap<>())
                                    .put(
                                            row.getString(2),
                                            Holding.of(row.getString(3), row.getString(4)));
                        });
        Map<String, LedgerEntry> found = new HashMap<>();
        jdbc.sql("select * from ledger_page where cloud_id = :cloud and content_id in (:ids)")
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .query((row, number) -> PageRows.page(row))
                .list()
                .forEach(ref -> found.put(ref.contentId(), entry(ref, sinks)));
        return found;
    }

    private static LedgerEntry entry(PageRef ref, Map<String, Map<String, Holding>> sinks) {
        return new LedgerEntry(ref, sinks.getOrDefault(ref.contentId(), Map.of()));
    }

    /**
     * Writes pages down before anything is delivered, so that a crash leaves no document the ledger
     * does not know.
     *
     * @param known what is known of them so far
     */
    public void announce(Collection<PageWork> works, Map<String, LedgerEntry> known, String runId) {
        rows.pages(works.stream().map(PageWork::ref), runId);
        List<SinkRow> told = new ArrayList<>();
        for (PageWork work : works) {
            PageRef ref = work.ref();
            LedgerEntry entry = known.getOrDefault(ref.contentId(), new LedgerEntry(ref, Map.of()));
            for (String sink : work.sinks()) {
                Holding held = entry.at(sink).announced(work.path());
                told.add(new SinkRow(ref, sink, held, -clock.millis()));
            }
        }
        rows.sinks(told);
    }

    /** A sink may hold a document under one more name, and whichever it holds is in doubt. */
    void mayHold(PageRef ref, String sink, Holding held, String path) {
        rows.sinks(List.of(new SinkRow(ref, sink, held.announced(path), -clock.millis())));
    }

    /** A page that was gone may have a document again; no run has seen it. */
    void reappear(PageRef ref) {
        rows.pages(Stream.of(ref), "");
    }

    /** Writes down what the sinks now hold. */
    public void delivered(Collection<ConfirmedDocument> documents, String runId) {
        rows.pages(documents.stream().map(ConfirmedDocument::ref), runId);
        List<SinkRow> told = new ArrayList<>();
        for (ConfirmedDocument document : documents) {
            Holding held = new Holding(document.fingerprint(), List.of(document.path()));
            for (String sink : document.sinks()) {
                told.add(new SinkRow(document.ref(), sink, held, clock.millis()));
            }
        }
        rows.sinks(told);
    }

    /**
     * When a sink last confirmed a document of the page, or, as long as it has confirmed none, when
     * one was first announced to it. Milliseconds since 1970; 0 if it was told of none.
     */
    public long lastTold(PageRef ref, String sink) {
        return jdbc.sql(
                        """
                        select coalesce(max(abs(delivered_at)), 0) from ledger_sink
                        where cloud_id = :cloud and content_id = :id and sink = :sink\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("sink", sink)
                .query(Long.class)
                .single();
    }

    /**
     * Writes down that these sinks hold nothing of the page any more.
     *
     * @return whether no sink does
     */
    public boolean removed(PageRef ref, Collection<String> sinks) {
        at(ref, sinks, "delete from ledger_sink where");
        return forgetWithoutSinks(ref);
    }

    /**
     * The routes did not hand the page to these sinks: what they hold of it stays, and they need
     * not be told of it again.
     *
     * @return whether no sink has a document of it
     */
    public boolean letGo(PageRef ref, Collection<String> sinks) {
        at(ref, sinks, "delete from ledger_sink where delivered_at <= 0 and");
        at(ref, sinks, "update ledger_sink set fingerprint = '" + Holding.LET_GO + "' where");
        return forgetWithoutSinks(ref);
    }

    private void at(PageRef ref, Collection<String> sinks, String change) {
        jdbc.sql(change + " cloud_id = :cloud and content_id = :id and sink in (:sinks)")
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("sinks", InList.of(sinks))
                .update();
    }

    private boolean forgetWithoutSinks(PageRef ref) {
        int forgotten =
                jdbc.sql(
                                """
                        delete from ledger_page where cloud_id = :cloud and content_id = :id
                          and not exists (select 1 from ledger_sink s
                            where s.cloud_id = ledger_page.cloud_id and s.content_id = ledger_page.content_id)\
                        """)
                        .param("cloud", ref.cloudId())
                        .param("id", ref.contentId())
                        .update();
        return forgotten > 0;
    }

    /** Whatever the sinks hold of these pages, it is to be delivered again. */
    public void doubt(String cloudId, Collection<String> contentIds) {
        jdbc.sql(
                        """
                        update ledger_sink set fingerprint = ''
                        where cloud_id = :cloud and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .update();
    }

    /**
     * The pages of which sinks hold a document that is to be delivered again, except those whose
     * failure or removal waits.
     *
     * @param moved sinks of which everything is to be delivered again
     */
    public List<String> doubted(
            String cloudId, Collection<String> sinks, Collection<String> moved) {
        return jdbc.sql(
                        """
                        select content_id from ledger_sink s
                        where cloud_id = :cloud and fingerprint = '' and sink in (:sinks)
                          and not exists (select 1 from failure f
                            where f.cloud_id = s.cloud_id and f.content_id = s.content_id)
                          and not %s
                          and not exists (select 1 from withheld w
                            where w.cloud_id = s.cloud_id and w.content_id = s.content_id
                              and w.sink = s.sink)
                        union select content_id from ledger_sink
                          where cloud_id = :cloud and sink in (:moved)
                        union select content_id from let_go
                          where cloud_id = :cloud and fingerprint = '' and sink in (:sinks)
                        order by 1\
                        """
                                .formatted(WithheldStore.withheld("s")))
                .param("cloud", cloudId)
                .param("sinks", InList.of(sinks))
                .param("moved", InList.of(moved))
                .query(String.class)
                .list();
    }

    public void seen(String cloudId, Collection<String> contentIds, String runId) {
        if (!contentIds.isEmpty()) {
            jdbc.sql(
                            """
                            update ledger_page set seen_in = :run
                            where cloud_id = :cloud and content_id in (:ids)\
                            """)
                    .param("run", runId)
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }

    /** How many pages of a space may have documents somewhere. */
    public long count(String cloudId, String space) {
        return jdbc.sql(
                        "select count(*) from ledger_page where cloud_id = :cloud and space = :space")
                .param("cloud", cloudId)
                .param("space", space)
                .query(Long.class)
                .single();
    }

    /** How many pages of a site may have documents in a sink. */
    public long inSink(String cloudId, String sink) {
        return jdbc.sql("select count(*) from ledger_sink where cloud_id = :cloud and sink = :sink")
                .param("cloud", cloudId)
                .param("sink", sink)
                .query(Long.class)
                .single();
    }

    /** How many pages of a site may have documents somewhere. */
    public long count(String cloudId) {
        return jdbc.sql("select count(*) from ledger_page where cloud_id = :cloud")
                .param("cloud", cloudId)
                .query(Long.class)
                .single();
    }

    /**
     * Ids of the pages the run's listings did not show, except in spaces whose list had a hole, and
     * those that a person keeps.
     *
     * @param brokenSpaces keys of those spaces, in whatever case a person wrote them
     */
    public List<String> unseen(String cloudId, String runId, Collection<String> brokenSpaces) {
        return jdbc.sql(
                        """
                        select content_id from ledger_page
                        where cloud_id = :cloud and seen_in <> :run and lower(space) not in (:broken)
                          and not %s
                        order by content_id\
                        """
                                .formatted(WithheldStore.kept("ledger_page")))
                .param("cloud", cloudId)
                .param("run", runId)
                .param("broken", InList.of(lowerCase(brokenSpaces)))
                .query(String.class)
                .list();
    }

    private static List<String> lowerCase(Collection<String> keys) {
        return keys.stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
    }
}
