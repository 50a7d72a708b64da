package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/2-run}: a run is opened, lists to its end and is closed, whatever happens. */
class RunRouteTest extends RouteFileTest {

    private final Steps steps = new Steps();

    @BeforeEach
    void load() {
        for (String bean :
                List.of(
                        "runs",
                        "spaceLister",
                        "pageLister",
                        "ledger",
                        "pageFetcher",
                        "mentionedPeople")) {
            bind(bean, steps);
        }
        bind("outcomes", (AggregationStrategy) RunRouteTest::collected);
        camel().getExecutorServiceManager()
                .registerThreadPoolProfile(
                        new ThreadPoolProfileBuilder("pages").poolSize(2).build());
        loadHandlerOfAllFailures();
        load("2-run");
        advise("run", route -> route.weaveById("to-page").replace().to("mock:page"));
        mock("page")
                .whenAnyExchangeReceived(
                        page ->
                                page.getMessage()
                                        .setBody("outcome of " + page.getMessage().getBody()));
    }

    @Test
    void everyPageOfResultsIsListedFetchedDeliveredAndRecordedInTurn() {
        steps.listing.add(List.of("a", "b"));
        steps.listing.add(List.of("c"));

        Exchange run = send("direct:run", "acme full");

        assertThat(run.getMessage().getBody()).isEqualTo("report");
        assertThat(steps.taken)
                .containsExactly(
                        "open acme full",
                        "wanted acme FULL",
                        "begin [ENG]",
                        "next acme",
                        "decide [a, b]",
                        "fetch [a, b]",
                        "learn acme [a!, b!]",
                        "record [outcome of a!, outcome of b!]",
                        "settle",
                        "next acme",
                        "decide [c]",
                        "fetch [c]",
                        "learn acme [c!]",
                        "record [outcome of c!]",
                        "settle",
                        "close");
    }

    @Test
    void anEmptyPageOfResultsIsRecordedToo() {
        steps.listing.add(List.of());

        send("direct:run", "acme changes");

        assertThat(steps.taken).contains("record []").endsWith("settle", "close");
        assertThat(mock("page").getReceivedCounter()).isZero();
    }

    @Test
    void aRunWithNothingToListIsClosed() {
        send("direct:run", "acme changes");

        assertThat(steps.taken).endsWith("begin [ENG]", "close");
    }

    @Test
    void aFailedListingBreaksTheRunWhichIsStillClosed() {
        steps.listing.add(List.of("a"));
        steps.listing.add(List.of("b"));
        steps.failing.put("next", 2);

        Exchange run = send("direct:run", "acme full");

        assertThat(run.getException()).isNull();
        assertThat(run.getMessage().getBody()).isEqualTo("report");
        assertThat(steps.taken)
                .contains("record [outcome of a!]")
                .endsWith("settle", "next acme", "broke: next failed", "close");
    }

    @Test
    void whicheverStepFailsTheRunIsClosed() {
        for (String step :
                List.of("wanted", "begin", "decide", "fetch", "learn", "record", "settle")) {
            steps.taken.clear();
            steps.listing.clear();
            steps.listing.add(List.of("a"));
            steps.failing.clear();
            steps.failing.put(step, 1);

            Exchange run = send("direct:run", "acme full");

            assertThat(run.getMessage().getBody()).as(step).isEqualTo("report");
            assertThat(steps.taken).as(step).endsWith("broke: " + step + " failed", "close");
        }
    }

    @Test
    void aRunThatCannotBeOpenedFailsAtOnce() {
        steps.failing.put("open", 1);

        Exchange run = send("direct:run", "nosuch full");

        assertThat(run.getException()).isInstanceOf(IOException.class);
        assertThat(steps.taken).containsExactly("open nosuch full");
    }

    @Test
    void aPageWhoseRouteThrowsDoesNotStopTheOthers() {
        steps.listing.add(List.of("a", "b"));
        mock("page")
                .whenExchangeReceived(
                        1,
                        page -> {
                            throw new IOException("page broke");
                        });

        send("direct:run", "acme full");

        assertThat(steps.taken)
                .anyMatch(step -> step.startsWith("record [") && step.contains("failed"))
                .anyMatch(step -> step.startsWith("record [") && step.contains("outcome of"))
                .endsWith("settle", "close");
    }

    private static Exchange collected(Exchange before, Exchange page) {
        Exchange answer = before == null ? new DefaultExchange(page.getContext()) : before;
        List<Object> outcomes = new ArrayList<>();
        if (before != null) {
            List<?> earlier = before.getMessage().getBody(List.class);
            outcomes.addAll(earlier);
        }
        outcomes.add(page.getException() == null ? page.getMessage().getBody() : "failed");
        outcomes.sort(null);
        answer.getMessage().setBody(outcomes);
        return answer;
    }

    /** What the beans are asked, in order. */
    public static final class Steps {

        private final List<String> taken = new ArrayList<>();
        private final Deque<List<String>> listing = new ArrayDeque<>();
        private final Map<String, Integer> failing = new TreeMap<>();

        private void take(String step, String with) throws IOException {
            taken.add((step + " " + with).strip());
            if (failing.merge(step, -1, Integer::sum) == 0) {
                throw new IOException(step + " failed");
            }
        }

        public Steps open(String request, Object plan) throws IOException {
            assertThat(plan).isNull();
            take("open", request);
            return this;
        }

        public List<String> wanted(Steps site, String kind) throws IOException {
            take("wanted", site.getName() + " " + kind);
            return List.of("ENG");
        }

        public void begin(Steps run, List<String> spaces) throws IOException {
            take("begin", spaces.toString());
        }

        public List<String> next(Steps scan) throws IOException {
            take("next", scan.getName());
            return listing.remove();
        }

        public List<String> decide(Steps run, List<String> listed) throws IOException {
            take("decide", listed.toString());
            return listed;
        }

        public List<String> fetch(Steps scan, List<String> works) throws IOException {
            take("fetch", works.toString());
            return works.stream().map(work -> work + "!").toList();
        }

        public List<String> learn(String site, List<String> works) throws IOException {
            take("learn", site + " " + works);
            return works;
        }

        public void record(Steps run, List<String> outcomes) throws IOException {
            take("record", outcomes.toString());
        }

        public void settle(Steps run) throws IOException {
            take("settle", "");
        }

        public void broke(Steps run, Exception cause) {
            taken.add("broke: " + cause.getMessage());
        }

        public String close(Steps run) {
            taken.add("close");
            return "report";
        }

        public boolean isMore() {
            return !listing.isEmpty();
        }

        public Steps getSite() {
            return this;
        }

        public Steps getScan() {
            return this;
        }

        public String getName() {
            return "acme";
        }

        public String getKind() {
            return "FULL";
        }
    }
}
