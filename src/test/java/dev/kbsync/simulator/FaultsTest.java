package dev.kbsync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kbsync.simulator.faults.Fault;
import dev.kbsync.simulator.faults.FaultKind;
import dev.kbsync.simulator.http.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault does what it says, strikes whom it is aimed at, and stops. */
class FaultsTest extends SimulatorTestBase {
    private List<String> ids = List.of();

    @BeforeEach
    void addPages() {
        ids = pages("A", "B", "C", "D", "E", "F");
    }

    private void on(FaultKind kind, ObjectNode settings) {
        control.faults(new Fault(kind, settings));
    }

    private TestClient.Reply search(String... parameters) {
        return client().search("type=page", parameters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "502", "503", "504"})
    void refusalsStrikeAsOftenAsTheyAreTold(String status) {
        on(FaultKind.of(status), Json.object().put("count", 2).put("retryAfter", 7));
        assertThat(search().status()).isEqualTo(Integer.parseInt(status));
        TestClient.Reply reply = search();
        assertThat(reply.header("retry-after")).isEqualTo("7");
        assertThat(reply.header("content-type")).startsWith("text/html");
        assertThat(search().status()).isEqualTo(200);
    }

    @Test
    void a429SaysAsMuchAsItIsTold() {
        on(FaultKind.TOO_MANY_REQUESTS, Json.object().put("body", "json").put("reason", "quota"));
        TestClient.Reply reply = search();
        assertThat(reply.header("retry-after")).isEmpty();
        assertThat(reply.header("ratelimit-reason")).isEqualTo("confluence-quota-global-based");
        assertThat(reply.json().path("code").asInt()).isEqualTo(429);
    }

    @Test
    void aFaultIsAimedAtPaths() {
        on(FaultKind.UNAVAILABLE, Json.object().put("path", "/api/v2/pages/" + ids.get(2)));
        assertThat(search().status()).isEqualTo(200);
        assertThat(client().get("/wiki/api/v2/pages/" + ids.get(1)).status()).isEqualTo(200);
        assertThat(client().get("/wiki/api/v2/pages/" + ids.get(2)).status()).isEqualTo(503);
        control.clearFaults();
        assertThat(client().get("/wiki/api/v2/pages/" + ids.get(2)).status()).isEqualTo(200);
    }

    @Test
    void chanceIsTheSameEachTime() {
        List<Integer> first = strikes();
        assertThat(first).contains(200, 500);
        assertThat(strikes()).isEqualTo(first);
    }

