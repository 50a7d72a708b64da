package dev.kbsync.api.json;

import dev.kbsync.ledger.FailureStore.Failure;
import java.time.Instant;

/**
 * A page that could not be delivered.
 *
 * @param id Confluence's id of the page
 * @param stage where it failed: fetch, convert, deliver
 * @param reason why, one sentence
 * @param attempts how often it failed in a row
 * @param nextAt when it is tried again
 */
public record FailureJson(
        String site,
        String id,
        String space,
        String title,
        String url,
        String stage,
        String reason,
        int attempts,
        Instant firstAt,
        Instant lastAt,
        Instant nextAt) {

    public static FailureJson of(String site, Failure failure) {
        return new FailureJson(
                site,
                failure.contentId(),
                failure.space(),
                failure.title(),
                failure.webUrl(),
                failure.stage(),
                failure.reason(),
                failure.attempts(),
                failure.firstAt(),
                failure.lastAt(),
                failure.nextAt());
    }
}
