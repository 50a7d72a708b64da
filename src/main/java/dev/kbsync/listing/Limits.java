package dev.kbsync.listing;

import dev.kbsync.confluence.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many rows to ask a site for at once: fewer for a while after it could not answer in time. */
@Component
public class Limits {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);
    private static final Duration FOR = Duration.ofHours(1);

    private final ListingProperties properties;
    private final Clock clock;
    private final Map<String, Lowered> lowered = new ConcurrentHashMap<>();

    Limits(ListingProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    private record Lowered(int limit, Instant until) {}

    public int of(String site, boolean bodies) {
        int wanted = bodies ? properties.limit() : properties.limitWithoutBodies();
        Lowered now = lowered.get(site);
        return now == null || clock.instant().isAfter(now.until())
                ? wanted
                : Math.min(wanted, now.limit());
    }

    /** What so many rows cost, asked for in pages of as many as may be had at once. */
    public Usage cost(String site, boolean bodies, int rows) {
        int atOnce = of(site, bodies);
        int requests = (rows + atOnce - 1) / atOnce;
        return new Usage(requests, requests + rows);
    }

    public void tooMuch(String site, int limit) {
        int half = Math.max(1, limit / 2);
        lowered.put(site, new Lowered(half, clock.instant().plus(FOR)));
        log.info("{}: {} rows at once were too much; asking for {}", site, limit, half);
    }
}
