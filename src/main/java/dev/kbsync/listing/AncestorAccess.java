package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.AccessDeniedException;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.NotFoundException;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Asks one page at a time who may read it, for the pages above listed ones where a listing cannot
 * tell. Answers hold for a few minutes, so siblings cost one request together.
 */
@Component
class AncestorAccess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FOR = Duration.ofMinutes(5);
    private static final int AT_MOST = 10_000;

    private final ConfluenceClient confluence;
    private final Clock clock;
    private final Map<String, Known> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                            return size() > AT_MOST;
                        }
                    });

    AncestorAccess(ConfluenceClient confluence, Clock clock) {
        this.confluence = confluence;
        this.clock = clock;
    }

    private record Known(Access access, Instant until) {}

    /** The row, open only if everything above it is. */
    SearchRow judge(String site, SearchRow row) {
        Access access = row.own();
        for (Ancestor above : row.listed().ref().ancestors()) {
            access = SearchRow.stricter(access, of(site, above.contentId()));
        }
        return row.with(access);
    }

    /**
     * Who may read this page, leaving aside the pages above it.
     *
     * @throws dev.kbsync.confluence.ConfluenceException if the site cannot be asked
     */
    Access of(String site, String contentId) {
        String key = site + " " + contentId;
        Instant now = clock.instant();
        Known before = known.get(key);
        if (before != null && now.isBefore(before.until())) {
            return before.access();
        }
        Access access = ask(site, contentId);
        known.put(key, new Known(access, now.plus(FOR)));
        return access;
    }

    private Access ask(String site, String contentId) {
        try {
            JsonNode answer =
                    confluence.get(
                            new ConfluenceRequest<>(
                                    site,
                                    "/wiki/rest/api/content/"
                                            + contentId
                                            + "/restriction/byOperation/read",
                                    Map.of("expand", "restrictions.user,restrictions.group"),
                                    JSON::readTree));
            return SearchRow.access(answer.path("restrictions"));
        } catch (NotFoundException | AccessDeniedException e) {
            return Access.UNKNOWN;
        }
    }
}
