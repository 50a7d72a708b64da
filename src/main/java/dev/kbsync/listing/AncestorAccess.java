package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.AccessDeniedException;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.NotFoundException;
import dev.kbsync.page.PageRef.Ancestor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

    private record Known(Admission admission, Instant until) {}

    /** The row, open only if everything above it is. */
    SearchRow judge(String site, SearchRow row) {
        return row.with(of(site, row.listed().ref().ancestors()).and(row.own()));
    }

    /**
     * Who may read what is below all of these pages.
     *
     * @throws dev.kbsync.confluence.ConfluenceException if the site cannot be asked
     */
    Admission of(String site, List<Ancestor> pages) {
        Admission whole = Admission.OPEN;
        for (Ancestor page : pages) {
            whole = whole.and(of(site, page));
        }
        return whole;
    }

    /** Who may read this page, leaving aside the pages above it. */
    private Admission of(String site, Ancestor page) {
        String key = site + " " + page.contentId();
        Instant now = clock.instant();
        Known before = known.get(key);
        if (before != null && now.isBefore(before.until())) {
            return before.admission();
        }
        Admission admission = ask(site, page);
        known.put(key, new Known(admission, now.plus(FOR)));
        return admission;
    }

    private Admission ask(String site, Ancestor page) {
        try {
            JsonNode answer =
                    confluence.get(
                            new ConfluenceRequest<>(
                                    site,
                                    "/wiki/rest/api/content/"
                                            + page.contentId()
                                            + "/restriction/byOperation/read",
                                    Map.of("expand", "restrictions.user,restrictions.group"),
                                    JSON::readTree));
            return Admission.of(answer.path("restrictions"), page.contentId(), page.title());
        } catch (NotFoundException | AccessDeniedException e) {
            return Admission.UNKNOWN;
        }
    }
}
