package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.ContentType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of v1 search: their shapes, what can be expanded, and what the index does not know yet. */
class SearchTest extends SimulatorTestBase {

    private JsonNode row(String expand) {
        return client().search("type = page", "expand=" + expand).json().at("/results/0");
    }

    @Test
    void rowsAreBareUnlessExpanded() {
        pages("Home");
        JsonNode row = row("");
        JsonNode content = row.path("content");
        assertThat(content.path("title").asText()).isEqualTo("Home");
        assertThat(content.has("body")).isFalse();
        assertThat(content.path("restrictions").isEmpty()).isTrue();
        assertThat(content.path("_expandable").path("version").asText()).isEmpty();
        assertThat(content.path("_expandable").path("space").asText())
                .isEqualTo("/rest/api/space/DOC");
        assertThat(content.path("_links").has("base")).isFalse();
        assertThat(row.path("entityType").asText()).isEqualTo("content");
        assertThat(row.path("lastModified").asText()).isEqualTo("2026-11-22T12:34:56.000Z");
        assertThat(row.at("/resultGlobalContainer/displayUrl").asText()).isEqualTo("/spaces/DOC");
        assertThat(row.path("score").asDouble()).isZero();
    }

    @Test
    void everythingASyncNeedsCanBeExpanded() {
        String parent = site.addPage("DOC", "Parent", "<p>p</p>");
        String child = site.addPage("DOC", "Child", "<p>a &lt; b</p>", parent);
        site.label(child, "ops");
        site.restrict(parent, List.of(), List.of("confluence-users"));
        settle();
        JsonNode content =
                client().search(
                                "id = " + child,
                                "expand=content.body.storage,content.version,content.space,"
                                        + "content.history,content.ancestors,content.container,"
                                        + "content.metadata.labels,content.extensions,"
                                        + "content.restrictions.read.restrictions.user,"
                                        + "content.ancestors.restrictions.read.restrictions.group")
                        .json()
                        .at("/results/0/content");
        assertThat(content.at("/body/storage/value").asText()).isEqualTo("<p>a &lt; b</p>");
        assertThat(content.at("/version/when").asText()).isEqualTo(NOW);
        assertThat(content.at("/version/number").asInt()).isEqualTo(1);
        assertThat(content.at("/version/by/email").asText()).isEmpty();
        assertThat(content.at("/space/id").isNumber()).isTrue();
        assertThat(content.at("/history/createdDate").asText()).isEqualTo(NOW);
        assertThat(content.at("/metadata/labels/results/0/name").asText()).isEqualTo("ops");
        assertThat(content.at("/container/key").asText()).isEqualTo("DOC");
        assertThat(content.at("/extensions/position").isNumber()).isTrue();
        assertThat(content.at("/restrictions/read/restrictions/user/results").isEmpty()).isTrue();
        assertThat(content.at("/restrictions/read/restrictions/_expandable").has("group")).isTrue();
        JsonNode ancestor = content.at("/ancestors/0");
        assertThat(ancestor.path("title").asText()).isEqualTo("Parent");
        assertThat(ancestor.at("/restrictions/read/restrictions/group/results/0/name").asText())
                .isEqualTo("confluence-users");
    }

    @Test
    void thePrefixDecidesWhichRouteUnderstandsAnExpansion() {
        pages("Home");
        assertThat(row("body.storage").at("/content/body").isMissingNode()).isTrue();
        String path = "/wiki/rest/api/content/search?cql=type%3Dpage&expand=";
        assertThat(client().get(path + "content.body.storage").json().at("/results/0").has("body"))
                .isFalse();
        assertThat(
                        client().get(path + "body.storage")
                                .json()
                                .at("/results/0/body/storage/value")
                                .asText())
                .isEqualTo("<p>Body of Home</p>");
        assertThat(client().get(path).json().at("/results/0/extensions").has("position")).isTrue();
    }

    @Test
    void otherRepresentationsAreMadeOfTheStorageFormat() {
        site.addPage("DOC", "Home", "<h1>A&nbsp;B</h1><script>alert(1)</script>");
        settle();
        JsonNode body = row("content.body.view,content.body.atlas_doc_format").at("/content/body");
        assertThat(body.at("/view/value").asText()).contains("<h1 id=").doesNotContain("<script>");
        assertThat(body.at("/atlas_doc_format/value").asText()).contains("\"type\":\"heading\"");
    }

    @Test
    void rowTitlesAreEscapedAndMarkedContentTitlesAreNot() {
        site.addPage("DOC", "Ben's <b> & runbook", "<p>Follow the runbook &lt;now&gt;</p>");
        settle();
        JsonNode row = client().search("text ~ runbook").json().at("/results/0");
        assertThat(row.path("title").asText())
                .isEqualTo("Ben&#39;s &lt;b&gt; &amp; @@@hl@@@runbook@@@endhl@@@");
        assertThat(row.at("/content/title").asText()).isEqualTo("Ben's <b> & runbook");
        assertThat(row.path("excerpt").asText())
                .isEqualTo("Follow the @@@hl@@@runbook@@@endhl@@@ &lt;now&gt;");
    }

