package dev.kbsync.ledger;

import dev.kbsync.page.Batches;
import dev.kbsync.page.PageWork;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages that are gone but whose documents stay until a person has looked, see {@link
 * WithheldReview}: more vanished at once than the threshold allows. Runs withhold removals, and
 * forget them where the page is there again.
 */
@Component
public class WithheldStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public WithheldStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A condition on the rows of a table of pages: there is a removal that waits, or is kept. */
    static String withheld(String table) {
        return """
               exists (select 1 from withheld w
                 where w.cloud_id = %1$s.cloud_id and w.content_id = %1$s.content_id and w.sink = '')\
               """
                .formatted(table);
    }

    /** A condition on the rows of a table of pages: a person keeps the document. */
    static String kept(String table) {
        return """
               exists (select 1 from withheld w where w.kept = true and w.sink = ''
                 and w.cloud_id = %1$s.cloud_id and w.content_id = %1$s.content_id)\
               """
                .formatted(table);
    }

    /** Documents of pages that are gone stay in all sinks. */
    public void hold(String cloudId, Collection<PageWork> removals) {
        hold(cloudId, "", removals);
    }

    /**
     * Documents of pages that one sink does not want any more stay there.
     *
     * @param runId a full run that has listed everything
     * @param kept ids of the pages that a person keeps there, and that it does not want still
     * @param removals those that wait; all others are forgotten
     */
    public void hold(
            String cloudId,
            String runId,
            String sink,
            Collection<String> kept,
            Collection<PageWork> removals) {
        Set<String> settled =
                new HashSet<>(
                        jdbc.sql(
                                        """
                                        select content_id from withheld
                                        where cloud_id = :cloud and sink = :sink and not exists (
                                          select 1 from ledger_page p where p.cloud_id = withheld.cloud_id
                                            and p.content_id = withheld.content_id and p.seen_in <> :run)\
                                        """)
                                .param("cloud", cloudId)
                                .param("sink", sink)
                                .param("run", runId)
                                .query(String.class)
                                .list());
        settled.removeAll(kept);
        removals.forEach(removal -> settled.remove(removal.ref().contentId()));
        Batches.of(List.copyOf(settled)).forEach(ids -> forget(cloudId, sink, ids));
        hold(cloudId, sink, removals);
    }

    /** Ids of the pages whose documents a person keeps in a sink that does not want them. */
    public Set<String> kept(String cloudId, String sink) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select content_id from withheld
                                where cloud_id = :cloud and sink = :sink and kept = true\
                                """)
                        .param("cloud", cloudId)
                        .param("sink", sink)
                        .query(String.class)
                        .list());
    }

    private void hold(String cloudId, String sink, Collection<PageWork> removals) {
        for (PageWork removal : removals) {
            jdbc.sql(
                            """
                            insert into withheld (cloud_id, content_id, sink, reason, since, kept)
                            values (:cloud, :id, :sink, :reason, :now, false)
                            on conflict (cloud_id, content_id, sink) do update set reason = excluded.reason\
                            """)
                    .param("cloud", cloudId)
                    .param("id", removal.ref().contentId())
                    .param("sink", sink)
                    .param("reason", removal.reason())
                    .param("now", clock.millis())
                    .update();
        }
    }

    /**
     * Forgets pages that the lists of a run showed again, documents that are gone, and sinks.
     *
     * @param sinks those that the site has
     */
    public void settle(String cloudId, String runId, Collection<String> sinks) {
        jdbc.sql(
                        """
                        delete from withheld where cloud_id = :cloud
                          and sink <> '' and sink not in (:sinks)\
                        """)
                .param("cloud", cloudId)
                .param("sinks", InList.of(sinks))
                .update();
        jdbc.sql(
                        """
                        delete from withheld where cloud_id = :cloud and sink = '' and not exists (
                          select 1 from ledger_page p where p.cloud_id = withheld.cloud_id
                            and p.content_id = withheld.content_id and p.seen_in <> :run)\
                        """)
                .param("cloud", cloudId)
                .param("run", runId)
                .update();
    }

    /** Forgets pages that are there after all. */
    public void found(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            forget(cloudId, "", contentIds);
        }
    }

    private void forget(String cloudId, String sink, Collection<String> contentIds) {
        jdbc.sql(
                        """
                        delete from withheld
                        where cloud_id = :cloud and sink = :sink and content_id in (:ids)\
                        """)
                .param("cloud", cloudId)
                .param("sink", sink)
                .param("ids", contentIds)
                .update();
    }

    /**
     * Ids of the pages whose removal a person approved, or did not approve although they saw it.
     *
     * @param sink the sink they would leave; empty for pages that are gone
     */
    public Set<String> decided(String cloudId, String sink, boolean approved) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select content_id from withheld where cloud_id = :cloud and sink = :sink
                                  and kept = false and approved = :approved\
                                """)
                        .param("cloud", cloudId)
                        .param("sink", sink)
                        .param("approved", approved)
                        .query(String.class)
                        .list());
    }
}
