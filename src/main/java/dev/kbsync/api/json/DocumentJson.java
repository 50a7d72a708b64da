package dev.kbsync.api.json;

import dev.kbsync.ledger.DocumentFinder.Found;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document.
 *
 * @param id Confluence's id of the page
 * @param document the id that sinks know it by
 * @param version of the page as it was delivered; 0 if it never was
 * @param modifiedAt when that version was saved; null if it was never delivered
 * @param labels of the page as it was delivered, sorted
 * @param state delivered, waiting, failed, dismissed, withheld, kept or filtered
 */
public record DocumentJson(
        String site,
        String id,
        String document,
        String space,
        String title,
        int version,
        @Nullable Instant modifiedAt,
        String url,
        List<String> labels,
        String state) {

    public static DocumentJson of(String site, Found found) {
        return new DocumentJson(
                site,
                found.contentId(),
                found.documentId(),
                found.space(),
                found.title(),
                found.version(),
                found.version() == 0 ? null : found.modifiedAt(),
                found.webUrl(),
                found.labels(),
                found.state().word());
    }
}
