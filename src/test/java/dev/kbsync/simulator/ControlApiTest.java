package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.simulator.content.Accounts;
import dev.kbsync.simulator.http.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything the control API does over HTTP. */
class ControlApiTest extends SimulatorTestBase {

    private JsonNode call(String method, String path, String body) {
        TestClient.Reply reply = send(method, path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private TestClient.Reply send(String method, String path, String body) {
        return TestClient.of(simulator.url())
                .send(method, "/_simulator" + path, body.replace('\'', '"'), Map.of());
    }

    private String add(String title) {
        String body = "{'space':'DOC','title':'" + title + "','body':'<p>x</p>','labels':['ops']}";
        return call("POST", "/pages", body).path("id").asText();
    }

    private JsonNode shown(String id) {
        for (JsonNode row : call("GET", "/content", "").path("content")) {
            if (row.path("id").asText().equals(id)) {
                return row;
            }
        }
        return Json.object();
    }

    @Test
    void pagesAreAddedChangedAndRemoved() {
        String parent = add("Parent");
        String id = add("Page");
        String change = "{'title':'New','parent':'" + parent + "','minorEdit':true}";
        call("PUT", "/pages/" + id, change);
        assertThat(shown(id).path("title").asText()).isEqualTo("New");
        assertThat(shown(id).path("parent").asText()).isEqualTo(parent);
        assertThat(shown(id).path("version").asInt()).isEqualTo(2);
        call("PUT", "/pages/" + id, "{'parent':null,'newVersion':false}");
        assertThat(shown(id).path("parent").isNull()).isTrue();
        assertThat(shown(id).path("version").asInt()).isEqualTo(2);
        call("POST", "/pages/" + id + "/trash", "");
        assertThat(shown(id).path("status").asText()).isEqualTo("trashed");
        call("POST", "/pages/" + id + "/restore", "{'newVersion':false}");
        assertThat(shown(id).path("version").asInt()).isEqualTo(2);
        call("POST", "/pages/" + id + "/archive", "");
        assertThat(shown(id).path("status").asText()).isEqualTo("archived");
        call("POST", "/pages/" + id + "/unarchive", "");
        call("POST", "/pages/" + id + "/purge", "");
        assertThat(shown(id).isEmpty()).isTrue();
    }

    @Test
    void whoSeesAPageIsSaid() {
        String id = add("Page");
        String mei = Accounts.MEI.accountId();
        call("PUT", "/pages/" + id + "/restrictions", "{'users':['" + mei + "']}");
        assertThat(shown(id).path("visible").asBoolean()).isFalse();
        assertThat(shown(id).path("restricted").asBoolean()).isTrue();
        assertThat(call("GET", "/content?as=" + mei, "").at("/content/0/visible").asBoolean())
                .isTrue();
        assertThat(
                        call("GET", "/content?as=" + Accounts.MEI.email(), "")
                                .at("/content/0/visible")
                                .asBoolean())
                .isTrue();
        call("PUT", "/pages/" + id + "/restrictions", "{}");
        assertThat(shown(id).path("visible").asBoolean()).isTrue();
    }

    @Test
    void labelsCommentsAndFiles() {
        String id = add("Page");
        call("PUT", "/pages/" + id + "/labels", "{'labels':['a','b']}");
        String foot =
                call("POST", "/pages/" + id + "/comments", "{'body':'<p>1</p>'}")
                        .path("id")
                        .asText();
        String inline =
                call(
                                "POST",
                                "/pages/" + id + "/comments",
                                "{'body':'<p>2</p>','inline':true,'selection':'x'}")
                        .path("id")
                        .asText();
        call("PUT", "/comments/" + inline, "{'resolution':'resolved','body':'<p>3</p>'}");
        String file =
                call(
                                "POST",
                                "/pages/" + id + "/attachments",
                                "{'fileName':'a.txt','content':'aGVsbG8='}")
                        .path("id")
                        .asText();
        assertThat(client().get("/wiki/api/v2/pages/" + id + "/labels").rows("/name"))
                .containsExactly("a", "b");
        assertThat(client().get("/wiki/api/v2/inline-comments").rows("/resolutionStatus"))
                .containsExactly("resolved");
        assertThat(client().get("/wiki/api/v2/attachments/" + file).json().path("fileSize").asInt())
                .isEqualTo(5);
        call("DELETE", "/comments/" + foot, "");
        call("DELETE", "/attachments/" + file, "");
        assertThat(shown(foot).isEmpty()).isTrue();
        assertThat(shown(file).isEmpty()).isTrue();
    }

    @Test
    void spacesAndSites() {
        call("POST", "/spaces?site=second", "{'key':'X','name':'Ex'}");
        call("POST", "/pages", "{'site':'second','space':'X','title':'There','body':''}");
        assertThat(call("GET", "/content?site=second", "").path("content")).hasSize(1);
        call("PUT", "/spaces/X?site=second", "{'name':'Why','archived':true,'hidden':true}");
        assertThat(call("GET", "/content?site=second", "").at("/content/0/visible").asBoolean())
                .isFalse();
        call("DELETE", "/spaces/X?site=second", "");
        assertThat(call("GET", "/content?site=second", "").path("content")).isEmpty();
        assertThat(call("GET", "/sites", "")).hasSize(2);
        assertThat(send("GET", "/content?site=nope", "").status()).isEqualTo(404);
    }

    @Test
    void tokensScopesAndTime() {
        JsonNode tokens =
                call(
                        "POST",
                        "/tokens/authorize",
                        "{'scopes':['search:confluence','offline_access']}");
        assertThat(tokens.path("refresh_token").asText()).isNotEmpty();
        for (String verb :
                new String[] {
                    "expire-access",
                    "expire-refresh",
                    "revoke-access",
                    "restore-access",
                    "forget",
                    "revoke-grant"
                }) {
            call("POST", "/tokens/" + verb, "");
        }
        call("PUT", "/scopes", "{'enabled':['search:confluence'],'grant':['search:confluence']}");
        assertThat(
                        call(
                                        "POST",
                                        "/tokens/authorize",
                                        "{'scopes':['search:confluence','offline_access'],'sites':['demo']}")
                                .path("scope")
                                .asText())
                .isEqualTo("search:confluence");
        call("PUT", "/scopes", "{'grant':null}");
        call("PUT", "/tokens/lifetimes", "{'access':'PT5M','leeway':'PT1S'}");
        assertThat(
                        call("POST", "/tokens/authorize", "{'scopes':['search:confluence']}")
                                .path("expires_in")
                                .asInt())
                .isEqualTo(300);
        assertThat(call("POST", "/clock", "{'advance':'PT1H'}").path("now").asText())
                .isEqualTo("2026-11-22T13:34:56.789Z");
        assertThat(call("GET", "/stats", "").at("/tokens/issued").asInt()).isEqualTo(3);
        call("POST", "/stats/reset", "");
        assertThat(call("GET", "/stats", "").at("/tokens/issued").asInt()).isZero();
    }

    @Test
    void faultsLimitsAndTheIndex() {
        call(
                "PUT",
                "/faults",
                "[{'name':'503','count':1,'path':'search'},{'name':'slow','delay':'PT0S'}]");
        assertThat(client().search("type=page").status()).isEqualTo(503);
        assertThat(client().search("type=page").status()).isEqualTo(200);
        assertThat(call("GET", "/faults", "").findValuesAsText("name"))
                .containsExactlyInAnyOrder("503", "slow");
        assertThat(call("DELETE", "/faults", "")).isEmpty();
        assertThat(
                        call("PUT", "/limits", "{'quota':5,'burst':2,'window':'PT9S'}")
                                .path("quota")
                                .asInt())
                .isEqualTo(5);
        add("Later");
        assertThat(client().search("type=page").rows("/title")).isEmpty();
        call("POST", "/settle", "");
        assertThat(client().search("type=page").rows("/title")).containsExactly("Later");
        call("PUT", "/index-delay", "{'delay':'PT0S'}");
        String id = add("At once");
        assertThat(client().search("type=page").rows("/content/id")).contains(id);
    }

    @Test
    void mistakesAreExplained() {
        assertThat(send("POST", "/pages/1/trash", "").status()).isEqualTo(404);
        assertThat(send("POST", "/pages", "{'space':'DOC'}").json().path("error").asText())
                .isEqualTo("Missing: title");
        assertThat(send("POST", "/pages", "{'space':'NOPE','title':'x'}").status()).isEqualTo(404);
        assertThat(send("POST", "/pages", "{'space':'DOC','title':'x','type':'poem'}").status())
                .isEqualTo(400);
        assertThat(send("PUT", "/faults", "{'name':'nope'}").status()).isEqualTo(400);
        assertThat(send("PUT", "/faults", "{'name':'503','path':'['}").status()).isEqualTo(400);
        assertThat(send("PUT", "/faults", "{'name':'slow','delay':'soon'}").status())
                .isEqualTo(400);
        assertThat(send("POST", "/clock", "{'advance':'soon'}").status()).isEqualTo(400);
        assertThat(send("POST", "/pages", "{").status()).isEqualTo(400);
        assertThat(send("GET", "/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void theListNamesEverything() {
        String list = TestClient.of(simulator.url()).get("/_simulator/").body();
        assertThat(list)
                .contains(
                        "POST   /_simulator/pages",
                        "PUT    /_simulator/faults",
                        "GET    /_simulator/stats")
                .contains("looping-cursor", "token-cut");
    }

    @Test
    void policiesAndLaggingRowsAreSwitched() {
        String id = add("Page");
        call("PUT", "/pages/" + id + "/policy", "{'blocked':true}");
        assertThat(blocked()).isTrue();
        call("PUT", "/pages/" + id + "/policy", "{'blocked':false}");
        assertThat(blocked()).isFalse();
        call("PUT", "/spaces/DOC", "{'blocked':true}");
        assertThat(blocked()).isTrue();
        call("PUT", "/lagging-rows", "{'lagging':true}");
        assertThat(site.site().index().laggingRows()).isTrue();
        call("PUT", "/lagging-rows", "{'lagging':false}");
        assertThat(site.site().index().laggingRows()).isFalse();
    }

    private boolean blocked() {
        return gateway("read:configuration:confluence")
                .get("/wiki/api/v2/data-policies/metadata")
                .json()
                .path("anyContentBlocked")
                .booleanValue();
    }
}
