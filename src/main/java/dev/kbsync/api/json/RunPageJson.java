package dev.kbsync.api.json;

import dev.kbsync.history.RunPages.RunPage;
import java.util.Locale;

/**
 * What became of a page in a run.
 *
 * @param outcome delivered, skipped, failed or removed; what is unchanged is only counted
 * @param id Confluence's id of the page
 * @param stage where it failed; empty otherwise
 * @param reason why, one sentence; empty for an ordinary delivery
 */
public record RunPageJson(
        String outcome,
        String id,
        String space,
        String title,
        String url,
        String stage,
        String reason) {

    public static RunPageJson of(RunPage page) {
        return new RunPageJson(
                page.outcome().name().toLowerCase(Locale.ROOT),
                page.contentId(),
                page.space(),
                page.title(),
                page.webUrl(),
                page.stage(),
                page.reason());
    }
}
