package dev.kbsync.ledger;

import dev.kbsync.page.PageRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pages that the routes did not hand to a sink, because an operator filters them there. The routes
 * are asked again when the page changes, or when a person wants it delivered again.
 */
@Component
public class FilteredPageStore {

    private final JdbcClient jdbc;

    public FilteredPageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For each page and sink, the page's fingerprint when the routes let it go. */
    public Map<String, Map<String, String>> find(String cloudId, Collection<String> contentIds) {
        Map<String, Map<String, String>> found = new HashMap<>();
        if (!contentIds.isEmpty()) {
            jdbc.sql(
                            """
                            select content_id, sink, fingerprint from let_go
                            where cloud_id = :cloud and content_id in (:ids)\
                            """)
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .query(
                            row -> {
                                found.computeIfAbsent(row.getString(1), id -> new HashMap<>())
                                        .put(row.getString(2), row.getString(3));
                            });
        }
        return found;
    }

    public void record(PageRef ref, Collection<String> sinks, String fingerprint) {
        for (String sink : sinks) {
            jdbc.sql(
                            """
                            insert into let_go (cloud_id, content_id, sink, space, fingerprint)
                            values (?, ?, ?, ?, ?)
                            on conflict (cloud_id, content_id, sink) do update set
                              space = excluded.space, fingerprint = excluded.fingerprint\
                            """)
                    .params(ref.cloudId(), ref.contentId(), sink, ref.space(), fingerprint)
                    .update();
        }
    }

    /** Has the routes asked again about pages of some sinks. */
    public void forget(String cloudId, Collection<String> contentIds, Collection<String> sinks) {
        if (!contentIds.isEmpty() && !sinks.isEmpty()) {
            jdbc.sql(
                            """
                            delete from let_go
                            where cloud_id = :cloud and content_id in (:ids) and sink in (:sinks)\
                            """)
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .param("sinks", sinks)
                    .update();
        }
    }

    /** Forgets pages that are gone. */
    public void forget(String cloudId, Collection<String> contentIds) {
        if (!contentIds.isEmpty()) {
            jdbc.sql("delete from let_go where cloud_id = :cloud and content_id in (:ids)")
                    .param("cloud", cloudId)
                    .param("ids", contentIds)
                    .update();
        }
    }
}
