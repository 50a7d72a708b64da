package dev.kbsync.run;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.ContentType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's tables. Several writes belong into one transaction of the caller. */
@Component
class LedgerStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    LedgerStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is known of these pages, by content id. */
    Map<String, LedgerEntry> find(String cloudId, Collection<String> contentIds) {
        if (contentIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Map<String, String>> sinks = new HashMap<>();
        jdbc.sql(
                        """
                        select content_id, sink, fingerprint from ledger_sink
                        where cloud_id = :cloud and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .query(
                        row -> {
                            sinks.computeIfAbsent(row.getString(1), unused -> new TreeMap<>())
                                    .put(row.getString(2), row.getString(3));
                        });
        Map<String, LedgerEntry> found = new HashMap<>();
        jdbc.sql("select * from ledger_page where cloud_id = :cloud and content_id in (:ids)")
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .query((row, number) -> entry(row, sinks))
                .list()
                .forEach(entry -> found.put(entry.ref().contentId(), entry));
        return found;
    }

    /** A row of {@code ledger_page}, the page as it was when last announced. */
    static PageRef page(ResultSet row) throws SQLException {
        return new PageRef(
                row.getString("cloud_id"),
                row.getString("content_id"),
                ContentType.valueOf(row.getString("type")),
                row.getString("space"),
                row.getString("title"),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                "",
                List.of(),
                List.of(),
                Access.UNKNOWN,
                row.getString("web_url"));
    }

    private static LedgerEntry entry(ResultSet row, Map<String, Map<String, String>> sinks)
            throws SQLException {
        PageRef ref = page(row);
        return new LedgerEntry(
                ref,
                row.getString("paths").lines().toList(),
                sinks.getOrDefault(ref.contentId(), Map.of()));
    }

    /**
     * Writes the page down before anything is delivered, so that a crash leaves no document the
     * ledger does not know.
     */
    void announce(PageRef ref, Collection<String> paths, Collection<String> sinks, String runId) {
        writePage(ref, paths, runId);
        for (String sink : sinks) {
            writeSink(ref, sink, "");
        }
    }

    /** Writes down what the sinks now hold. */
    void delivered(
            PageRef ref,
            Collection<String> paths,
            Collection<String> sinks,
            String fingerprint,
            String runId) {
        writePage(ref, paths, runId);
        for (String sink : sinks) {
            writeSink(ref, sink, fingerprint);
        }
    }

    private void writePage(PageRef ref, Collection<String> paths, String runId) {
        jdbc.sql(
                        """
                        insert into ledger_page (cloud_id, content_id, type, space, title, version,
                          modified_at, web_url, paths, seen_in)
                        values (:cloud, :id, :type, :space, :title, :version, :modified, :url, :paths, :run)
                        on conflict (cloud_id, content_id) do update set
                          type = excluded.type, space = excluded.space, title = excluded.title,
                          version = excluded.version, modified_at = excluded.modified_at,
                          web_url = excluded.web_url, paths = excluded.paths, seen_in = excluded.seen_in\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("type", ref.type().name())
                .param("space", ref.space())
                .param("title", ref.title())
                .param("version", ref.version())
                .param("modified", ref.modifiedAt().toEpochMilli())
                .param("url", ref.webUrl())
                .param("paths", String.join("\n", paths))
                .param("run", runId)
                .update();
    }

    private void writeSink(PageRef ref, String sink, String fingerprint) {
        jdbc.sql(
                        """
                        insert into ledger_sink (cloud_id, content_id, sink, fingerprint, delivered_at)
                        values (:cloud, :id, :sink, :fingerprint, :now)
                        on conflict (cloud_id, content_id, sink) do update set
                          fingerprint = excluded.fingerprint, delivered_at = excluded.delivered_at\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("sink", sink)
                .param("fingerprint", fingerprint)
                .param("now", clock.millis())
                .update();
    }

    /** Writes down that these sinks hold nothing of the page any more. */
    void removed(PageRef ref, Collection<String> sinks) {
        for (String sink : sinks) {
            jdbc.sql(
                            """
                            delete from ledger_sink
                            where cloud_id = :cloud and content_id = :id and sink = :sink\
                            """)
                    .param("cloud", ref.cloudId())
                    .param("id", ref.contentId())
                    .param("sink", sink)
                    .update();
        }
        jdbc.sql(
                        """
                        delete from ledger_page where cloud_id = :cloud and content_id = :id
                          and not exists (select 1 from ledger_sink s
                            where s.cloud_id = ledger_page.cloud_id and s.content_id = ledger_page.content_id)\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .update();
    }

    /** Whatever the sinks hold of these pages, it is to be delivered again. */
    void doubt(String cloudId, Collection<String> contentIds) {
        jdbc.sql(
                        """
                        update ledger_sink set fingerprint = ''
                        where cloud_id = :cloud and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("ids", contentIds)
                .update();
    }

    void seen(String cloudId, Collection<String> contentIds, String runId) {
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
    long count(String cloudId, String space) {
        return jdbc.sql(
                        "select count(*) from ledger_page where cloud_id = :cloud and space = :space")
                .param("cloud", cloudId)
                .param("space", space)
                .query(Long.class)
                .single();
    }

    /** How many pages of a site may have documents somewhere. */
    long count(String cloudId) {
        return jdbc.sql("select count(*) from ledger_page where cloud_id = :cloud")
                .param("cloud", cloudId)
                .query(Long.class)
                .single();
    }

    /**
     * Tells the id of every page known of the site that may be removed, except in some spaces.
     *
     * @param exceptSpaces keys of those spaces
     */
    void each(String cloudId, Collection<String> exceptSpaces, Consumer<String> contentId) {
        Collection<String> except = exceptSpaces.isEmpty() ? List.of("") : exceptSpaces;
        jdbc.sql(
                        """
                        select content_id from ledger_page
                        where cloud_id = :cloud and space not in (:except)
                          and not exists (select 1 from withheld w where w.kept = true
                            and w.cloud_id = ledger_page.cloud_id and w.content_id = ledger_page.content_id)
                        order by content_id\
                        """)
                .param("cloud", cloudId)
                .param("except", except)
                .query(
                        row -> {
                            contentId.accept(row.getString(1));
                        });
    }

    /**
     * Ids of the pages the run's listings did not show, except in spaces whose list had a hole, and
     * those that a person keeps.
     *
     * @param brokenSpaces keys of those spaces
     */
    List<String> unseen(String cloudId, String runId, Collection<String> brokenSpaces) {
        // An empty "in ()" is no SQL; a key that no space can have stands in for none.
        Collection<String> broken = brokenSpaces.isEmpty() ? List.of("") : brokenSpaces;
        return jdbc.sql(
                        """
                        select content_id from ledger_page
                        where cloud_id = :cloud and seen_in <> :run and space not in (:broken)
                          and not exists (select 1 from withheld w where w.kept = true
                            and w.cloud_id = ledger_page.cloud_id and w.content_id = ledger_page.content_id)
                        order by content_id\
                        """)
                .param("cloud", cloudId)
                .param("run", runId)
                .param("broken", broken)
                .query(String.class)
                .list();
    }
}