    @Test
    void excerptsDependOnTheirStrategy() {
        site.addPage("DOC", "Home", "<p>" + "abcdefghi ".repeat(100) + "</p>");
        settle();
        assertThat(excerpt("none")).isEmpty();
        assertThat(excerpt("bogus")).isEmpty();
        assertThat(excerpt("indexed")).hasSize(50);
        assertThat(excerpt("highlight")).hasSize(300);
    }

    private String excerpt(String strategy) {
        return client().search("type = page", "excerpt=" + strategy)
                .json()
                .at("/results/0/excerpt")
                .asText();
    }

    @Test
    void anExcerptMayEndInTheMiddleOfACharacter() {
        site.addPage("DOC", "Home", "<p>" + "x".repeat(49) + "🌦️ rain</p>");
        settle();
        TestClient.Reply reply = client().search("type = page", "excerpt=indexed");
        assertThat(reply.body()).contains("\\uD83C\"");
    }

    @Test
    void spacesAreRowsWithoutContentAndWithoutAnId() {
        JsonNode row = client().search("type = space").json().at("/results/0");
        assertThat(row.has("content")).isFalse();
        assertThat(row.at("/space/key").asText()).isEqualTo("DOC");
        assertThat(row.at("/space").has("id")).isFalse();
        assertThat(row.path("title").asText()).isEqualTo("Documentation &amp; more");
        assertThat(row.path("entityType").asText()).isEqualTo("space");
        String contentOnly = "/wiki/rest/api/content/search?cql=type%3Dspace";
        assertThat(client().get(contentOnly).json().path("results").isEmpty()).isTrue();
    }

    @Test
    void attachmentsAndCommentsAreContent() {
        String page = site.addPage("DOC", "Home", "");
        String file = site.attach(page, "a b.txt", "text/plain", new byte[5]);
        site.addInlineComment(page, "<p>why?</p>", "Home");
        settle();
        JsonNode attachment =
                client().search("type = attachment", "expand=content.extensions")
                        .json()
                        .at("/results/0/content");
        assertThat(attachment.path("id").asText()).isEqualTo(file).startsWith("att");
        assertThat(attachment.at("/extensions/fileSize").asInt()).isEqualTo(5);
        assertThat(attachment.at("/_links/download").asText())
                .isEqualTo("/rest/api/content/" + page + "/child/attachment/" + file + "/download");
        JsonNode comment =
                client().search(
                                "type = comment",
                                "expand=content.body.storage,content.container,content.extensions.inlineProperties")
                        .json()
                        .at("/results/0/content");
        assertThat(comment.at("/body/storage/value").asText()).isEqualTo("<p>why?</p>");
        assertThat(comment.at("/container/id").asText()).isEqualTo(page);
        assertThat(comment.at("/extensions/inlineProperties/originalSelection").asText())
                .isEqualTo("Home");
    }

    @Test
    void changesReachTheIndexLaterThanTheListOfPages() {
        site.addPage("DOC", "New", "");
        assertThat(client().titles("type = page")).isEmpty();
        assertThat(client().get("/wiki/api/v2/pages").rows("/title")).containsExactly("New");
        control.advance(Duration.ofSeconds(2));
        assertThat(client().titles("type = page")).containsExactly("New");
    }

    @Test
    void anEditIsFoundLateButReadAtOnce() {
        String id = pages("Old").get(0);
        site.rename(id, "New");
        TestClient.Reply reply = client().search("title = Old", "expand=content.version");
        assertThat(reply.rows("/title")).containsExactly("Old");
        assertThat(reply.rows("/content/title")).containsExactly("New");
        assertThat(reply.rows("/content/version/number")).containsExactly("2");
        settle();
        assertThat(client().titles("title = Old")).isEmpty();
    }

    @Test
    void aPageJustTrashedIsCountedButNotShown() {
        String id = pages("Gone").get(0);
        site.trash(id);
        TestClient.Reply reply = client().search("title = Gone");
        assertThat(reply.json().path("totalSize").asInt()).isEqualTo(1);
        assertThat(reply.json().path("size").asInt()).isZero();
        settle();
        assertThat(client().search("title = Gone").json().path("totalSize").asInt()).isZero();
    }

    @Test
    void whatIsNotCurrentIsNotFound() {
        List<String> ids = pages("Kept", "Trashed", "Purged", "Archived");
        String file = site.attach(ids.get(1), "in-the-trash.txt", "text/plain", new byte[1]);
        site.trash(ids.get(1));
        site.purge(ids.get(2));
        site.archive(ids.get(3));
        settle();
        assertThat(client().titles("type in (page, attachment)")).containsExactly("Kept");
        site.restore(ids.get(1));
        site.unarchive(ids.get(3));
        settle();
        assertThat(client().titles("type in (page, attachment)"))
                .containsExactlyInAnyOrder("Kept", "Trashed", "Archived", "in-the-trash.txt");
        assertThat(file).startsWith("att");
    }

    @Test
    void archivedSpacesAreSearchedOnRequestOnly() {
        pages("Here");
        site.addSpace("OLD", "Old");
        site.add(ContentType.PAGE, "OLD", "There", "", null);
        site.archiveSpace("OLD", true);
        settle();
        assertThat(client().titles("type = page")).containsExactly("Here");
        assertThat(client().search("type = page", "includeArchivedSpaces=true").rows("/title"))
                .containsExactly("Here", "There");
        assertThat(client().search("type = page", "excludeCurrentSpaces=true").rows("/title"))
                .containsExactly("There");
    }
}
