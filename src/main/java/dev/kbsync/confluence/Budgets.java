package dev.kbsync.confluence;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.site.Caches;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Atlassian's answers say of the hourly quota (API facts, 6.2). All requests to a site share
 * what is known of it: once the quota is spent nobody asks again before it is new.
 */
@Component
public class Budgets {

    private final SiteAccess access;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Budget> bySite = new ConcurrentHashMap<>();
    private final Cache<String, Instant> spent;

    Budgets(SiteAccess access, Clock clock, MeterRegistry meters) {
        this.access = access;
        this.clock = clock;
        this.spent =
                Caches.by(clock)
                        .expireAfter(Caches.at(Function.<Instant>identity(), clock))
                        .build();
        this.meters = meters;
    }

    /**
     * An app's points.
     *
     * @param limit points an hour
     * @param remaining how many were left after the last answer
     * @param resetsAt when they are new, null if Atlassian did not say
     */
    public record Budget(long limit, long remaining, @Nullable Instant resetsAt) {}

    /** What the last answer of the site said; empty where none did, as for API tokens. */
    public Optional<Budget> of(String site) {
        return Optional.ofNullable(bySite.get(site));
    }

    void heard(String site, Answer answer) {
        Long limit = number(answer.header().apply("X-RateLimit-Limit"));
        Long remaining = number(answer.header().apply("X-RateLimit-Remaining"));
        if (limit == null || remaining == null) {
            return;
        }
        Budget budget =
                new Budget(
                        limit,
                        remaining,
                        RetryAfter.reset(answer.header().apply("X-RateLimit-Reset"), clock));
        if (bySite.put(site, budget) == null) {
            gauge("kbsync.quota.limit", site, Budget::limit);
            gauge("kbsync.quota.remaining", site, Budget::remaining);
        }
    }

    private void gauge(String name, String site, ToDoubleFunction<Budget> value) {
        Gauge.builder(name, bySite, known -> of(site).map(value::applyAsDouble).orElse(Double.NaN))
                .tag("site", site)
                .register(meters);
    }

    /** Notes that the quota is spent: an app's for all of its sites, a site's for itself. */
    void spent(String site, Answer answer, Instant until) {
        String reason = answer.header().apply("RateLimit-Reason");
        boolean everywhere = reason != null && reason.contains("global");
        spent.put(everywhere ? access.budget(site) : own(site), until);
    }

    /** Until when there is no use in asking the site; empty if there may be. */
    Optional<Instant> spentUntil(String site) {
        spent.cleanUp();
        if (spent.asMap().isEmpty()) {
            return Optional.empty();
        }
        Instant own = spent.getIfPresent(own(site));
        return Optional.ofNullable(own == null ? spent.getIfPresent(access.budget(site)) : own);
    }

    private static String own(String site) {
        return "site " + site;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.strip().matches("\\d{1,12}")
                ? null
                : Long.valueOf(text.strip());
    }
}
