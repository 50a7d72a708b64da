package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists go on: links, cursors, caps, and what happens while content changes. */
class PagingTest extends SimulatorTestBase {
    private List<String> ids = List.of();

    @BeforeEach
    void addPages() {
        ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(site.addPage("DOC", "Page " + i, "<p>" + i + "</p>"));
            control.advance(Duration.ofMinutes(1));
        }
        settle();
    }

    @Test
    void v1LinksLackTheContextAndV2LinksHaveIt() {
        TestClient.Reply v1 =
                client().search("type=page", "limit=2", "excerpt=none", "expand=content.version");
        assertThat(v1.next())
                .startsWith("/rest/api/search?next=true&cursor=")
                .contains("&expand=content.version")
                .contains("&limit=2&start=2&cql=type%3Dpage")
                .doesNotContain("excerpt");
        assertThat(v1.json().at("/_links/base").asText()).isEqualTo(simulator.url() + "/wiki");
        assertThat(v1.json().at("/_links/context").asText()).isEqualTo("/wiki");
        assertThat(v1.json().at("/_links/self").asText())
                .isEqualTo(
                        simulator.url()
                                + "/wiki/rest/api/search?cql=type%3Dpage&excerpt=none"
                                + "&expand=content.version");
        assertThat(v1.header("link")).isEmpty();

        TestClient.Reply v2 = client().get("/wiki/api/v2/pages?limit=2&sort=id");
        assertThat(v2.next())
                .startsWith("/wiki/api/v2/pages?")
                .contains("limit=2")
                .contains("cursor=");
        assertThat(v2.header("link"))
                .isEqualTo(
                        "<%s>; rel=\"next\", <%s/wiki>; rel=\"base\""
                                .formatted(v2.next(), simulator.url()));
        TestClient.Reply last = client().get("/wiki/api/v2/pages?limit=7");
        assertThat(last.json().path("_links").has("next")).isFalse();
        assertThat(last.header("link"))
                .isEqualTo("<%s/wiki>; rel=\"base\"".formatted(simulator.url()));
    }

    @Test
    void linksAreTheSameThroughTheGateway() {
        TestClient gateway = gateway("search:confluence", "read:page:confluence");
        assertThat(gateway.search("type=page", "limit=2").next()).startsWith("/rest/api/search?");
        TestClient.Reply v2 = gateway.get("/wiki/api/v2/pages?limit=2");
        assertThat(v2.next()).startsWith("/wiki/api/v2/pages?");
        assertThat(v2.json().at("/_links/base").asText()).isEqualTo(simulator.url() + "/wiki");
        assertThat(gateway.get(v2.next()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "-id",
                "created-date",
                "-created-date",
                "modified-date",
                "-modified-date",
                "title",
                "-title"
            })
    void v2ListsAreWholeInEveryOrder(String sort) {
        List<String> titles = new ArrayList<>();
        for (String path = "/wiki/api/v2/pages?limit=3&sort=" + sort; !path.isEmpty(); ) {
            TestClient.Reply reply = client().get(path);
            titles.addAll(reply.rows("/title"));
            path = reply.next();
        }
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 7)
                .forEach(i -> expected.add("Page " + (sort.startsWith("-") ? 6 - i : i)));
        assertThat(titles).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " order by id desc",
                " order by lastmodified",
                " order by lastmodified desc",
                " order by title desc",
                " order by type, created"
            })
    void v1ListsAreWholeInEveryOrder(String order) {
        assertThat(client().titles("type = page" + order)).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void aCursorGoesOnBehindTheLastRowWhateverHappenedBefore() {
        TestClient.Reply first = client().search("type=page order by lastmodified", "limit=3");
        site.trash(ids.get(0));
        site.edit(ids.get(4), "<p>again</p>");
        settle();
        TestClient.Reply second = client().get("/wiki" + first.next());
        // Nothing is skipped for the row that left, and the edited one moved to the end.
        assertThat(second.rows("/title")).containsExactly("Page 3", "Page 5", "Page 6");
        assertThat(client().get("/wiki" + second.next()).rows("/title")).containsExactly("Page 4");
    }

    @Test
    void readingFromTheNewestAnEditedPageIsMissed() {
        TestClient.Reply first = client().search("type=page order by lastmodified desc", "limit=3");
        site.edit(ids.get(1), "<p>again</p>");
        settle();
        List<String> rest = new ArrayList<>(client().get("/wiki" + first.next()).rows("/title"));
        assertThat(rest).containsExactly("Page 3", "Page 2", "Page 0");
    }

    @Test
    void whatIsHiddenDoesNotShortenPages() {
        site.restrictInvisibly(ids.get(1));
        TestClient.Reply first = client().search("type=page", "limit=3");
        assertThat(first.rows("/title")).containsExactly("Page 0", "Page 2", "Page 3");
        assertThat(first.json().path("totalSize").asInt()).isEqualTo(7);
        assertThat(client().get("/wiki/api/v2/pages?limit=3").rows("/title"))
                .containsExactly("Page 0", "Page 2", "Page 3");
    }

    @Test
    void startMeansNothing() {
        assertThat(client().search("type=page", "start=5", "limit=2").rows("/title"))
                .containsExactly("Page 0", "Page 1");
    }

    @Test
    void searchIsCappedByWhatIsExpanded() {
        assertThat(limit("")).isEqualTo(1000);
        assertThat(limit("content.version")).isEqualTo(200);
        assertThat(limit("content.version,content.body.storage")).isEqualTo(50);
        assertThat(limit("content.body.export_view")).isEqualTo(25);
    }

    private int limit(String expand) {
        return client().search("type=page", "limit=5000", "expand=" + expand)
                .json()
                .path("limit")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource({"-1,400", "x,404", "0,200"})
    void oddLimitsAreAnsweredAsConfluenceDoes(String limit, int status) {
        assertThat(client().search("type=page", "limit=" + limit).status()).isEqualTo(status);
    }

    @Test
    void aForeignCursorIsRefused() {
        TestClient.Reply garbage = client().search("type=page", "cursor=garbage");
        assertThat(garbage.status()).isEqualTo(400);
        assertThat(garbage.json().path("message").asText()).contains("XP-Search Aggregator");
        String next = client().search("type=page order by lastmodified", "limit=2").next();
        String cursor = next.replaceAll(".*(cursor=[^&]+).*", "$1");
        assertThat(client().search("type=page order by title", cursor).status()).isEqualTo(400);

        TestClient.Reply v2 = client().get("/wiki/api/v2/pages?cursor=garbage");
        assertThat(v2.status()).isEqualTo(400);
        assertThat(v2.json().at("/errors/0/code").asText()).isEqualTo("INVALID_REQUEST_PARAMETER");
        assertThat(v2.json().at("/errors/0/detail").asText()).contains("cursor was not valid");
    }

    @Test
    void cursorsHaveToBeEncoded() {
        String next = client().search("type=page order by lastmodified", "limit=1").next();
        assertThat(next.replaceAll(".*cursor=([^&]+).*", "$1")).contains("%3D");
    }
}
