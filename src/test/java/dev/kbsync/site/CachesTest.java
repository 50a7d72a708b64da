package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CachesTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void entriesExpireByTheGivenClock() {
        Cache<String, String> cache =
                Caches.by(clock).expireAfterWrite(Duration.ofHours(1)).build();
        cache.put("site", "known");
        clock.advance(Duration.ofMinutes(59));
        assertThat(cache.getIfPresent("site")).isEqualTo("known");
        clock.advance(Duration.ofMinutes(1));
        assertThat(cache.getIfPresent("site")).isNull();
    }

    @Test
    void anEntryCanExpireAtATimeOfItsOwn() {
        Cache<String, Instant> cache =
                Caches.by(clock)
                        .expireAfter(Caches.at(Function.<Instant>identity(), clock))
                        .build();
        cache.put("soon", clock.instant().plusSeconds(60));
        cache.put("late", clock.instant().plusSeconds(3600));
        cache.put("late", clock.instant().plusSeconds(120));
        cache.put("past", clock.instant().minusSeconds(1));
        assertThat(cache.getIfPresent("past")).isNull();
        clock.advance(Duration.ofSeconds(60));
        assertThat(cache.getIfPresent("soon")).isNull();
        assertThat(cache.getIfPresent("late")).isNotNull();
        clock.advance(Duration.ofSeconds(60));
        assertThat(cache.getIfPresent("late")).isNull();
    }
}
