package dev.kbsync.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/1-schedule}: a firing starts a run. */
class ScheduleRouteTest extends RouteFileTest {

    @BeforeEach
    void load() {
        load("1-schedule");
    }

    @Test
    void aFiringAsksForTheRunOfItsSiteAndKind() throws Exception {
        schedule("0 0 3 1 1 ? 2099").add();
        advise(
                "schedule-acme-full",
                route -> {
                    route.replaceFromWith("direct:fire");
                    route.weaveById("to-run").replace().to("mock:run");
                });
        mock("run").expectedBodiesReceived("acme full");

        send("direct:fire", "");

        mock("run").assertIsSatisfied();
    }

    @Test
    void theTimeZoneIsThatOfTheSite() throws Exception {
        schedule("0 0 3 1 1 ? 2099").parameter("zone", "Asia/Tokyo").add();

        assertThat(camel().getRoute("schedule-acme-full").getEndpoint().getEndpointUri())
                .contains("kbsync/acme-full", "stateful=true", "Asia%2FTokyo");
    }

    @Test
    void aWrongCronExpressionFailsTheScheduleAndNothingElse() throws Exception {
        schedule("0 0 3 1 1 ? 2099").add();

        assertThatThrownBy(
                        () -> schedule("never").routeId("wrong").parameter("kind", "changes").add())
                .isInstanceOf(FailedToCreateRouteException.class)
                .hasRootCauseInstanceOf(ParseException.class);
        assertThat(camel().getRouteController().getRouteStatus("schedule-acme-full").isStarted())
                .isTrue();
    }

    private TemplatedRouteBuilder schedule(String cron) {
        return TemplatedRouteBuilder.builder(camel(), "schedule")
                .routeId("schedule-acme-full")
                .parameter("site", "acme")
                .parameter("kind", "full")
                .parameter("cron", cron);
    }
}
