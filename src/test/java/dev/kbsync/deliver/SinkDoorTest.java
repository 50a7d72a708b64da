package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbsync.SettableClock;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.TestPages;
import dev.kbsync.page.TurnHolder;
import dev.kbsync.site.SinkProperties;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Deliveries enter a sink only while their run has the site. */
class SinkDoorTest {

    private final SettableClock clock = new SettableClock();
    private final FailureProperties properties =
            new FailureProperties(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private final SinkDoor door =
            new SinkDoor(
                    new SinkPauses(properties, clock),
                    new SinkBreakers(properties, clock, event -> {}),
                    new SinkRates(new SinkProperties(Map.of()), clock));

    private static Exchange delivery(boolean hasTurn) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        TurnHolder run = () -> hasTurn;
        exchange.setVariable("run", run);
        exchange.getMessage()
                .setBody(
                        new Delivery(
                                "cloud-1",
                                "key",
                                TestPages.page("1"),
                                "demo",
                                "a.md",
                                List.of(),
                                List.of(),
                                null,
                                "",
                                "deleted"));
        return exchange;
    }

    @Test
    void aRunThatWasTakenOverDeliversNothingMore() throws Exception {
        Exchange well = delivery(true);
        door.enter(well, "http");
        assertThat(SinkDoor.delivery(well).documentId()).isEqualTo("cloud-1");

        assertThatThrownBy(() -> door.enter(delivery(false), "http"))
                .isInstanceOf(SinkDownException.class)
                .hasMessageContaining("taken this site over");
    }
}
