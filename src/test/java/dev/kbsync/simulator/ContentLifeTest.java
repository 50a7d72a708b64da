package dev.kbsync.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.content.Change;
import dev.kbsync.simulator.content.ContentType;
import dev.kbsync.simulator.control.SiteControl.Shown;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What becomes of content that is edited, moved, trashed, archived or hidden. */
class ContentLifeTest extends SimulatorTestBase {

    private JsonNode page(String id) {
        TestClient.Reply reply = client().get("/wiki/api/v2/pages/" + id + "?body-format=storage");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private int status(String id) {
        return client().get("/wiki/api/v2/pages/" + id).status();
    }

    @Test
    void anEditIsANewVersion() {
        String id = pages("Page").get(0);
        control.advance(Duration.ofMinutes(1));
        site.edit(id, "<p>new</p>");
        assertThat(page(id).at("/version/number").asInt()).isEqualTo(2);
        assertThat(page(id).at("/version/createdAt").asText())
                .isEqualTo("2026-11-22T12:35:56.789Z");
        assertThat(page(id).path("createdAt").asText()).isEqualTo(NOW);
        assertThat(page(id).at("/body/storage/value").asText()).isEqualTo("<p>new</p>");
        JsonNode old =
                client().get("/wiki/api/v2/pages/" + id + "?version=1&body-format=storage").json();
        assertThat(old.at("/body/storage/value").asText()).isEqualTo("<p>Body of Page</p>");
        assertThat(old.path("status").asText()).isEqualTo("historical");
    }

    @Test
    void aChangeCanBeMinorOrNoVersionAtAll() {
        String id = pages("Page").get(0);
        String author = Accounts.TOM.accountId();
        site.change(id, new Change(null, "<p>x</p>", null, null, true, true, "typo", author));
        assertThat(page(id).at("/version/minorEdit").asBoolean()).isTrue();
        assertThat(page(id).at("/version/message").asText()).isEqualTo("typo");
        assertThat(page(id).at("/version/authorId").asText()).isEqualTo(author);
        site.change(id, new Change("Other", null, null, null, false, false, "", author));
        assertThat(page(id).at("/version/number").asInt()).isEqualTo(2);
        assertThat(page(id).path("title").asText()).isEqualTo("Other");
    }

    @Test
    void whereAHistoricalVersionIsDeletedLaterOnesMoveUp() {
        String id = pages("Page").get(0);
        control.advance(Duration.ofMinutes(1));
        site.edit(id, "<p>second</p>");
        control.advance(Duration.ofMinutes(1));
        site.edit(id, "<p>third</p>");
        String savedAt = page(id).at("/version/createdAt").asText();

        site.deleteVersion(id, 1);

        assertThat(page(id).at("/version/number").asInt()).isEqualTo(2);
        assertThat(page(id).at("/version/createdAt").asText()).isEqualTo(savedAt);
        assertThat(page(id).at("/body/storage/value").asText()).isEqualTo("<p>third</p>");
        assertThat(client().get("/wiki/api/v2/pages/" + id + "/versions").rows("/number"))
                .containsExactly("2", "1");
        assertThatThrownBy(() -> site.deleteVersion(id, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> site.deleteVersion(id, 3))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void titlesAreUniqueAmongPagesThatAreNotInTheTrash() {
        String id = pages("Page").get(0);
        assertThatThrownBy(() -> site.addPage("DOC", "PAGE", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same TITLE");
        site.archive(id);
        assertThatThrownBy(() -> site.addPage("DOC", "Page", ""))
                .hasMessageContaining("same TITLE");
        site.unarchive(id);
        site.trash(id);
        String other = site.addPage("DOC", "Page", "");
        assertThatThrownBy(() -> site.restore(id)).hasMessageContaining("same TITLE");
        site.rename(other, "Another");
        site.restore(id);
        site.add(ContentType.FOLDER, "DOC", "Page", "", null);
        assertThat(page(id).path("title").asText()).isEqualTo("Page");
    }

    @Test
    void aTrashedPageIsStillReadByIdButHasNoPlace() {
        String parent = pages("Parent").get(0);
        String id = site.addPage("DOC", "Page", "", parent);
        String child = site.addPage("DOC", "Child", "", id);
        site.trash(id);
        JsonNode page = page(id);
        assertThat(page.path("status").asText()).isEqualTo("trashed");
        assertThat(page.path("parentId").isNull()).isTrue();
        assertThat(page.path("parentType").isNull()).isTrue();
        assertThat(page.path("position").isNull()).isTrue();
        assertThat(page(child).path("parentId").asText()).isEqualTo(parent);
        assertThat(client().get("/wiki/api/v2/pages").rows("/id")).doesNotContain(id);
        assertThat(client().get("/wiki/api/v2/pages?status=trashed").rows("/id"))
                .containsExactly(id);
        site.restore(id, false);
        assertThat(page(id).path("parentId").asText()).isEqualTo(parent);
        assertThat(page(id).at("/version/number").asInt()).isEqualTo(1);
    }

    @Test
    void aPurgedPageIsGoneWithAllThatHungOnIt() {
        String id = pages("Page").get(0);
        String file = site.attach(id, "a.txt", "text/plain", new byte[1]);
        String comment = site.addComment(id, "<p>x</p>");
        site.purge(id);
        assertThat(status(id)).isEqualTo(404);
        assertThat(client().get("/wiki/api/v2/attachments/" + file).status()).isEqualTo(404);
        assertThat(client().get("/wiki/api/v2/footer-comments/" + comment).status()).isEqualTo(404);
        assertThatThrownBy(() -> site.edit(id, "")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anArchivedPageKeepsItsParentAndIsListed() {
        String parent = pages("Parent").get(0);
        String id = site.addPage("DOC", "Page", "", parent);
        site.archive(id);
        assertThat(page(id).path("status").asText()).isEqualTo("archived");
        assertThat(page(id).path("parentId").asText()).isEqualTo(parent);
        assertThat(client().get("/wiki/api/v2/pages").rows("/id")).contains(id);
        assertThat(client().get("/wiki/api/v2/pages?status=current").rows("/id"))
                .doesNotContain(id);
    }

    @Test
    void aMoveTakesTheTreeAlongAndNeedsNoVersion() {
        List<String> ids = pages("A", "B");
        String child = site.addPage("DOC", "Child", "", ids.get(0));
        String file = site.attach(child, "a.txt", "text/plain", new byte[1]);
        site.addSpace("OTHER", "Other");
        site.moveToSpace(ids.get(0), "OTHER");
        settle();
        assertThat(client().titles("space = OTHER and type = page")).containsExactly("A", "Child");
        assertThat(client().titles("space = OTHER and type = attachment")).hasSize(1);
        assertThat(page(child).at("/_links/webui").asText()).startsWith("/spaces/OTHER/");
        assertThat(page(child).at("/version/number").asInt()).isEqualTo(1);
        assertThat(file).isNotEmpty();
        site.addPage("DOC", "child", "");
        assertThatThrownBy(() -> site.moveToSpace(ids.get(0), "DOC"))
                .hasMessageContaining("same TITLE");
        assertThat(page(child).at("/_links/webui").asText()).startsWith("/spaces/OTHER/");
        site.move(child, null);
        assertThat(page(child).path("parentId").isNull()).isTrue();
        assertThatThrownBy(() -> site.move(ids.get(0), ids.get(1)))
                .hasMessageContaining("another space");
        site.move(child, ids.get(0));
        assertThatThrownBy(() -> site.move(ids.get(0), child)).hasMessageContaining("below itself");
    }

    @Test
    void aRestrictionTheOwnUserIsNamedInIsShown() {
        String id = pages("Secret").get(0);
        site.restrictVisibly(id);
        JsonNode content =
                client().search("id = " + id, "expand=content.restrictions.read.restrictions.user")
                        .json()
                        .at("/results/0/content");
        assertThat(content.at("/restrictions/read/restrictions/user/results/0/accountId").asText())
                .isEqualTo(Accounts.OWN.accountId());
        String path = "/wiki/rest/api/content/" + id + "/restriction/byOperation/read";
        JsonNode read = client().get(path).json();
        assertThat(read.at("/restrictions/user/size").asInt()).isEqualTo(1);
        assertThat(read.at("/restrictions/group/size").asInt()).isZero();
        String own = path + "/user?accountId=" + Accounts.OWN.accountId();
        assertThat(client().get(own).status()).isEqualTo(200);
        assertThat(client().get(path + "/user?accountId=x").status()).isEqualTo(404);
        assertThat(client().get("/wiki/rest/api/content/" + id + "/restriction").rows("/operation"))
                .containsExactly("read", "update");
    }

    @Test
    void aRestrictionToOthersHidesAPageAndAllBelow() {
        String id = pages("Secret", "Open").get(0);
        String child = site.addPage("DOC", "Below", "", id);
        String file = site.attach(child, "a.txt", "text/plain", new byte[1]);
        settle();
        site.restrictInvisibly(id);
        assertThat(client().titles("type in (page, attachment)")).containsExactly("Open");
        assertThat(status(id)).isEqualTo(404);
        assertThat(status(child)).isEqualTo(404);
        assertThat(client().get("/wiki/api/v2/attachments/" + file).status()).isEqualTo(404);
        assertThat(client().get("/wiki/api/v2/pages").rows("/title")).containsExactly("Open");
        assertThat(client().get("/wiki/rest/api/content/" + id + "/restriction").status())
                .isEqualTo(404);
        site.unrestrict(id);
        assertThat(client().titles("type = page")).hasSize(3);
    }

    @Test
    void groupsCountAndEverybodySeesWithOwnEyes() {
        String id = pages("Engineers only").get(0);
        site.restrict(id, List.of(), List.of("engineering"));
        assertThat(status(id)).isEqualTo(404);
        byte[] tom = (Accounts.TOM.email() + ":simulator-token").getBytes(UTF_8);
        TestClient asTom =
                TestClient.of(simulator.url())
                        .authorization("Basic " + Base64.getEncoder().encodeToString(tom));
        assertThat(asTom.get("/wiki/api/v2/pages/" + id).status()).isEqualTo(200);
        Shown shown = site.content().get(0);
        assertThat(shown.visible()).isFalse();
        assertThat(shown.restricted()).isTrue();
        assertThat(site.content(Accounts.TOM).get(0).visible()).isTrue();
    }

    @Test
    void aHiddenSpaceIsGoneFromEverywhere() {
        String id = pages("Page").get(0);
        site.hideSpace("DOC", true);
        assertThat(status(id)).isEqualTo(404);
        assertThat(client().titles("type = page")).isEmpty();
        assertThat(client().titles("type = space")).isEmpty();
        assertThat(client().get("/wiki/api/v2/spaces").rows("/key")).isEmpty();
        site.hideSpace("DOC", false);
        assertThat(client().titles("type = page")).hasSize(1);
    }

    @Test
    void spacesAreRenamedArchivedAndDeleted() {
        String id = pages("Page").get(0);
        site.renameSpace("DOC", "New name");
        site.archiveSpace("DOC", true);
        JsonNode space = client().get("/wiki/api/v2/spaces").json().at("/results/0");
        assertThat(space.path("name").asText()).isEqualTo("New name");
        assertThat(space.path("status").asText()).isEqualTo("archived");
        assertThat(client().get("/wiki/api/v2/spaces?status=current").rows("/id")).isEmpty();
        site.deleteSpace("DOC");
        assertThat(status(id)).isEqualTo(404);
        assertThat(client().get("/wiki/api/v2/spaces").rows("/id")).isEmpty();
    }

    @Test
    void labelsChangeNothingElse() {
        String id = pages("Page").get(0);
        site.label(id, "b", "a");
        assertThat(page(id).at("/version/number").asInt()).isEqualTo(1);
        assertThat(client().get("/wiki/api/v2/pages/" + id + "/labels").rows("/name"))
                .containsExactly("b", "a");
        JsonNode included =
                client().get("/wiki/api/v2/pages/" + id + "?include-labels=true")
                        .json()
                        .path("labels");
        assertThat(included.at("/meta/hasMore").asBoolean()).isFalse();
        assertThat(included.at("/_links/self").asText())
                .isEqualTo("/api/v2/pages/" + id + "/labels");
    }
}
