package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simulated Confluence as people see it. */
class WebPagesTest extends SimulatorTestBase {
    private static final String HOSTILE = "a/b: \"c\" <script>alert('x')</script> ../../etc/passwd";

    private TestClient browser() {
        return TestClient.of(simulator.url());
    }

    private String webui(String id) {
        return "/wiki"
                + client().get("/wiki/api/v2/pages/" + id).json().at("/_links/webui").asText();
    }

    @Test
    void theFirstPageListsSpaces() {
        assertThat(browser().get("/").header("location")).isEqualTo("/wiki/spaces");
        assertThat(browser().get("/wiki/spaces").body())
                .contains("Documentation &amp; more", "/wiki/spaces/DOC");
        assertThat(browser().get("/_simulator/style.css").header("content-type"))
                .startsWith("text/css");
    }

    @Test
    void webuiLinksLeadToThePageWhateverItsTitle() {
        String id =
                site.addPage(
                        "DOC",
                        HOSTILE,
                        "<p>fine</p><script>alert(1)</script><a href=\"javascript:x\">y</a>");
        TestClient.Reply reply = browser().get(webui(id));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("<p>fine</p>")
                .doesNotContain("<script")
                .doesNotContain("javascript:x");
        assertThat(reply.header("content-security-policy")).contains("default-src 'none'");
    }

    @Test
    void aBodyThatIsNoXmlIsShownAsItIs() {
        String id = site.addPage("DOC", "Broken", "<p>open <b>forever</p>");
        assertThat(browser().get(webui(id)).body())
                .contains("&lt;p&gt;open &lt;b&gt;forever&lt;/p&gt;");
    }

    @Test
    void peopleEditTrashRestoreAndRestrict() {
        String id = pages("Page").get(0);
        assertThat(browser().get("/wiki/pages/" + id + "/edit").body())
                .contains("&lt;p&gt;Body of Page&lt;/p&gt;");
        TestClient.Reply saved =
                browser()
                        .form(
                                "/wiki/pages/" + id + "/edit",
                                Map.of(
                                        "title",
                                        "Renamed",
                                        "body",
                                        "<p>a\r\nb</p>",
                                        "message",
                                        "why"));
        assertThat(saved.status()).isEqualTo(303);
        var page = client().get("/wiki/api/v2/pages/" + id + "?body-format=storage").json();
        assertThat(page.path("title").asText()).isEqualTo("Renamed");
        assertThat(page.at("/body/storage/value").asText()).isEqualTo("<p>a\nb</p>");
        assertThat(page.at("/version/message").asText()).isEqualTo("why");

        browser().form("/wiki/pages/" + id + "/restrict", Map.of("who", "others"));
        assertThat(client().get("/wiki/api/v2/pages/" + id).status()).isEqualTo(404);
        browser().form("/wiki/pages/" + id + "/restrict", Map.of("who", "open"));
        browser().form("/wiki/pages/" + id + "/trash", Map.of());
        assertThat(client().get("/wiki/api/v2/pages/" + id).json().path("status").asText())
                .isEqualTo("trashed");
        assertThat(browser().get("/wiki/spaces/DOC").body()).contains("In the trash", "Renamed");
        browser().form("/wiki/pages/" + id + "/restore", Map.of());
        browser().form("/wiki/pages/" + id + "/trash", Map.of());
        browser().form("/wiki/pages/" + id + "/purge", Map.of());
        assertThat(client().get("/wiki/api/v2/pages/" + id).status()).isEqualTo(404);
    }

    @Test
    void peopleAddPagesAndAreToldWhatIsWrong() {
        TestClient.Reply created =
                browser().form("/wiki/spaces/DOC/new", Map.of("title", "New", "body", "<p/>"));
        assertThat(created.header("location")).contains("/wiki/spaces/DOC/pages/");
        TestClient.Reply again =
                browser().form("/wiki/spaces/DOC/new", Map.of("title", "new", "body", ""));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("same TITLE");
        assertThat(browser().get("/wiki/spaces/NOPE").status()).isEqualTo(404);
        assertThat(browser().get("/wiki/spaces/DOC/pages/1/x").status()).isEqualTo(404);
    }

    @Test
    void filesMayNotActAsPages() {
        String id = pages("Page").get(0);
        String file =
                site.attach(
                        id, "x.svg", "image/svg+xml", new byte[] {'<', 's', 'v', 'g', '/', '>'});
        TestClient.Reply reply = browser().get("/wiki/files/" + file.substring(3));
        assertThat(reply.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(reply.header("content-security-policy")).startsWith("sandbox");
    }
}