    private List<Integer> strikes() {
        on(FaultKind.INTERNAL_ERROR, Json.object().put("probability", 0.5).put("seed", 42));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(search().status());
        }
        return statuses;
    }

    @Test
    void aCutConnectionBreaksInTheMiddleOfTheBody() {
        on(FaultKind.CUT, Json.object().put("count", 1));
        assertThatThrownBy(this::search).isInstanceOf(UncheckedIOException.class);
        assertThat(search().status()).isEqualTo(200);
    }

    @Test
    void aSlowAnswerIsTheRightAnswer() {
        on(FaultKind.SLOW, Json.object().put("delay", "PT0.2S"));
        long began = System.nanoTime();
        assertThat(search().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(190));
    }

    @Test
    void aHangingRequestWaitsForTheFaultToEnd() throws Exception {
        on(FaultKind.HANG, Json.object().put("count", 1));
        CompletableFuture<TestClient.Reply> hanging = CompletableFuture.supplyAsync(this::search);
        // Others are answered meanwhile; the first one to come hangs.
        CompletableFuture<TestClient.Reply> other = CompletableFuture.supplyAsync(this::search);
        CompletableFuture.anyOf(hanging, other).get(60, TimeUnit.SECONDS);
        assertThat(hanging.isDone() && other.isDone()).isFalse();
        control.clearFaults();
        assertThat(hanging.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(other.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void aLoginPageAndBrokenJsonPretendToBeFine() {
        on(FaultKind.LOGIN_PAGE, Json.object().put("count", 1));
        TestClient.Reply login = search();
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.header("content-type")).startsWith("text/html");
        on(FaultKind.BAD_JSON, Json.object().put("count", 1));
        TestClient.Reply broken = search();
        assertThat(broken.status()).isEqualTo(200);
        assertThat(broken.header("content-type")).isEqualTo("application/json");
        assertThatThrownBy(broken::json).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnreadableAncestorSpoilsThePageItIsOn() {
        String expand = "expand=content.ancestors.restrictions.read.restrictions.user";
        on(FaultKind.BATCH_404, Json.object().put("id", ids.get(3)));
        assertThat(search(expand, "limit=3").status()).isEqualTo(200);
        TestClient.Reply whole = search(expand);
        assertThat(whole.status()).isEqualTo(404);
        assertThat(whole.json().at("/data/errors/0/message/translation").asText())
                .isEqualTo("No content with id <ContentId{id=" + ids.get(3) + "}> can be found");
        assertThat(search("expand=content.ancestors").status()).isEqualTo(200);
        on(FaultKind.BATCH_404, Json.object());
        assertThat(search(expand, "limit=1").status()).isEqualTo(404);
    }

    @Test
    void bodiesTimeOutAboveALimit() {
        on(FaultKind.TIMEOUT_OVER_LIMIT, Json.object().put("limit", 2));
        assertThat(search("expand=content.body.storage", "limit=3").status()).isEqualTo(504);
        assertThat(search("expand=content.body.storage", "limit=2").status()).isEqualTo(200);
        assertThat(search("limit=3").status()).isEqualTo(200);
        assertThat(client().get("/wiki/api/v2/pages?body-format=storage&limit=3").status())
                .isEqualTo(504);
        assertThat(client().get("/wiki/api/v2/pages?body-format=storage&limit=2").status())
                .isEqualTo(200);
    }

    @Test
    void cursorsGrowUntilTheyAreTooLong() {
        on(FaultKind.LONG_CURSOR, Json.object().put("size", 5000));
        int pages = 0;
        TestClient.Reply reply = search("limit=1");
        while (reply.status() == 200) {
            assertThat(reply.rows("/title")).hasSize(1);
            reply = client().get("/wiki" + reply.next());
            pages++;
        }
        assertThat(reply.status()).isEqualTo(413);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void aLoopingCursorLeadsBackToTheSamePage() {
        on(FaultKind.LOOPING_CURSOR, Json.object());
        String next = search("limit=2").next();
        TestClient.Reply second = client().get("/wiki" + next);
        assertThat(client().get("/wiki" + second.next()).rows("/title"))
                .isEqualTo(second.rows("/title"));
        String v2 = client().get("/wiki/api/v2/pages?limit=2").next();
        assertThat(client().get(v2).next()).isEqualTo(v2);
    }

    @Test
    void theLastPageCanLeadToAnEmptyOne() {
        on(FaultKind.EMPTY_LAST_PAGE, Json.object());
        TestClient.Reply all = search();
        assertThat(all.rows("/title")).hasSize(6);
        TestClient.Reply empty = client().get("/wiki" + all.next());
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.rows("/title")).isEmpty();
        assertThat(empty.next()).isEmpty();
    }

    @Test
    void shortPagesLoseNothing() {
        on(FaultKind.SHORT_PAGES, Json.object());
        TestClient.Reply first = search("limit=4");
        assertThat(first.rows("/title")).hasSize(2);
        assertThat(first.json().path("limit").asInt()).isEqualTo(4);
        assertThat(client().titles("type=page")).containsExactly("A", "B", "C", "D", "E", "F");
        TestClient.Reply v2 = client().get("/wiki/api/v2/pages?limit=4");
        assertThat(v2.rows("/title")).containsExactly("A", "B");
        assertThat(client().get(v2.next()).rows("/title").get(0)).isEqualTo("C");
    }

    @Test
    void totalsCanDrift() {
        on(FaultKind.DRIFTING_TOTAL, Json.object());
        int first = search().json().path("totalSize").asInt();
        assertThat(search().json().path("totalSize").asInt()).isNotEqualTo(first);
    }

    @Test
    void contentSearchCanBeGone() {
        on(FaultKind.CONTENT_SEARCH_410, Json.object());
        assertThat(client().get("/wiki/rest/api/content/search?cql=type%3Dpage").status())
                .isEqualTo(410);
        assertThat(search().status()).isEqualTo(200);
    }

    @Test
    void everyFaultIsKnownByItsName() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(FaultKind.of(kind.wire())).isEqualTo(kind);
            assertThat(kind.meaning()).isNotBlank();
        }
        assertThatThrownBy(() -> FaultKind.of("nope")).hasMessageContaining("nope");
    }

    @Test
    void statusesJoinedWithCommasCanBeRefused() {
        String pages = "/wiki/api/v2/pages?status=";
        assertThat(client().get(pages + "current,trashed").status()).isEqualTo(200);
        control.faults(Fault.always(FaultKind.STRICT_STATUS));
        assertThat(client().get(pages + "current,trashed").status()).isEqualTo(400);
        assertThat(client().get(pages + "current&status=trashed").status()).isEqualTo(200);
        assertThat(control.strikes(FaultKind.STRICT_STATUS)).isEqualTo(1);
    }
}
