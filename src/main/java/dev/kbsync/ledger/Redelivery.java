package dev.kbsync.ledger;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.site.Site;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A person's order to deliver documents again, because a sink lost them. They are marked in the
 * ledger, and the next run of any kind delivers them; the site need not be reachable for that.
 */
@Component
public class Redelivery {

    private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

    private final JdbcClient jdbc;
    private final FailureReview failures;
    private final TransactionOperations transaction;
    private final Audit audit;

    public Redelivery(
            JdbcClient jdbc,
            FailureReview failures,
            TransactionOperations transaction,
            Audit audit) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.failures = failures;
        this.transaction = transaction;
    }

    /**
     * Which documents of a site; what is empty does not narrow them down.
     *
     * @param space key of the space
     * @param sink name of the sink that lost them
     * @param contentIds ids of their pages
     */
    public record Scope(String space, String sink, List<String> contentIds) {

        public Scope {
            space = space.strip();
            sink = sink.strip();
            contentIds = contentIds.stream().map(String::strip).toList();
        }

        /** Whether it names a space or pages, of which there ought to be some. */
        public boolean isNarrow() {
            return !space.isEmpty() || !contentIds.isEmpty();
        }

        private String text() {
            return (space.isEmpty() ? "" : ", space " + space)
                    + (sink.isEmpty() ? "" : ", sink " + sink)
                    + (contentIds.isEmpty() ? "" : ", pages " + String.join(" ", contentIds));
        }
    }

    /**
     * Marks documents to be delivered again.
     *
     * @param who the person who wants it, for the log
     * @return of how many pages
     * @throws IllegalArgumentException with one sentence, if the site has no such sink
     */
    public int mark(Site site, Scope scope, String who) {
        if (!scope.sink().isEmpty() && !site.sinks().contains(scope.sink())) {
            throw new IllegalArgumentException(
                    "The site \"%s\" has no sink \"%s\"; its sinks: %s."
                            .formatted(site.name(), scope.sink(), String.join(", ", site.sinks())));
        }
        String cloudId = site.cloudId();
        if (cloudId == null) {
            return 0;
        }
        transaction.executeWithoutResult(
                status -> {
                    on("update ledger_sink set fingerprint = ''", site, scope).update();
                    on("update let_go set fingerprint = ''", site, scope).update();
                    if (!scope.contentIds().isEmpty()) {
                        failures.retryNow(cloudId, scope.contentIds());
                    }
                });
        int pages =
                on("select count(distinct content_id) from ledger_sink", site, scope)
                        .query(Integer.class)
                        .single();
        audit.record(
                Kind.REDELIVERED,
                site.name(),
                (pages == 1 ? "1 document" : pages + " documents") + scope.text());
        log.info(
                "{}: {} has {} documents delivered again{}", site.name(), who, pages, scope.text());
        return pages;
    }

    private JdbcClient.StatementSpec on(String statement, Site site, Scope scope) {
        String space =
                " and content_id in (select content_id from ledger_page"
                        + " where cloud_id = :cloud and lower(space) = lower(:space)"
                        + " union select content_id from let_go"
                        + " where cloud_id = :cloud and lower(space) = lower(:space))";
        return jdbc.sql(
                        statement
                                + " where cloud_id = :cloud and sink in (:sinks)"
                                + (scope.space().isEmpty() ? "" : space)
                                + (scope.contentIds().isEmpty() ? "" : " and content_id in (:ids)"))
                .param("cloud", site.cloudId())
                .param("sinks", scope.sink().isEmpty() ? site.sinks() : List.of(scope.sink()))
                .param("space", scope.space())
                .param("ids", scope.contentIds());
    }
}
