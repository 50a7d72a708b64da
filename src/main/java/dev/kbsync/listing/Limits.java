package dev.kbsync.listing;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.confluence.Usage;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many rows to ask a site for at once: fewer for a while after it could not answer in time. */
@Component
public class Limits {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);
    private static final Duration FOR = Duration.ofHours(1);

    /** After so many pages of results, each four times the one before, the limit is reached. */
    private static final int STEPS = 10;

    private final ListingProperties properties;
    private final Cache<String, Integer> lowered;

    Limits(ListingProperties properties, Clock clock) {
        this.properties = properties;
        this.lowered = Caches.by(clock).expireAfterWrite(FOR).build();
    }

    public int of(String site, boolean bodies) {
        int wanted = bodies ? properties.limit() : properties.limitWithoutBodies();
        Integer now = lowered.getIfPresent(site);
        return now == null ? wanted : Math.min(wanted, now);
    }

    /**
     * For a list of changes, newest first, of which nobody knows how far it has to be read: mostly
     * the newest row tells that nothing is new, and every row costs a point.
     *
     * @param passed how many pages of results came before this one
     */
    public int ofChanges(String site, int passed) {
        int most = of(site, false);
        return passed >= STEPS ? most : Math.min(most, 1 << (2 * passed));
    }

    /** What so many rows cost, asked for in pages of as many as may be had at once. */
    public Usage cost(String site, boolean bodies, int rows) {
        int atOnce = of(site, bodies);
        int requests = (rows + atOnce - 1) / atOnce;
        return new Usage(requests, requests + rows);
    }

    public void tooMuch(String site, int limit) {
        int half = Math.max(1, limit / 2);
        lowered.put(site, half);
        log.info("{}: {} rows at once were too much; asking for {}", site, limit, half);
    }
}
