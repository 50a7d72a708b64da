package dev.kbsync.api.json;

import dev.kbsync.ledger.WithheldReview.Withheld;
import java.time.Instant;

/**
 * A document whose removal waits for a person.
 *
 * @param id Confluence's id of the page
 * @param reason what is known of the page, a few words
 * @param kept whether a person decided that the document stays
 */
public record WithheldJson(
        String site,
        String id,
        String space,
        String title,
        String url,
        String reason,
        Instant since,
        boolean kept) {

    public static WithheldJson of(String site, Withheld withheld) {
        return new WithheldJson(
                site,
                withheld.contentId(),
                withheld.space(),
                withheld.title(),
                withheld.webUrl(),
                withheld.reason(),
                withheld.since(),
                withheld.kept());
    }
}
