package dev.kbsync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kbsync.Instance;
import dev.kbsync.deliver.DeliveryJson;
import dev.kbsync.deliver.kafka.KafkaRecords;
import dev.kbsync.page.Census;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import dev.kbsync.queue.QueueDeliverer.Result;
import dev.kbsync.queue.QueueFailures.Failure;
import dev.kbsync.queue.QueueStore.Lane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records become at a sink that remembers what it was asked; no broker is needed. */
class QueueDelivererIT {

    private static final PageRef PAGE = TestPages.page("42");
    private static final Lane BEFORE = new Lane("http", "here", "topic", 0, "before");
    private static final Lane NOW = new Lane("http", "here", "topic", 0, "now");

    @TempDir private Path folder;

    /** Method and idempotency key of each request. */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private volatile int status = 200;
    private HttpServer server;
    private Instance kbsync;
    private QueueDeliverer deliverer;
    private QueueStore store;
    private ProducerTemplate threads;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    requests.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        kbsync =
                Instance.in(folder)
                        .set(
                                "kbsync.sinks.http.url",
                                "http://localhost:" + server.getAddress().getPort())
                        .set("kbsync.failures.retries", 0)
                        .start();
        deliverer = kbsync.bean(QueueDeliverer.class);
        store = kbsync.bean(QueueStore.class);
        store.take(NOW);
        threads = deliverer.threads();
    }

    @AfterEach
    void stop() {
        threads.stop();
        kbsync.close();
        server.stop(0);
    }

    private static QueuedRecord upsert(long offset) {
        Document document = new Document(PAGE, Format.MARKDOWN, "x", "x", List.of(), Census.EMPTY);
        return queued(offset, DeliveryJson.write(delivery(document)));
    }

    private static QueuedRecord removal(long offset) {
        QueuedRecord removal = queued(offset, null);
        removal.written()
                .headers()
                .add(
                        KafkaRecords.REMOVAL,
                        DeliveryJson.write(delivery(null)).getBytes(StandardCharsets.UTF_8));
        return removal;
    }

    private static Delivery delivery(@Nullable Document document) {
        return new Delivery(
                PAGE.documentId(),
                "mark",
                PAGE,
                "demo",
                "a.md",
                List.of(),
                List.of(),
                document,
                document == null ? "" : document.text(),
                "");
    }

    private static QueuedRecord queued(long offset, @Nullable String value) {
        return new QueuedRecord(new ConsumerRecord<>("queue", 0, offset, PAGE.documentId(), value));
    }

    private Result deliver(Lane lane, QueuedRecord queued) {
        return deliverer.deliver(threads, lane, queued).join();
    }

    @Test
    void whoeverIsOvertakenWritesNothingNorRemovesAnything() {
        assertThat(deliver(NOW, upsert(1)).taken()).isTrue();
        requests.clear();

        for (QueuedRecord late : List.of(upsert(1), removal(2))) {
            Result result = deliver(BEFORE, late);
            assertThat(result.taken()).isFalse();
            assertThat(result.later()).isTrue();
        }

        assertThat(requests).isEmpty();
    }

    @Test
    void aRecordHasItsOwnKeyWheneverItIsDelivered() {
        deliver(NOW, upsert(1));
        deliver(NOW, upsert(1));
        deliver(NOW, removal(2));
        deliver(NOW, removal(2));
        deliver(NOW, upsert(3));
        deliver(NOW, removal(4));

        assertThat(requests).hasSize(6);
        assertThat(requests.get(1)).isEqualTo(requests.get(0));
        assertThat(requests.get(3)).isEqualTo(requests.get(2));
        assertThat(List.of(0, 2, 4, 5).stream().map(requests::get)).doesNotHaveDuplicates();
    }

    @Test
    void aRouteOfAnOperatorsOwnGetsTheKeysOfASink() {
        deliver(NOW, upsert(1));
        CamelContext camel = kbsync.bean(CamelContext.class);
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(upsert(1).delivery());

        String key =
                camel.resolveLanguage("simple")
                        .createExpression("${bean:sinkRequests?method=key(${body}, 'http')}")
                        .evaluate(exchange, String.class);

        assertThat(requests).containsExactly("PUT " + key);
    }

    /** Whoever remembers keys would otherwise keep what was written over it since. */
    @Test
    void whatMakesGoodForALateDeliveryHasAnotherKey() {
        deliver(NOW, upsert(1));
        store.late(BEFORE, PAGE.documentId(), 0, "a.md");

        assertThat(deliver(NOW, upsert(1)).taken()).isTrue();

        assertThat(requests).hasSize(2).doesNotHaveDuplicates();
        assertThat(store.late("http", "here", "topic")).isEmpty();
    }

    /** Its request may have arrived, or may yet arrive, after a newer one of somebody else. */
    @Test
    void whoeverIsOvertakenAndFailsMayHaveBeenLateAsWell() {
        server.removeContext("/");
        server.createContext(
                "/",
                exchange -> {
                    store.take(new Lane("http", "here", "topic", 0, "another"));
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });

        assertThat(deliver(NOW, upsert(7)).later()).isTrue();

        assertThat(store.late("http", "here", "topic"))
                .containsExactly(new QueueStore.Late(PAGE.documentId(), 0, 7));
    }

    /** As after a rebalance, which begins with what was not committed. */
    @Test
    void whatWasRemovedDoesNotComeBackWhileItsRecordsAreReadAgain() {
        deliver(NOW, upsert(1));
        deliver(NOW, removal(2));
        requests.clear();

        assertThat(deliver(NOW, upsert(1))).isEqualTo(Result.DONE);
        assertThat(requests).isEmpty();

        Lane anew = new Lane("http", "here", "another topic", 0, "now");
        assertThat(deliver(anew, upsert(1)).taken()).isTrue();
        Lane beside = new Lane("http", "here", "another topic", 1, "now");
        store.take(beside);
        assertThat(deliver(beside, upsert(0)).taken()).isTrue();
    }

    private List<Failure> failures() {
        return kbsync.bean(QueueFailures.class).of("");
    }

    @Test
    void whatASinkRefusesIsListedUntilItTakesSomethingNewer() {
        status = 422;
        Result refused = deliver(NOW, upsert(1));
        assertThat(refused.later()).isFalse();
        assertThat(failures())
                .singleElement()
                .satisfies(
                        failure -> {
                            assertThat(failure.sink()).isEqualTo("http");
                            assertThat(failure.documentId()).isEqualTo(PAGE.documentId());
                            assertThat(failure.title()).isEqualTo(PAGE.title());
                            assertThat(failure.reason()).contains("422");
                        });

        status = 200;
        assertThat(deliver(NOW, upsert(2)).taken()).isTrue();

        assertThat(failures()).isEmpty();
    }

    /** As where the folder of dead letters is full. */
    @Test
    void whatCannotBeReadCanBeGivenUp() {
        deliverer.giveUp(NOW, queued(1, "no delivery"), "No space left on device.");

        assertThat(failures()).singleElement().extracting(Failure::title).isEqualTo("queue-0-1");
    }

    @Test
    void anAddressThatIsNoneOfAPageIsNotListed() {
        status = 422;
        String json = upsert(1).written().value();
        assertThat(json).contains(PAGE.webUrl());

        deliver(NOW, queued(1, json.replace(PAGE.webUrl(), "javascript:alert(1)")));

        assertThat(failures()).singleElement().extracting(Failure::webUrl).isEqualTo("");
    }

    @Test
    void whoeverIsOvertakenListsNoFailure() {
        status = 422;
        server.removeContext("/");
        server.createContext(
                "/",
                exchange -> {
                    store.take(new Lane("http", "here", "topic", 0, "another"));
                    exchange.sendResponseHeaders(422, -1);
                    exchange.close();
                });

        deliver(NOW, upsert(1));

        assertThat(failures()).isEmpty();
    }

    @Test
    void whatWasGivenUpOrCannotBeReadIsListedAsWell() {
        deliverer.giveUp(NOW, upsert(1), "Sink \"http\" is odd.");
        assertThat(failures())
                .singleElement()
                .extracting(Failure::reason)
                .isEqualTo("Sink \"http\" is odd.");

        deliver(NOW, queued(2, "no delivery"));

        assertThat(failures())
                .singleElement()
                .satisfies(
                        failure -> {
                            assertThat(failure.title()).isEqualTo("queue-0-2");
                            assertThat(failure.reason()).contains("cannot be handed over");
                        });
    }
}
