package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in where, and what is said to those who are not. */
class GatewayTest extends SimulatorTestBase {
    private static final String MISMATCH = "Unauthorized; scope does not match";

    private TestClient gatewayOf(TestClient client) {
        return client.at("/ex/confluence/" + site.site().cloudId());
    }

    @ParameterizedTest
    @CsvSource({
        "/wiki/rest/api/search?cql=type%3Dpage, 200",
        "/wiki/rest/api/content/search?cql=type%3Dpage, 200",
        "/wiki/rest/api/search, 400",
        "/wiki/rest/api/content/1/restriction/byOperation, 404",
        "/wiki/rest/api/space/DOC/state/content?state-id=0, 200",
        "/wiki/rest/api/content/1, 410",
        "/wiki/rest/api/content, 410",
        "/wiki/rest/api/content/1/child/page, 410",
        "/wiki/rest/api/content/1/child/attachment/att2/download, 401",
        "/wiki/rest/api/space, 401",
        "/wiki/rest/api/user/current, 401",
        "/wiki/rest/api/group, 401",
        "/wiki/api/v2/pages, 401",
        "/wiki/api/v2/spaces, 401",
        "/wiki/api/v2/nothing, 401",
        "/wiki/rest/api/nothing, 401",
        "/rest/api/search?cql=type%3Dpage, 401",
        "/api/v2/pages, 401",
        "/wiki/wiki/rest/api/search, 404",
        "/wiki/download/attachments/1/a.txt, 401",
    })
    void theThreeUsualScopesOpenVeryLittle(String path, int status) {
        TestClient gateway =
                gateway("read:confluence-content.all", "search:confluence", "offline_access");
        TestClient.Reply reply = gateway.get(path);
        assertThat(reply.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(reply.json().path("message").asText()).isEqualTo(MISMATCH);
        }
        if (status == 410) {
            assertThat(reply.json().path("statusCode").asInt()).isEqualTo(410);
            assertThat(reply.json().path("message").asText()).contains("GoneException");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "read:page:confluence, /wiki/api/v2/pages, 200",
        "read:page:confluence, /wiki/api/v2/blogposts, 200",
        "read:page:confluence, /wiki/api/v2/spaces, 401",
        "read:page:confluence, /wiki/rest/api/search?cql=type%3Dpage, 401",
        "read:page:confluence, /wiki/api/v2/pages/1, 404",
        "read:page:confluence, /wiki/api/v2/pages/1/attachments, 401",
        "read:page:confluence, /wiki/api/v2/pages/1/ancestors, 401",
        "read:content.metadata:confluence, /wiki/api/v2/pages/1/ancestors, 404",
        "read:hierarchical-content:confluence, /wiki/api/v2/pages/1/direct-children, 404",
        "read:space:confluence, /wiki/api/v2/spaces, 200",
        "read:attachment:confluence, /wiki/api/v2/attachments, 200",
        "read:comment:confluence, /wiki/api/v2/footer-comments, 200",
        "read:folder:confluence, /wiki/api/v2/folders/1, 404",
        "read:label:confluence, /wiki/api/v2/labels, 200",
        "read:content-details:confluence, /wiki/rest/api/search?cql=type%3Dpage, 200",
        "read:content-details:confluence, /wiki/rest/api/user/current, 200",
        "read:confluence-user, /wiki/rest/api/user/current, 200",
        "readonly:content.attachment:confluence, /wiki/rest/api/content/1/child/attachment/att2/download, 404",
    })
    void scopesOpenTheirRoutesAndNoOthers(String scope, String path, int status) {
        assertThat(gateway(scope).get(path).status()).isEqualTo(status);
    }

    @Test
    void aWrongMethodIsFoundOutBehindTheScopes() {
        TestClient.Reply reply =
                gateway("search:confluence")
                        .send("POST", "/wiki/rest/api/search?cql=type%3Dpage", "", Map.of());
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(gateway("read:me").send("POST", "/wiki/rest/api/search", "", Map.of()).status())
                .isEqualTo(401);
    }

