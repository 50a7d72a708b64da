package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.ContentType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes and filters of v2. The tree: Top, with a folder below, with Leaf in it; a blog post. */
class V2Test extends SimulatorTestBase {
    private static final String API = "/wiki/api/v2";

    private String top = "";
    private String folder = "";
    private String leaf = "";
    private String post = "";

    @BeforeEach
    void addContent() {
        top = site.addPage("DOC", "Top", "<p>top</p>");
        folder = site.add(ContentType.FOLDER, "DOC", "Folder", "", top);
        leaf = site.addPage("DOC", "Leaf", "<p>leaf</p>", folder);
        site.addPage("DOC", "Other", "", top);
        post = site.add(ContentType.BLOGPOST, "DOC", "News", "<p>news</p>", null);
    }

    private JsonNode get(String path) {
        TestClient.Reply reply = client().get(API + path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private List<String> rows(String path, String pointer) {
        return client().get(API + path).rows(pointer);
    }

    @Test
    void aPageHasItsFieldsAndNullsForWhatItHasNot() {
        JsonNode page = get("/pages/" + top);
        List<String> fields = new ArrayList<>();
        page.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .contains(
                        "id",
                        "status",
                        "title",
                        "spaceId",
                        "parentId",
                        "parentType",
                        "position",
                        "authorId",
                        "ownerId",
                        "lastOwnerId",
                        "createdAt",
                        "version",
                        "body",
                        "_links");
        assertThat(page.path("parentId").isNull()).isTrue();
        assertThat(page.path("parentType").isNull()).isTrue();
        assertThat(page.path("lastOwnerId").isNull()).isTrue();
        assertThat(page.path("body").isEmpty()).isTrue();
        assertThat(page.path("id").isTextual()).isTrue();
        assertThat(page.path("spaceId").isTextual()).isTrue();
        assertThat(page.at("/version/createdAt").asText()).isEqualTo(NOW);
        assertThat(page.at("/_links/base").asText()).isEqualTo(simulator.url() + "/wiki");
        assertThat(page.at("/_links/webui").asText())
                .isEqualTo("/spaces/DOC/pages/" + top + "/Top");
        assertThat(page.at("/_links/tinyui").asText()).startsWith("/x/");
    }

    @Test
    void rowsHaveNoBaseLinkAndNoBodyUnlessAsked() {
        JsonNode row = get("/pages").at("/results/0");
        assertThat(row.path("_links").has("base")).isFalse();
        assertThat(row.path("body").isEmpty()).isTrue();
        assertThat(get("/pages?body-format=storage").at("/results/0/body/storage/value").asText())
                .isEqualTo("<p>top</p>");
        assertThat(
                        get("/pages?body-format=atlas_doc_format")
                                .at("/results/0/body/atlas_doc_format/value")
                                .asText())
                .startsWith("{\"type\":\"doc\"");
    }

    @Test
    void aFolderIsNoPageButAParent() {
        assertThat(get("/pages/" + leaf).path("parentType").asText()).isEqualTo("folder");
        assertThat(get("/folders/" + folder).path("type").asText()).isEqualTo("folder");
        TestClient.Reply asPage = client().get(API + "/pages/" + folder);
        assertThat(asPage.status()).isEqualTo(404);
        assertThat(asPage.json().at("/errors/0/title").asText())
                .isEqualTo("Cannot find a page with id [" + folder + "]");
        assertThat(client().get(API + "/folders/" + top).status()).isEqualTo(404);
    }

    @Test
    void onlyTheNewerRouteShowsFoldersAmongChildren() {
        assertThat(rows("/pages/" + top + "/children", "/title")).containsExactly("Other");
        assertThat(rows("/pages/" + top + "/direct-children", "/type"))
                .containsExactly("folder", "page");
        assertThat(rows("/folders/" + folder + "/direct-children", "/title"))
                .containsExactly("Leaf");
    }

    @Test
    void ancestorsComeFromTheTopAndDescendantsByLevel() {
        assertThat(rows("/pages/" + leaf + "/ancestors", "/id")).containsExactly(top, folder);
        assertThat(rows("/pages/" + leaf + "/ancestors", "/type"))
                .containsExactly("page", "folder");
        assertThat(rows("/pages/" + leaf + "/ancestors?limit=1", "/id")).containsExactly(folder);
        assertThat(rows("/pages/" + top + "/descendants", "/title"))
                .containsExactly("Folder", "Other", "Leaf");
        assertThat(rows("/pages/" + top + "/descendants?depth=1", "/title"))
                .containsExactly("Folder", "Other");
        assertThat(rows("/pages/" + top + "/descendants", "/depth")).containsExactly("1", "1", "2");
        assertThat(client().get(API + "/pages/" + top + "/descendants?depth=11").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/pages | Top,Leaf,Other",
                "/pages?title=lEaF | Leaf",
                "/pages?title=Lea | ''",
                "/pages?subtype=live | ''",
                "/pages?sort=-title | Top,Other,Leaf",
                "/pages?space-id=999 | ''",
                "/pages?status=trashed | ''",
                "/pages?status=current&status=archived | Top,Leaf,Other",
                "/pages?status=current,archived | Top,Leaf,Other",
                "/blogposts | News",
                "/blogposts?sort=-modified-date | News",
            })
    void listsAreFiltered(String path, String titles) {
        assertThat(String.join(",", rows(path, "/title"))).isEqualTo(titles);
    }

    @Test
    void listsOfASpace() {
        String space = get("/pages/" + top).path("spaceId").asText();
        assertThat(rows("/spaces/" + space + "/pages", "/title"))
                .containsExactly("Top", "Leaf", "Other");
        assertThat(rows("/spaces/" + space + "/pages?depth=root", "/title")).containsExactly("Top");
        assertThat(rows("/spaces/" + space + "/blogposts", "/id")).containsExactly(post);
        assertThat(rows("/pages?space-id=" + space, "/title")).hasSize(3);
        assertThat(rows("/pages?id=" + leaf + "," + top, "/title")).containsExactly("Top", "Leaf");
        assertThat(client().get(API + "/spaces/12345/pages").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/pages?limit=251",
        "/pages?limit=0",
        "/pages?limit=many",
        "/pages?sort=colour",
        "/pages?status=draft",
        "/pages?body-format=view",
        "/pages?id=x",
        "/pages/x",
        "/blogposts?sort=title",
        "/blogposts?status=archived",
        "/spaces?status=trashed",
        "/spaces?type=odd",
        "/attachments?status=deleted",
        "/pages/1?version=0",
    })
    void whatMakesNoSenseIsABadRequest(String path) {
        TestClient.Reply reply = client().get(API + path);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/code").asText())
                .isEqualTo("INVALID_REQUEST_PARAMETER");
    }

    @Test
    void spacesAreFilteredAndSorted() {
        site.addSpace("~robin", "Robin's own");
        site.addSpace("ARC", "Archive");
        site.archiveSpace("ARC", true);
        assertThat(rows("/spaces", "/key")).containsExactly("DOC", "~robin", "ARC");
        assertThat(rows("/spaces?keys=doc,arc", "/key")).containsExactly("DOC", "ARC");
        assertThat(rows("/spaces?type=personal", "/key")).containsExactly("~robin");
        assertThat(rows("/spaces?status=archived", "/key")).containsExactly("ARC");
        assertThat(rows("/spaces?sort=-name", "/key")).containsExactly("~robin", "DOC", "ARC");
        JsonNode space = get("/spaces").at("/results/0");
        assertThat(space.path("description").isNull()).isTrue();
        assertThat(space.path("icon").isNull()).isTrue();
        assertThat(space.path("homepageId").isNull()).isTrue();
        assertThat(
                        get("/spaces?description-format=plain")
                                .at("/results/0/description/plain")
                                .has("value"))
                .isTrue();
        assertThat(get("/spaces/" + space.path("id").asText()).at("/_links/base").asText())
                .endsWith("/wiki");
        JsonNode first = get("/spaces?limit=2");
        assertThat(first.path("results")).hasSize(2);
        assertThat(client().get(first.at("/_links/next").asText()).rows("/key"))
                .containsExactly("ARC");
    }

    @Test
    void versionsAreListedNewestFirst() {
        site.edit(top, "<p>2</p>");
        site.edit(top, "<p>3</p>");
        assertThat(rows("/pages/" + top + "/versions", "/number")).containsExactly("3", "2", "1");
        assertThat(
                        rows(
                                "/pages/"
                                        + top
                                        + "/versions?sort=modified-date&body-format=storage",
                                "/page/body/storage/value"))
                .containsExactly("<p>top</p>", "<p>2</p>", "<p>3</p>");
        JsonNode version = get("/pages/" + top + "/versions/2");
        assertThat(version.path("prevVersion").asInt()).isEqualTo(1);
        assertThat(version.path("nextVersion").asInt()).isEqualTo(3);
        assertThat(get("/pages/" + top + "?include-versions=true").at("/versions/results"))
                .hasSize(3);
        assertThat(get("/pages/" + top + "?include-version=false").has("version")).isFalse();
        assertThat(client().get(API + "/pages/" + top + "?version=9").status()).isEqualTo(404);
    }

    @Test
    void attachmentsHaveTheirOwnIdsAndLinks() {
        String file = site.attach(leaf, "a b.txt", "text/plain", new byte[3]);
        site.attach(post, "c.png", "image/png", new byte[4]);
        JsonNode row = get("/pages/" + leaf + "/attachments").at("/results/0");
        assertThat(row.path("id").asText()).isEqualTo(file);
        assertThat(row.path("pageId").asText()).isEqualTo(leaf);
        assertThat(row.path("fileSize").asInt()).isEqualTo(3);
        assertThat(row.path("downloadLink").asText())
                .startsWith(
                        "/download/attachments/" + leaf + "/a%20b.txt?version=1&modificationDate=");
        assertThat(rows("/attachments", "/title")).containsExactly("a b.txt", "c.png");
        assertThat(rows("/attachments?mediaType=image/png", "/blogPostId")).containsExactly(post);
        assertThat(rows("/attachments?filename=c.png", "/title")).containsExactly("c.png");
        assertThat(get("/attachments/" + file).path("title").asText()).isEqualTo("a b.txt");
        site.purge(file);
        assertThat(rows("/pages/" + leaf + "/attachments", "/title")).isEmpty();
    }

    @Test
    void commentsAreAtTheFootOrInTheText() {
        String foot = site.addComment(leaf, "<p>foot</p>");
        String inline = site.addInlineComment(leaf, "<p>why?</p>", "leaf");
        assertThat(rows("/footer-comments", "/id")).containsExactly(foot);
        assertThat(rows("/pages/" + leaf + "/inline-comments", "/id")).containsExactly(inline);
        JsonNode comment = get("/inline-comments?body-format=storage").at("/results/0");
        assertThat(comment.path("title").asText()).isEqualTo("Re: Leaf");
        assertThat(comment.path("resolutionStatus").asText()).isEqualTo("open");
        assertThat(comment.at("/properties/inline-original-selection").asText()).isEqualTo("leaf");
        assertThat(comment.at("/properties/inlineMarkerRef").asText()).isNotEmpty();
        assertThat(comment.at("/body/storage/value").asText()).isEqualTo("<p>why?</p>");
        site.resolveComment(inline, "resolved");
        assertThat(rows("/inline-comments?resolution-status=resolved", "/id"))
                .containsExactly(inline);
        assertThat(client().get(API + "/footer-comments").header("link"))
                .startsWith("<https://developer.atlassian.com/")
                .contains("rel=\"deprecation\", <" + simulator.url() + "/wiki>; rel=\"base\"");
        assertThat(client().get(API + "/footer-comments/" + inline).status()).isEqualTo(404);
        site.trash(leaf);
        assertThat(rows("/footer-comments", "/id")).isEmpty();
    }

    @Test
    void labelsLeadToTheirContent() {
        site.label(leaf, "ops");
        site.label(post, "ops", "news");
        String ops =
                get("/labels").at("/results/0/name").asText().equals("ops")
                        ? "/results/0/id"
                        : "/results/1/id";
        String id = get("/labels").at(ops).asText();
        assertThat(rows("/labels/" + id + "/pages", "/title")).containsExactly("Leaf");
        assertThat(rows("/labels/" + id + "/blogposts", "/title")).containsExactly("News");
        assertThat(rows("/blogposts/" + post + "/labels", "/name")).containsExactly("ops", "news");
    }

    @Test
    void whatNobodyHasIsAnEmptyList() {
        assertThat(rows("/pages/" + top + "/properties", "/id")).isEmpty();
        assertThat(get("/pages/" + top + "/likes/count").path("count").asInt()).isZero();
        assertThat(client().get(API + "/tasks").status()).isEqualTo(501);
    }
}
