package dev.kbsync.api.json;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site.
 *
 * @param state in step, behind or waiting for you
 * @param stateText the same with since when, how many pages and why
 * @param since since when it has been behind; null if it is not
 * @param authorization one line that says how it is authorized
 * @param problem why that does not work; empty as far as is known
 * @param documents how many pages have documents
 * @param failures pages that wait for another try
 * @param withheld removals that wait for a person
 * @param lastRun null if there was none
 */
public record SiteJson(
        String name,
        String url,
        String state,
        String stateText,
        @Nullable Instant since,
        String authorization,
        String problem,
        boolean allSpaces,
        List<String> spaces,
        List<String> sinks,
        long documents,
        int failures,
        int withheld,
        @Nullable RunJson lastRun) {}
