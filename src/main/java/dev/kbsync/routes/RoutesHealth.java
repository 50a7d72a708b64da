package dev.kbsync.routes;

import java.util.SortedMap;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down while a route file, a schedule or a sink cannot be used. */
@Component
class RoutesHealth extends AbstractHealthIndicator {

    private final RouteProblems problems;

    RoutesHealth(RouteProblems problems) {
        super("The state of the routes cannot be determined");
        this.problems = problems;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        SortedMap<String, String> found = problems.all();
        health.up();
        if (!found.isEmpty()) {
            health.down().withDetails(found);
        }
    }
}
