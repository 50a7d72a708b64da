package dev.kbsync.simulator;

import dev.kbsync.simulator.control.Control;
import dev.kbsync.simulator.control.SiteControl;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator with two sites and one empty space, on a clock that stands still. */
abstract class SimulatorTestBase {
    static final String NOW = "2026-11-22T12:34:56.789Z";

    Simulator simulator;
    Control control;
    SiteControl site;

    @BeforeEach
    void start() {
        simulator = Simulator.start(options());
        control = simulator.control();
        site = control.site();
        site.addSpace("DOC", "Documentation & more");
        settle();
    }

    /** What to start with; tests that need something else override it. */
    SimulatorOptions options() {
        return new SimulatorOptions()
                .port(0)
                .sites(2)
                .handbook(false)
                .clock(Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Lets the search index catch up. */
    void settle() {
        site.settle();
    }

    /** The first site with an unscoped API token. */
    TestClient client() {
        return TestClient.of(simulator.url()).basic("simulator-token");
    }

    /** The gateway of the first site with a fresh token of these scopes. */
    TestClient gateway(String... scopes) {
        return TestClient.of(simulator.url())
                .bearer(control.authorize(scopes).access())
                .at("/ex/confluence/" + site.site().cloudId());
    }

    /** Adds pages of these titles and settles. */
    List<String> pages(String... titles) {
        List<String> ids =
                List.of(titles).stream()
                        .map(title -> site.addPage("DOC", title, "<p>Body of " + title + "</p>"))
                        .collect(Collectors.toList());
        settle();
        return ids;
    }
}
