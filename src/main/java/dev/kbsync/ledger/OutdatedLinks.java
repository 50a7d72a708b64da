package dev.kbsync.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Links that a change makes outdated. A run marks them, so that their documents are converted
 * again; a dry run only asks whose they are.
 */
public final class OutdatedLinks {

    private final JdbcClient jdbc;
    private final List<Links> kinds = new ArrayList<>();

    OutdatedLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Links(String condition, Map<String, String> values) {}

    /** One statement for each kind of link: no database finds its way through all at once. */
    OutdatedLinks and(String condition, Map<String, String> values) {
        kinds.add(new Links(condition, values));
        return this;
    }

    /** Has the documents that have these links converted again. */
    public void mark() {
        kinds.forEach(links -> on(links, "update ledger_link set stale = true").update());
    }

    /** Ids of the pages whose documents have these links. */
    public List<String> contentIds() {
        return kinds.stream()
                .flatMap(
                        links ->
                                on(links, "select content_id from ledger_link")
                                        .query(String.class)
                                        .list()
                                        .stream())
                .distinct()
                .toList();
    }

    private JdbcClient.StatementSpec on(Links links, String statement) {
        return jdbc.sql(statement + " where " + links.condition()).params(links.values());
    }
}
