package dev.kbsync.deliver.git;

import java.util.Map;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down while commits wait because they could not be pushed. */
@Component("gitHealthIndicator")
class GitHealth extends AbstractHealthIndicator {

    private final GitSinks sinks;

    GitHealth(GitSinks sinks) {
        super("It cannot be told whether commits wait");
        this.sinks = sinks;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Map<String, String> problems = sinks.problems();
        health.up();
        if (!problems.isEmpty()) {
            health.down();
        }
        problems.forEach(
                (sink, why) -> health.withDetail(sink, "its commits could not be pushed: " + why));
    }
}
