package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.confluence.RetryDelay;
import dev.kbsync.confluence.failure.NotFoundException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.UnauthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code routes/8-confluence}: whole attempts are repeated, and only where that may help. */
class ConfluenceRouteTest extends RouteFileTest {

    private static final int RETRIES = 4;

    private final Door door = new Door();

    @BeforeEach
    void load() {
        bind("confluenceDoor", door);
        bind("retryDelay", new RetryDelay());
        bind("largeAnswers", (HttpClientConfigurer) client -> {});
        loadHandlerOfAllFailures();
        load("8-confluence");
        advise(
                "confluence-attempt",
                route -> route.weaveById("to-confluence").replace().to("mock:http"));
    }

    @Test
    void anAnswerComesBackAsItsValue() {
        Exchange answer = send("direct:confluence", "request");

        assertThat(answer.getMessage().getBody()).isEqualTo("value of request");
        assertThat(mock("http").getReceivedCounter()).isOne();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RateLimitedException("429", null), 1 + RETRIES),
                Arguments.of(new RateLimitedException("429", Duration.ofMillis(1)), 1 + RETRIES),
                Arguments.of(new UnavailableException("503"), 1 + RETRIES),
                Arguments.of(new IOException("cut off"), 1 + RETRIES),
                Arguments.of(new UnauthorizedException("401, cannot be refreshed", false), 1),
                Arguments.of(new NotFoundException("404"), 1),
                Arguments.of(new IllegalStateException("a bug"), 1));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aLastingFailureReachesTheCallerAfterSoManyAttempts(Exception failure, int attempts) {
        door.always = failure;

        Exchange answer = send("direct:confluence", "request");

        assertThat(answer.getException()).isSameAs(failure);
        assertThat(mock("http").getReceivedCounter()).isEqualTo(attempts);
    }

    @Test
    void aPassingFailureIsNotSeenByTheCaller() {
        door.next.add(new UnavailableException("503"));
        door.next.add(new RateLimitedException("429", null));

        Exchange answer = send("direct:confluence", "request");

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo("value of request");
        assertThat(mock("http").getReceivedCounter()).isEqualTo(3);
    }

    @Test
    void aRefusedTokenIsTriedOnceMoreWhateverWentBefore() {
        door.next.add(new UnavailableException("503"));
        door.next.add(new UnauthorizedException("401", true));
        door.next.add(new UnauthorizedException("401 again", false));

        Exchange answer = send("direct:confluence", "request");

        assertThat(answer.getException()).hasMessage("401 again");
        assertThat(mock("http").getReceivedCounter()).isEqualTo(3);
    }

    @Test
    void aSingleAttemptIsNotRepeated() {
        door.always = new UnavailableException("503");

        Exchange answer = send("direct:confluence-attempt", "request");

        assertThat(answer.getException()).hasMessage("503");
        assertThat(mock("http").getReceivedCounter()).isOne();
    }

    /** Fails as it is told to. */
    public static final class Door {

        private final Deque<Exception> next = new ArrayDeque<>();
        private @Nullable Exception always;

        public void prepare(Exchange exchange) {
            exchange.getMessage().removeHeaders("*", "CamelRedeliver*");
            exchange.getMessage().setBody(null);
        }

        public void read(Exchange exchange) throws Exception {
            Exception failure = next.isEmpty() ? always : next.remove();
            if (failure != null) {
                throw failure;
            }
            exchange.getMessage().setBody("value of " + exchange.getVariable("request"));
        }
    }
}
