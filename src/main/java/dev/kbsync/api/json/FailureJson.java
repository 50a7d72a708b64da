package dev.kbsync.api.json;

import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.queue.QueueFailures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page that could not be delivered, or a document that a sink did not take from a queue.
 *
 * @param id Confluence's id of the page; in the stage queue, the id of the document
 * @param stage where it failed: fetch, convert, deliver, queue
 * @param sink which sink did not take it from a queue; empty in other stages
 * @param reason why, one sentence
 * @param attempts how often it failed in a row
 * @param nextAt when it is tried again; null if that is up to a person
 */
public record FailureJson(
        String site,
        String id,
        String space,
        String title,
        String url,
        String stage,
        String sink,
        String reason,
        int attempts,
        Instant firstAt,
        Instant lastAt,
        @Nullable Instant nextAt) {

    private static final String QUEUE = "queue";

    public static FailureJson of(String site, Failure failure) {
        return new FailureJson(
                site,
                failure.contentId(),
                failure.space(),
                failure.title(),
                failure.webUrl(),
                failure.stage(),
                "",
                failure.reason(),
                failure.attempts(),
                failure.firstAt(),
                failure.lastAt(),
                failure.nextAt());
    }

    public static FailureJson of(QueueFailures.Failure failure) {
        return new FailureJson(
                failure.site(),
                failure.documentId(),
                failure.space(),
                failure.title(),
                failure.webUrl(),
                QUEUE,
                failure.sink(),
                failure.reason(),
                failure.attempts(),
                failure.firstAt(),
                failure.lastAt(),
                null);
    }
}
