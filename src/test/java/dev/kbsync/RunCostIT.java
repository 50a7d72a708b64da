package dev.kbsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.simulator.Simulator;
import dev.kbsync.simulator.SimulatorOptions;
import dev.kbsync.simulator.control.SiteControl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of run costs by the simulator's count is what the documentation says. */
class RunCostIT {

    private static final int PAGES = 200;
    private static final String SCOPES =
            "read:confluence-content.all,search:confluence,read:space:confluence,"
                    + "read:page:confluence,read:content.metadata:confluence,offline_access";

    @TempDir private Path folder;
    private final SettableClock clock = new SettableClock();

    @SuppressWarnings("NullAway.Init") // Each test starts its own.
    private Simulator atlassian;

    @SuppressWarnings("NullAway.Init")
    private Instance kbsync;

    @Test
    void theTableOfCostsHolds() throws IOException {
        List<List<Cost>> costs = List.of(costs("search"), costs("spaces"));

        String page = Files.readString(Path.of("src/site/markdown/operating.md"));
        List<String> table = new ArrayList<>();
        List<String> kinds =
                List.of(
                        "first sync",
                        "for changes, nothing changed",
                        "for changes, one page edited",
                        "full, nothing changed");
        for (int i = 0; i < kinds.size(); i++) {
            table.add(
                    "| %s | %s | %s |"
                            .formatted(kinds.get(i), costs.get(0).get(i), costs.get(1).get(i)));
        }
        assertThat(page).contains(String.join("\n", table));
    }

    private record Cost(int requests, int points) {

        @Override
        public String toString() {
            return count(requests, "request") + ", " + count(points, "point");
        }

        private static String count(int number, String what) {
            return number + " " + what + (number == 1 ? "" : "s");
        }
    }

    private List<Cost> costs(String by) {
        try (Simulator simulator =
                        Simulator.start(
                                new SimulatorOptions()
                                        .port(0)
                                        .handbook(false)
                                        .scale(PAGES)
                                        .indexDelay(Duration.ZERO)
                                        .clock(clock));
                Instance instance = authorized(simulator, by)) {
            atlassian = simulator;
            kbsync = instance;
            SiteControl site = simulator.control().site();
            Cost first = cost(kbsync::changes);
            Cost idle = cost(kbsync::changes);
            site.edit(site.content().get(7).id(), "<p>edited</p>");
            List<Cost> costs = List.of(first, idle, cost(kbsync::changes), cost(kbsync::full));
            assertThat(timedRoutes())
                    .contains("run", "deliver-to-file")
                    .doesNotContain("page", "confluence", "confluence-attempt");
            return costs;
        }
    }

    /** The simulator counts points of apps only, as Atlassian does. */
    private Instance authorized(Simulator simulator, String by) {
        int port = ConsoleClient.freePort();
        Instance instance =
                Instance.in(folder.resolve(by))
                        .clock(clock)
                        .atlassian(simulator)
                        .set("kbsync.sites.demo.url", simulator.url())
                        .set("kbsync.sites.demo.spaces", "*")
                        .set("kbsync.listing.by", by)
                        .set("kbsync.oauth.scopes", SCOPES)
                        .console(port)
                        .start();
        ConsoleClient console = new ConsoleClient(port).login();
        console.accept(console.authorize("demo"));
        return instance;
    }

    private Set<String> timedRoutes() {
        return kbsync.bean(MeterRegistry.class).getMeters().stream()
                .map(meter -> meter.getId().getTag("routeId"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** 25 minutes after the run before, as by the simulator's count. */
    private Cost cost(Supplier<RunReport> run) {
        clock.advance(Duration.ofMinutes(25));
        atlassian.control().resetStats();
        RunReport report = run.get();
        assertThat(report.state()).isEqualTo(State.COMPLETE);
        JsonNode stats = atlassian.control().stats();
        Cost cost =
                new Cost(requests(stats.get("requests")), stats.at("/points/spentInAll").asInt());
        assertThat(new Cost((int) report.usage().requests(), (int) report.usage().points()))
                .as("what the run itself counts")
                .isEqualTo(cost);
        return cost;
    }

    /** Without those for tokens, which cost nothing. */
    private static int requests(JsonNode routes) {
        int sum = 0;
        for (Map.Entry<String, JsonNode> route : routes.properties()) {
            if (route.getKey().contains("/wiki/")) {
                for (JsonNode times : route.getValue()) {
                    sum += times.asInt();
                }
            }
        }
        return sum;
    }
}
