package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.PageRef;
import dev.kbsync.routes.RouteFileTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/9-failures}: a delivery is tried again, then kept; the page's route goes on. */
class FailuresRouteTest extends RouteFileTest {

    private static final int RETRIES = 3;

    private static final FailureProperties PROPERTIES =
            new FailureProperties(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final SinkPauses PAUSES = new SinkPauses(PROPERTIES, Clock.systemUTC());

    // One for all tests: Camel remembers the bean of an expression that it has seen before.
    private static final SinkFailures FAILURES =
            new SinkFailures(PAUSES, new SinkBreakers(PROPERTIES, Clock.systemUTC(), event -> {}));

    private final Delivery removal =
            new Delivery(
                    "cloud-4711",
                    "key",
                    new PageRef(
                            "cloud",
                            "4711",
                            PageRef.ContentType.PAGE,
                            "ENG",
                            "Guide",
                            1,
                            Instant.EPOCH,
                            "Ann",
                            List.of(),
                            List.of(),
                            PageRef.Access.OPEN,
                            "https://acme.example/wiki/x"),
                    "acme",
                    "acme/ENG/guide-4711.md",
                    List.of(),
                    List.of(),
                    null,
                    "",
                    "deleted");

    @BeforeEach
    void load() {
        bind("sinkFailures", FAILURES);
        bind("sinkPauses", PAUSES);
        bind(
                "deadLetters",
                new DeadLetters(
                        new Deliveries(new ConverterTag("tag")),
                        FAILURES,
                        Clock.systemUTC(),
                        Path.of("not-written")));
        load("9-failures");
        load(
                "4-deliver-to-wiki.camel.yaml",
                """
                - route:
                    id: deliver-to-wiki
                    from:
                      uri: direct:deliver-to-wiki
                      steps:
                        - setVariable: { name: delivery, simple: "${body}" }
                        - setBody: { constant: "what the sink gets" }
                        - to: mock:wiki
                """);
        advise(
                "dead-letter",
                route -> route.weaveById("to-dead-letters").replace().to("mock:dead-letters"));
    }

    @AfterEach
    void forgetFailures() {
        FAILURES.verdict("wiki", new DefaultExchange(camel()), false);
    }

    @Test
    void aDeliveryThatTheSinkTakesIsLeftAlone() {
        Exchange delivered = deliver();

        assertThat(delivered.getException()).isNull();
        assertThat(FAILURES.verdict("wiki", delivered, false)).isEmpty();
        assertThat(attempts()).isOne();
        assertThat(mock("dead-letters").getReceivedCounter()).isZero();
    }

    @Test
    void aSinkThatRecoversGetsTheDeliveryWithoutALetter() {
        mock("wiki").whenExchangeReceived(1, throwing(new IOException("down")));
        mock("wiki").whenExchangeReceived(2, throwing(status(503, Map.of())));

        Exchange delivered = deliver();

        assertThat(FAILURES.verdict("wiki", delivered, false)).isEmpty();
        assertThat(attempts()).isEqualTo(3);
        assertThat(mock("dead-letters").getReceivedCounter()).isZero();
    }

    @Test
    void aSinkThatStaysDownGetsALetterOfTheDeliveryAndTheCallerGoesOn() {
        fail(new IOException("down"));

        Exchange delivered = deliver();

        assertThat(delivered.getException()).isNull();
        assertThat(FAILURES.verdict("wiki", delivered, false))
                .isEqualTo("Sink \"wiki\" cannot be written or reached: down.");
        assertThat(attempts()).isEqualTo(1 + RETRIES);
        Exchange letter = mock("dead-letters").getExchanges().get(0);
        assertThat(mock("dead-letters").getReceivedCounter()).isOne();
        assertThat(letter.getMessage().getHeader(Exchange.FILE_NAME))
                .isEqualTo("wiki/cloud-4711.json");
        assertThat(letter.getMessage().getBody(String.class))
                .contains(
                        "\"sink\" : \"wiki\"",
                        "\"action\" : \"remove\"",
                        "\"failed\" : \"Sink \\\"wiki\\\" cannot be written or reached: down.\"");
    }

    @Test
    void aCauseThatIsASentenceEndsAsOne() {
        fail(new IOException("a folder is in the way; move it elsewhere."));

        assertThat(FAILURES.verdict("wiki", deliver(), false))
                .isEqualTo(
                        "Sink \"wiki\" cannot be written or reached: a folder is in the way; move it elsewhere.");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 413, 422})
    void aRefusalIsNotTriedAgain(int status) {
        fail(status(status, Map.of()));

        assertThat(FAILURES.verdict("wiki", deliver(), false)).contains(Integer.toString(status));
        assertThat(attempts()).isOne();
        assertThat(mock("dead-letters").getReceivedCounter()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) {
        fail(status(status, Map.of()));

        deliver();

        assertThat(attempts()).isEqualTo(1 + RETRIES);
    }

    @Test
    void aSinkThatAsksForALongWaitIsLeftForALaterRun() {
        fail(status(503, Map.of("Retry-After", "3000")));

        deliver();

        assertThat(attempts()).isOne();
        assertThat(mock("dead-letters").getReceivedCounter()).isOne();
    }

    @Test
    void aSinkThatIsKnownToBeDownIsAskedOncePerDelivery() {
        fail(new IOException("down"));
        for (int i = 0; i < 5; i++) {
            FAILURES.verdict("wiki", deliver(), false);
        }
        int before = attempts();

        deliver();

        assertThat(attempts() - before).isOne();
    }

    @Test
    void aSinkThatIsDownIsFoundOutByTheTriesOfTwoDeliveries() {
        fail(new IOException("down"));

        FAILURES.verdict("wiki", deliver(), false);
        FAILURES.verdict("wiki", deliver(), false);
        FAILURES.verdict("wiki", deliver(), false);

        assertThat(attempts()).isEqualTo((1 + RETRIES) + 2 + 1);
    }

    @Test
    void aDeliveryThatIsLetGoDoesNotTellThatTheSinkIsBack() {
        fail(new IOException("down"));
        for (int i = 0; i < 5; i++) {
            FAILURES.verdict("wiki", deliver(), false);
        }

        FAILURES.verdict("wiki", new DefaultExchange(camel()), true);

        int before = attempts();
        deliver();
        assertThat(attempts() - before).isOne();
    }

    @Test
    void aSinkThatAsksForAShortWaitIsNotDown() {
        fail(status(503, Map.of("Retry-After", "1")));

        FAILURES.verdict("wiki", deliver(), false);

        assertThat(attempts()).isEqualTo(1 + RETRIES);
    }

    @Test
    void aSinkThatIsLeftAloneGetsNoLetterForEachPageThatWaits() {
        fail(new SinkDownException("It was down."));

        assertThat(FAILURES.verdict("wiki", deliver(), false)).contains("It was down.");
        assertThat(attempts()).isOne();
        assertThat(mock("dead-letters").getReceivedCounter()).isZero();
    }

    private Exchange deliver() {
        return send("direct:deliver-to-wiki", removal);
    }

    private void fail(Exception failure) {
        mock("wiki").whenAnyExchangeReceived(throwing(failure));
    }

    private int attempts() {
        return mock("wiki").getReceivedCounter();
    }

    private static HttpOperationFailedException status(int status, Map<String, String> headers) {
        return new HttpOperationFailedException("http://wiki", status, "", null, headers, "");
    }

    private static Processor throwing(Exception failure) {
        return exchange -> {
            throw failure;
        };
    }
}