    @Test
    void credentialsTheGatewayDoesNotKnowAreUnauthorized() {
        TestClient server = TestClient.of(simulator.url());
        for (TestClient client :
                new TestClient[] {
                    server,
                    server.bearer("garbage"),
                    server.basic("wrong"),
                    server.authorization("Basic !")
                }) {
            TestClient.Reply reply = gatewayOf(client).search("type=page");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().path("message").asText()).isEqualTo("Unauthorized");
        }
    }

    @Test
    void theGatewayTakesBothKindsOfApiTokens() {
        TestClient server = TestClient.of(simulator.url());
        assertThat(gatewayOf(server.basic("simulator-token")).search("type=page").status())
                .isEqualTo(200);
        assertThat(
                        gatewayOf(server.basic("simulator-token"))
                                .get("/wiki/rest/api/content")
                                .status())
                .isEqualTo(200);
        TestClient scoped = gatewayOf(server.basic("simulator-scoped-token"));
        assertThat(scoped.search("type=page").status()).isEqualTo(200);
        assertThat(scoped.get("/wiki/rest/api/content").status()).isEqualTo(410);
        assertThat(scoped.get("/wiki/api/v2/nothing").status()).isEqualTo(401);
    }

    @Test
    void anotherSiteHasTheSameIdsAndOtherContent() {
        String id = site.addPage("DOC", "Here", "");
        control.site("second").addSpace("DOC", "Elsewhere");
        String other = control.site("second").addPage("DOC", "There", "");
        assertThat(other).isEqualTo(id);
        TestClient second =
                TestClient.of(control.site("second").site().url()).basic("simulator-token");
        assertThat(second.get("/wiki/api/v2/pages/" + id).json().path("title").asText())
                .isEqualTo("There");
        assertThat(client().get("/wiki/api/v2/pages/" + id).json().path("title").asText())
                .isEqualTo("Here");
    }

    @Test
    void theSiteDomainTakesNothingButAnUnscopedToken() {
        TestClient server = TestClient.of(simulator.url());
        for (TestClient client :
                new TestClient[] {
                    server.bearer(control.authorize("search:confluence").access()),
                    server.basic("simulator-scoped-token"),
                    server.authorization("Basic not-base64!"),
                    server.authorization("Digest x"),
                }) {
            TestClient.Reply reply = client.search("type=page");
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("content-type")).startsWith("text/html");
            assertThat(reply.header("www-authenticate"))
                    .startsWith("OAuth realm=\"http%3A%2F%2Flocalhost");
        }
        for (TestClient client : new TestClient[] {server, server.basic("wrong")}) {
            TestClient.Reply search = client.search("type=page");
            assertThat(search.status()).isEqualTo(403);
            assertThat(search.json().path("message").asText())
                    .isEqualTo("Current user not permitted to use Confluence");
            assertThat(client.get("/wiki/rest/api/user/current").json().path("message").asText())
                    .contains("Request rejected because caller cannot access Confluence");
            TestClient.Reply v2 = client.get("/wiki/api/v2/pages");
            assertThat(v2.status()).isEqualTo(404);
            assertThat(v2.json().at("/errors/0/title").asText()).isEqualTo("Not Found");
        }
    }

    @Test
    void unknownPathsOfTheSiteAreHtml() {
        TestClient.Reply reply = client().get("/wiki/rest/api/nothing");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).startsWith("text/html");
        assertThat(client().get("/wiki/wiki/api/v2/pages").json().path("path").asText())
                .isEqualTo("/wiki/wiki/api/v2/pages");
        assertThat(client().get("/wiki/download/attachments/1/a.txt").status()).isEqualTo(401);
    }

    @Test
    void removedRoutesStillServeAnUnscopedTokenAndSaySo() {
        String id = pages("Page").get(0);
        TestClient.Reply reply =
                client().get("/wiki/rest/api/content/" + id + "?expand=body.storage");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/body/storage/value").asText())
                .isEqualTo("<p>Body of Page</p>");
        assertThat(reply.header("deprecation")).isNotEmpty();
        assertThat(reply.header("link")).contains("rel=\"deprecation\"");
        assertThat(client().get("/wiki/rest/api/space/doc").json().path("key").asText())
                .isEqualTo("DOC");
    }

    @Test
    void answersCarryTraces() {
        TestClient.Reply reply = client().search("type=page");
        assertThat(reply.header("server")).isEqualTo("AtlassianEdge");
        assertThat(reply.header("atl-traceid")).hasSize(32);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache, no-store, must-revalidate");
    }

    @Test
    void revokedAccessIsForbiddenEverywhere() {
        String token = control.authorize("search:confluence").access();
        control.revokeAccess();
        TestClient server = TestClient.of(simulator.url()).bearer(token);
        assertThat(gatewayOf(server).search("type=page").status()).isEqualTo(403);
        assertThat(gatewayOf(server).get("/wiki/api/v2/pages").status()).isEqualTo(403);
        assertThat(server.get("/oauth/token/accessible-resources").status()).isEqualTo(403);
    }

    @Test
    void requestsAreCountedByRoute() {
        client().get("/wiki/api/v2/pages/1");
        client().get("/wiki/api/v2/pages/2");
        client().search("type=page");
        assertThat(control.requests("GET /wiki/api/v2/pages/{id}", 404)).isEqualTo(2);
        assertThat(control.requests("GET /wiki/rest/api/search")).isEqualTo(1);
        control.resetStats();
        assertThat(control.requests("GET /wiki/api/v2/pages/{id}")).isZero();
    }

    @Test
    void aFaultCanBeAimedAtOneSite() {
        String cloudId = site.site().cloudId();
        control.faults(
                new Fault(
                        FaultKind.UNAVAILABLE,
                        Json.object().put("path", "/ex/confluence/" + cloudId)));
        assertThat(gateway("search:confluence").search("type=page").status()).isEqualTo(503);
        assertThat(client().search("type=page").status()).isEqualTo(200);
    }
}
