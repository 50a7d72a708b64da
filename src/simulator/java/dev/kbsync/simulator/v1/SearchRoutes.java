package dev.kbsync.simulator.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.content.Content;
import dev.kbsync.simulator.content.Entry;
import dev.kbsync.simulator.content.Space;
import dev.kbsync.simulator.cql.CqlWords;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.faults.Faults;
import dev.kbsync.simulator.http.Answer;
import dev.kbsync.simulator.http.Html;
import dev.kbsync.simulator.http.Json;
import dev.kbsync.simulator.http.Refusal;
import dev.kbsync.simulator.rest.Call;
import dev.kbsync.simulator.rest.Errors;
import dev.kbsync.simulator.rest.RestApi;
import dev.kbsync.simulator.site.Links;
import dev.kbsync.simulator.site.Site;
import dev.kbsync.simulator.site.Times;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /search} and {@code /content/search}. A row is found in the index and then read from the
 * site: a page that went to the trash a moment ago is counted but no longer shown. While rows are
 * made to lag, what is read is the index.
 */
final class SearchRoutes {
    private final SearchPaging paging;
    private final Faults faults;

    SearchRoutes(Faults faults) {
        this.faults = faults;
        paging = new SearchPaging(faults);
    }

    void register(RestApi api) {
        api.get("/wiki/rest/api/search", this::search);
        api.get("/wiki/rest/api/content/search", this::contentSearch);
    }

    private Answer search(Call call) {
        SearchRequest search = SearchRequest.read(call, true);
        SearchPaging.Rows page = paging.run(search, true);
        refuseBatch(search, page.rows());
        String strategy = call.request().parameters().first("excerpt", "highlight");
        Excerpt excerpt = new Excerpt(strategy, CqlWords.in(search.query()));
        ContentJson contents = contents(call);
        Expansions expand =
                faults.strike(FaultKind.LOST_EXPANSION, call.request())
                        .map(fault -> search.expand().without(fault.text("part", "restrictions")))
                        .orElse(search.expand());
        ArrayNode results = Json.array();
        for (Entry entry : page.rows()) {
            if (entry instanceof Space space) {
                results.add(spaceRow(call.site(), space, search.spaceExpand(), excerpt));
            } else {
                Content now = shown(call, entry);
                if (now != null) {
                    ObjectNode content = contents.row(now, expand);
                    results.add(contentRow(call.site(), (Content) entry, content, excerpt));
                }
            }
        }
        ObjectNode body = Json.object();
        body.set("results", results);
        body.put("start", start(call))
                .put("limit", search.limit())
                .put("size", results.size())
                .put("totalSize", page.total())
                .put("cqlQuery", search.query().toString())
                .put("searchDuration", 3 + results.size())
                .put("archivedResultCount", 0);
        body.set("_links", links(search, page, results.size()));
        return answered(body, results.size());
    }

    private Answer contentSearch(Call call) {
        if (faults.strike(FaultKind.CONTENT_SEARCH_410, call.request()).isPresent()) {
            return Errors.gone();
        }
        SearchRequest search = SearchRequest.read(call, false);
        SearchPaging.Rows page = paging.run(search, false);
        refuseBatch(search, page.rows());
        ContentJson contents = contents(call);
        ArrayNode results = Json.array();
        for (Entry entry : page.rows()) {
            Content now = shown(call, entry);
            if (now != null) {
                results.add(contents.content(now, search.expand()));
            }
        }
        ObjectNode body = Json.object();
        body.set("results", results);
        body.put("start", start(call)).put("limit", search.limit()).put("size", results.size());
        body.set("_links", links(search, page, results.size()));
        return answered(body, results.size());
    }

    /** What a row shows: content as it is, or as the index knows it; null for what is gone. */
    private static @Nullable Content shown(Call call, Entry found) {
        Content now = call.content().content(found.id());
        boolean there =
                now != null
                        && call.content().live(now)
                        && call.content().visible(now, call.account());
        if (!there) {
            return null;
        }
        return call.site().index().laggingRows() ? (Content) found : now;
    }

    private static ContentJson contents(Call call) {
        Site site = call.site();
        return site.index().laggingRows()
                ? new ContentJson(site, call.account(), site.index()::ancestors)
                : new ContentJson(site, call.account());
    }

    private static ObjectNode contentRow(
            Site site, Content found, ObjectNode content, Excerpt excerpt) {
        Space space = site.content().spaceOf(found);
        String url = content.path("_links").path("webui").asText();
        ObjectNode row = Json.object();
        row.set("content", content);
        row.put("title", excerpt.marked(Html.escape(found.title())))
                .put("excerpt", excerpt.of(found))
                .put("url", url);
        row.putObject("resultGlobalContainer")
                .put("title", space.name())
                .put("displayUrl", Links.webui(space));
        finish(row, found, "content", "aui-icon content-type-" + found.type().wire());
        return row;
    }

    private static ObjectNode spaceRow(Site site, Space space, Expansions expand, Excerpt excerpt) {
        ObjectNode row = Json.object();
        row.set("space", new SpaceJson(site).row(space, expand));
        row.put("title", excerpt.marked(Html.escape(space.name())))
                .put("excerpt", excerpt.of(space))
                .put("url", Links.webui(space));
        row.putObject("resultGlobalContainer")
                .put("title", space.name())
                .put("displayUrl", Links.webui(space));
        finish(row, space, "space", "aui-icon content-type-space");
        return row;
    }

    private static void finish(ObjectNode row, Entry found, String entityType, String icon) {
        row.putArray("breadcrumbs");
        row.put("entityType", entityType)
                .put("iconCssClass", icon)
                .put("lastModified", Times.seconds(found.modifiedAt()))
                .put("friendlyLastModified", Times.friendly(found.modifiedAt()))
                .put("score", 0.0);
    }

    /** One ancestor that cannot be read spoils the whole page of rows, if told of restrictions. */
    private void refuseBatch(SearchRequest search, List<Entry> rows) {
        if (!search.expand().has("ancestors.restrictions")) {
            return;
        }
        Optional<Fault> on = faults.active(FaultKind.BATCH_404);
        String id = on.map(fault -> fault.text("id", "")).orElse("");
        boolean spoilt =
                id.isEmpty() || rows.stream().anyMatch(row -> isBelow(search.call(), row, id));
        if (on.isPresent()
                && spoilt
                && faults.strike(FaultKind.BATCH_404, search.call().request()).isPresent()) {
            throw new Refusal(Errors.unreadableAncestor(id.isEmpty() ? "12345" : id));
        }
    }

    private static boolean isBelow(Call call, Entry row, String id) {
        Content now = call.content().content(row.id());
        return now != null
                && (now.wireId().equals(id)
                        || call.content().ancestors(now).stream()
                                .anyMatch(above -> above.wireId().equals(id)));
    }

    private static int start(Call call) {
        String start = call.parameter("start");
        boolean counts =
                start != null && start.matches("\\d{1,9}") && call.parameter("cursor") != null;
        return counts ? Integer.parseInt(String.valueOf(start)) : 0;
    }

    private static ObjectNode links(SearchRequest search, SearchPaging.Rows page, int size) {
        return new SearchLinks(search).write(page.cursor(), start(search.call()) + size);
    }

    private static Answer answered(ObjectNode body, int rows) {
        return Answer.json(body)
                .with("cache-control", "no-cache, no-store, must-revalidate")
                .costing(rows);
    }
}
