package dev.kbsync.ledger;

import dev.kbsync.page.DocumentPath;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was on its way to sinks when another run took the site over: it may have arrived after
 * something newer. Whoever sent it may not touch the ledger any more, so it leaves word here, and
 * the site's next run delivers those documents again.
 */
@Component
public class LateDeliveries {

    private final JdbcClient jdbc;
    private final LedgerStore store;
    private final DocumentPath paths;

    public LateDeliveries(JdbcClient jdbc, LedgerStore store, DocumentPath paths) {
        this.jdbc = jdbc;
        this.store = store;
        this.paths = paths;
    }

    private record Late(PageRef ref, String sink, String path, boolean removal) {}

    /** Leaves word of what sinks may have been told; needs no lease. */
    public void note(Collection<PageWork> works) {
        for (PageWork work : works) {
            work.sinks().forEach(sink -> note(work, sink));
        }
    }

    private void note(PageWork work, String sink) {
        PageRef ref = work.ref();
        jdbc.sql(
                        """
                        insert into late_delivery (cloud_id, content_id, sink, path, removal, type,
                          space, title, version, modified_at, web_url, above)
                        values (:cloud, :id, :sink, :path, :removal, :type, :space, :title,
                          :version, :modified, :url, :above)\
                        """)
                .param("cloud", ref.cloudId())
                .param("id", ref.contentId())
                .param("sink", sink)
                .param("path", work.path())
                .param("removal", work.isRemoval())
                .param("type", ref.type().name())
                .param("space", ref.space())
                .param("title", ref.title())
                .param("version", ref.version())
                .param("modified", ref.modifiedAt().toEpochMilli())
                .param("url", ref.webUrl())
                .param("above", paths.above(ref))
                .update();
    }

    /**
     * Has the ledger doubt what it says of these documents, within a transaction of the caller. A
     * document that may have come back after its page was gone is known to the ledger again, so
     * that a full run removes it.
     *
     * @return of how many documents
     */
    public int settle(String cloudId) {
        List<Late> all =
                // Their labels are not kept: the page is announced anew before it is delivered.
                jdbc.sql(
                                "select late_delivery.*, '' as labels from late_delivery where cloud_id = :cloud")
                        .param("cloud", cloudId)
                        .query(
                                (row, number) ->
                                        new Late(
                                                PageRows.page(row),
                                                row.getString("sink"),
                                                row.getString("path"),
                                                row.getBoolean("removal")))
                        .list();
        all.forEach(late -> settle(cloudId, late));
        if (!all.isEmpty()) {
            jdbc.sql("delete from late_delivery where cloud_id = :cloud")
                    .param("cloud", cloudId)
                    .update();
        }
        return all.size();
    }

    private void settle(String cloudId, Late late) {
        String id = late.ref().contentId();
        LedgerEntry known = store.find(cloudId, List.of(id)).get(id);
        if (known != null) {
            store.mayHold(known.ref(), late.sink(), known.at(late.sink()), late.path());
        } else if (!late.removal()) {
            store.reappear(late.ref());
            store.mayHold(late.ref(), late.sink(), Holding.NONE, late.path());
        }
    }
}
