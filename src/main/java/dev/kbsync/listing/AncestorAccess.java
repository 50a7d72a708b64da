package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.confluence.ConfluenceClient;
import dev.kbsync.confluence.ConfluenceRequest;
import dev.kbsync.confluence.failure.AccessDeniedException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.page.PageRef.Ancestor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Asks one page at a time who may read it, where a listing cannot tell: for pages above listed
 * ones, and for versions that the search index does not know yet.
 */
@Component
public class AncestorAccess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfluenceClient confluence;

    AncestorAccess(ConfluenceClient confluence) {
        this.confluence = confluence;
    }

    /** For rows that were just listed. */
    public Answers of(String site) {
        return new Answers(site);
    }

    /**
     * The answers for the rows of one list, so siblings cost one request together. Restrictions
     * change without a new version: an answer older than a row would tell nothing of it.
     */
    public final class Answers {

        private final String site;
        private final Map<String, Admission> known = new HashMap<>();

        private Answers(String site) {
            this.site = site;
        }

        /** The row, open only if everything above it is. */
        public SearchRow judge(SearchRow row) {
            return row.with(of(row.listed().ref().ancestors()).and(row.own()));
        }

        /**
         * Who may read what is below all of these pages.
         *
         * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked
         */
        public Admission of(List<Ancestor> pages) {
            Admission whole = Admission.OPEN;
            for (Ancestor page : pages) {
                whole =
                        whole.and(
                                known.computeIfAbsent(page.contentId(), unused -> ask(site, page)));
            }
            return whole;
        }
    }

    /** Who may read this page, leaving aside the pages above it. */
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
