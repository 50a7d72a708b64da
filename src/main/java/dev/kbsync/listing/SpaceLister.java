package dev.kbsync.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.SpaceInfo;
import dev.kbsync.site.Site;
import dev.kbsync.site.SpaceChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which spaces a credential reaches, and a look into them. */
@Component("spaceLister")
public class SpaceLister {

    private static final int LIMIT = 200;

    private final SearchClient search;

    SpaceLister(SearchClient search) {
        this.search = search;
    }

    /** Every space the credential can see, by name. */
    public List<SpaceInfo> all(String site) {
        return spaces(site, List.of());
    }

    /**
     * Those of the site's wanted spaces that the credential can see. Body out: the spaces as
     * Confluence spells them; a wanted space that is missing is not there or is hidden.
     *
     * @throws dev.kbsync.confluence.ConfluenceException if the site could not be asked
     */
    public List<SpaceInfo> wanted(Site site) {
        SpaceChoice choice = site.spaces();
        return choice.isEmpty()
                ? List.of()
                : spaces(site.name(), choice.all() ? List.of() : choice.keys());
    }

    private List<SpaceInfo> spaces(String site, Collection<String> keys) {
        List<SpaceInfo> found = new ArrayList<>();
        String cursor = null;
        do {
            ResultRows<SpaceInfo> rows =
                    search.search(site, Cql.spaces(keys), cursor, LIMIT, "", SpaceLister::space);
            found.addAll(rows.rows());
            cursor = rows.rows().isEmpty() ? null : rows.cursor();
        } while (cursor != null);
        return found;
    }

    private static SpaceInfo space(JsonNode row) {
        JsonNode space = row.path("space");
        return new SpaceInfo(space.path("key").asText(), space.path("name").asText());
    }

    /** How many pages a space has, as Confluence estimates it, and the newest of them. */
    public record Preview(long pages, List<PageRef> newest) {}

    /** A look into one space: the few pages changed last. */
    public Preview preview(Site site, String space) {
        String cloudId = site.cloudId() == null ? "" : site.cloudId();
        ResultRows<SearchRow> rows =
                search.search(
                        site.name(),
                        Cql.newest(space),
                        null,
                        10,
                        SearchRow.parts(false, true),
                        row -> SearchRow.read(row, cloudId, site.url().toString()));
        return new Preview(
                rows.totalSize(), rows.rows().stream().map(row -> row.listed().ref()).toList());
    }
}
