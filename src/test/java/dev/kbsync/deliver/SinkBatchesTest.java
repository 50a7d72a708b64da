package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.deliver.SinkServer.Answer;
import dev.kbsync.deliver.SinkServer.Trouble;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.TestPages;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many deliveries in one request: each has a result of its own. */
class SinkBatchesTest {

    private static final String ROUTE =
            """
            - route:
                id: deliver-to-kb
                from:
                  uri: direct:deliver-to-kb
                  steps:
                    - bean: { ref: sinkDoor, method: "enter(${exchange}, 'kb')" }
                    - bean: { ref: sinkBatches, method: "join(${body}, 'kb', 10, 300)" }
                    - filter:
                        simple: "${body.due}"
                        steps:
                          - setVariable: { name: batch, simple: "${body}" }
                          - doTry:
                              steps:
                                - bean: { ref: sinkRequests, method: begin }
                                - setHeader: { name: CamelHttpMethod, constant: POST }
                                - setBody: { simple: "${bean:ids?method=of(${variable.batch})}" }
                                - to: { uri: "%s/bulk" }
                                - bean: { ref: sinkAnswers, method: "accept(${exchange}, 'kb')" }
                                - setBody: { simple: "${bean:ids?method=refused(${body})}" }
                                - bean: { ref: sinkBatches, method: "settle(${variable.batch}, ${body})" }
                              doCatch:
                                - exception: [ java.lang.Exception ]
                                  steps:
                                    - bean: { ref: sinkBatches, method: "broke(${variable.batch}, ${exception})" }
                    - bean: { ref: sinkDoor, method: "leave(${exchange}, 'kb')" }
            """;

    @TempDir private Path folder;

    private final SinkServer server = new SinkServer(request -> Answer.ok("5,17"));
    private SinkBench bench;

    /** What a kind brings: how deliveries become a request, and an answer results. */
    public static final class Ids {

        public String of(Batch batch) {
            return batch.getDeliveries().stream()
                    .map(delivery -> delivery.ref().contentId())
                    .reduce("", (one, two) -> one + "," + two);
        }

        public Map<String, Exception> refused(String answer) {
            Map<String, Exception> refused = new HashMap<>();
            Stream.of(answer.split(","))
                    .forEach(
                            id ->
                                    refused.put(
                                            TestPages.CLOUD + "-" + id,
                                            new SinkAnswerException("refuses the document.")));
            return refused;
        }
    }

    @BeforeEach
    void start() throws Exception {
        bench = new SinkBench(folder, Map.of(), List.of(ROUTE.formatted(server.url())));
        bench.camel().getRegistry().bind("ids", new Ids());
    }

    @AfterEach
    void stop() {
        bench.close();
        server.close();
    }

    private List<Delivery> deliveries(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new Delivery(
                                        TestPages.CLOUD + "-" + i,
                                        "key",
                                        TestPages.page("" + i),
                                        "acme",
                                        "",
                                        List.of(),
                                        List.of(),
                                        null,
                                        "",
                                        ""))
                .toList();
    }

    private List<String> deliver(int count) {
        return bench.deliver("run", List.of("kb"), deliveries(count)).stream()
                .map(verdicts -> verdicts.get("kb"))
                .toList();
    }

    @Test
    void manyGoInOneRequestAndWhatIsRefusedFailsAlone() {
        List<String> verdicts = deliver(40);

        assertThat(server.requests()).hasSizeBetween(4, 8);
        for (int i = 0; i < 40; i++) {
            assertThat(verdicts.get(i))
                    .as("%d", i)
                    .isEqualTo(i == 5 || i == 17 ? "Sink \"kb\" refuses the document." : "");
        }
    }

    @Test
    void aBatchThatIsNotFullIsSentAfterAWhile() {
        assertThat(deliver(3)).containsExactly("", "", "");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aBatchThatFailsIsTriedAgainAndFailsWhole() {
        server.in(Trouble.DOWN);

        assertThat(deliver(3))
                .hasSize(3)
                .containsOnly("Sink \"kb\" answered 503; the page is tried again.");
    }

    @Test
    void aBatchThatIsCutOffOrThrottledIsSentAgain() {
        server.in(Trouble.CUT_OFF);
        assertThat(deliver(3)).containsOnly("");

        server.in(Trouble.THROTTLED);
        long before = System.nanoTime();
        assertThat(deliver(3)).containsOnly("");
        assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(990));
    }

    @Test
    void aDocumentIsOnceInARequest() {
        Delivery twice = deliveries(1).get(0);

        assertThat(bench.deliver("run", List.of("kb"), List.of(twice, twice)))
                .containsOnly(Map.of("kb", ""));
        assertThat(server.requests()).hasSize(2);
    }

    /** Threads may overtake one another. */
    @Test
    void whatWasStoredStaysSoThoughTheFirstOfItsBatchIsRefused() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Batch batch = new Batch("kb", tasks::push);
        List<Delivery> both = deliveries(2);
        CompletionStage<Batch> first = batch.add(both.get(0));
        CompletionStage<Batch> second = batch.add(both.get(1));
        Exception refusal = new SinkAnswerException("refuses the document.");

        assertThatThrownBy(() -> batch.settle(Map.of(both.get(0).documentId(), refusal)))
                .isSameAs(refusal);
        batch.fail(refusal);
        while (!tasks.isEmpty()) {
            tasks.pop().run();
        }

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
    }
}
