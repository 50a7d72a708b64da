package dev.kbsync.listing.v2;

import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.listing.Admission;
import dev.kbsync.listing.AncestorAccess.Answers;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Details;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import dev.kbsync.site.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds out what surrounds one page: the pages above, the labels, who may read it. Several requests
 * a page, so it is for the few that the search index does not know yet.
 */
@Component
public class PageDetails {

    private static final int ANCESTORS = 100;

    private final V2Client v2;
    private final SpaceIds spaces;

    public PageDetails(V2Client v2, SpaceIds spaces) {
        this.v2 = v2;
        this.spaces = spaces;
    }

    /**
     * The page as a reference; who wrote it is not told here.
     *
     * @param access the answers for the list that showed the row
     * @throws dev.kbsync.confluence.failure.ConfluenceException if the site cannot be asked
     */
    public PageRef of(Site site, V2Row row, Answers access) {
        boolean page = row.type() == ContentType.PAGE;
        List<Ancestor> above = page ? titled(site.name(), above(site.name(), row.id())) : List.of();
        List<Ancestor> whole = new ArrayList<>(above);
        whole.add(new Ancestor(row.id(), row.title()));
        Admission admission = access.of(whole);
        return new PageRef(
                site.knownCloudId(),
                row.id(),
                row.type(),
                spaces.key(site.name(), row.spaceId()),
                row.title(),
                row.version(),
                row.modifiedAt(),
                "",
                above,
                labels(site.name(), (page ? "pages/" : "blogposts/") + row.id()),
                admission.access(),
                site.url() + "/wiki" + row.webui(),
                new Details("", row.createdAt(), admission.readers()));
    }

    /**
     * What is above a page.
     *
     * @param kind page, folder or whatever else may hold pages
     */
    private record Above(String id, String kind) {

        String path() {
            return kind + "s/" + id;
        }
    }

    /** Top first. The list has no cursor: a full one goes on above its first row. */
    private List<Above> above(String site, String id) {
        List<Above> above = new ArrayList<>();
        Set<Above> asked = new HashSet<>();
        Above lowest = new Above(id, "page");
        while (asked.add(lowest)) {
            List<Above> part =
                    v2.list(
                                    site,
                                    lowest.path() + "/ancestors",
                                    V2Query.NONE,
                                    false,
                                    null,
                                    row ->
                                            new Above(
                                                    row.path("id").asText(),
                                                    row.path("type").asText("page")))
                            .rows();
            if (part.isEmpty()) {
                break;
            }
            above.addAll(0, part);
            lowest = part.get(0);
        }
        return above;
    }

    private List<Ancestor> titled(String site, List<Above> above) {
        List<String> pages =
                above.stream().filter(one -> one.kind().equals("page")).map(Above::id).toList();
        Map<String, String> titles = new HashMap<>();
        for (List<String> some : Batches.of(pages, ANCESTORS)) {
            V2Query current = V2Query.NONE.withIds("id", some).with("status", "current");
            v2.all(site, "pages", current, false, row -> row)
                    .forEach(
                            row -> titles.put(row.path("id").asText(), row.path("title").asText()));
        }
        above.stream()
                .filter(one -> !one.kind().equals("page"))
                .forEach(one -> titles.put(one.id(), title(site, one)));
        return above.stream()
                .map(one -> new Ancestor(one.id(), titles.getOrDefault(one.id(), "")))
                .toList();
    }

    /** Empty if this credential may not see what is not a page; the search tells later. */
    private String title(String site, Above above) {
        try {
            return v2.one(site, above.path()).path("title").asText("");
        } catch (NotFoundException | MissingScopeException e) {
            return "";
        }
    }

    private List<String> labels(String site, String path) {
        return v2
                .all(
                        site,
                        path + "/labels",
                        V2Query.NONE.with("prefix", "global"),
                        false,
                        row -> row)
                .stream()
                .filter(row -> row.path("prefix").asText("global").equals("global"))
                .map(row -> row.path("name").asText())
                .collect(Collectors.toList());
    }
}
