package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes/3-page}: every page has one outcome, whatever happens to it. */
class PageRouteTest extends RouteFileTest {

    private final Steps steps = new Steps();

    @BeforeEach
    void load() {
        for (String bean :
                List.of(
                        "attachmentReader",
                        "inclusions",
                        "pageConverter",
                        "chunker",
                        "deliveries")) {
            bind(bean, steps);
        }
        bind("pageOutcome", new LastStep());
        bind("sinkResults", (AggregationStrategy) PageRouteTest::collected);
        loadHandlerOfAllFailures();
        load("3-page");
    }

    @Test
    void aPageIsReadIncludedConvertedAndDeliveredToItsSinks() {
        mock("deliver-to-a").expectedBodiesReceived("delivery of document");
        mock("deliver-to-b").expectedBodiesReceived("delivery of document");

        assertThat(outcome(new Work(true, "mock:deliver-to-a,mock:deliver-to-b")))
                .isEqualTo("outcome {deliver-to-a=took, deliver-to-b=took}");
        assertThat(steps.taken)
                .containsExactly(
                        "read acme", "lookUp", "convert page", "cut document", "of document");
    }

    @Test
    void aRemovalIsDeliveredWithoutADocument() {
        assertThat(outcome(new Work(false, "mock:deliver-to-a")))
                .isEqualTo("outcome {deliver-to-a=took}");
        assertThat(steps.taken).containsExactly("read acme", "of nothing");
    }

    @Test
    void aPageThatGoesToNoSinkHasAnOutcomeToo() {
        assertThat(outcome(new Work(false, ""))).isEqualTo("outcome delivery of nothing");
    }

    @Test
    void aSinkThatFailsKeepsNoOtherFromTheDelivery() {
        mock("deliver-to-a")
                .whenAnyExchangeReceived(
                        sink -> {
                            throw new IOException("a is down");
                        });

        assertThat(outcome(new Work(true, "mock:deliver-to-a,mock:deliver-to-b")))
                .isEqualTo("outcome {deliver-to-a=a is down, deliver-to-b=took}");
    }

    @ParameterizedTest
    @CsvSource({
        "read-file, fetch",
        "include, fetch",
        "convert, convert",
        "make-delivery, convert",
        "to-sinks, deliver",
        "outcome, deliver"
    })
    void whicheverStepFailsTheOutcomeNamesItsStage(String step, String stage) {
        advise(
                "page",
                route ->
                        route.weaveById(step)
                                .replace()
                                .throwException(IOException.class, step + " broke"));

        assertThat(outcome(new Work(true, "mock:deliver-to-a")))
                .isEqualTo("failed in " + stage + ": " + step + " broke");
    }

    @Test
    void evenAnErrorIsAnOutcome() {
        steps.error = new StackOverflowError();

        assertThat((String) outcome(new Work(true, "mock:deliver-to-a")))
                .startsWith("failed in convert: ");
    }

    private Object outcome(Work work) {
        Exchange page =
                camel().createProducerTemplate()
                        .send(
                                "direct:page",
                                exchange -> {
                                    exchange.setVariable("run", new Run());
                                    exchange.getMessage().setBody(work);
                                });
        assertThat(page.getException()).isNull();
        return page.getMessage().getBody();
    }

    private static Exchange collected(Exchange before, Exchange sink) {
        Exchange answer = before == null ? new DefaultExchange(sink.getContext()) : before;
        Map<Object, Object> said = new TreeMap<>();
        if (before != null) {
            Map<?, ?> earlier = before.getMessage().getBody(Map.class);
            said.putAll(earlier);
        }
        said.put(
                sink.getProperty(Exchange.RECIPIENT_LIST_ENDPOINT, String.class)
                        .replace("mock://", ""),
                sink.getException() == null ? "took" : sink.getException().getMessage());
        answer.getMessage().setBody(said);
        return answer;
    }

    /** What of a work the route reads. */
    public record Work(boolean wanted, String endpoints) {

        public boolean isUpsert() {
            return wanted;
        }
    }

    /** What of a run the route reads. */
    public static final class Run {

        public Run getSite() {
            return this;
        }

        public String getName() {
            return "acme";
        }
    }

    /** What the beans are asked, in order. */
    public static final class Steps {

        private final List<String> taken = new ArrayList<>();
        private @Nullable Error error;

        public Work read(Work work, String site) {
            taken.add("read " + site);
            return work;
        }

        public String lookUp(Work work) {
            taken.add("lookUp");
            return "page";
        }

        public String convert(String page) {
            taken.add("convert " + page);
            if (error != null) {
                throw error;
            }
            return "document";
        }

        public String cut(String document) {
            taken.add("cut " + document);
            return document;
        }

        public String of(Work work, String site, Object body) {
            String made = body instanceof String document ? document : "nothing";
            taken.add("of " + made);
            return "delivery of " + made;
        }
    }

    /** What makes outcomes. */
    public static final class LastStep {

        public String of(Work work, Object delivery, Object said) {
            return "outcome " + said;
        }

        public String failed(Work work, String stage, Throwable cause) {
            return "failed in " + stage + ": " + cause.getMessage();
        }
    }
}
