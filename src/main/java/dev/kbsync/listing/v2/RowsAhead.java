package dev.kbsync.listing.v2;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.confluence.ResultRows;
import dev.kbsync.listing.AskedAhead;
import dev.kbsync.page.Leg;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rows of whole lists, asked for while the search still describes the rows before them: of the two
 * requests that a page of results takes, only the slower one is waited for.
 */
@Component
class RowsAhead {

    /** Older rows are asked for again: a run may have given way to another in between. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final AskedAhead ahead;
    private final Cache<Place, Future<ResultRows<V2Row>>> asked;

    RowsAhead(AskedAhead ahead, Clock clock) {
        this.ahead = ahead;
        this.asked = Caches.by(clock).expireAfterWrite(FRESH).maximumSize(20).build();
    }

    /**
     * Where the rows are in a list.
     *
     * @param cursor null for the first
     */
    record Place(String site, Leg leg, @Nullable String cursor) {}

    void ask(Place place, Callable<ResultRows<V2Row>> question) {
        asked.put(place, ahead.ask(question));
    }

    /** The rows that were asked for; null if there are none, or they are too old. */
    @Nullable ResultRows<V2Row> take(Place place) {
        Future<ResultRows<V2Row>> rows = asked.asMap().remove(place);
        return rows == null ? null : AskedAhead.answer(rows);
    }
}
