package dev.kbsync.state;

import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.kbsync.run.UndeliveredChanges;
import dev.kbsync.site.Caches;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState.Behind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How each site stands, for dashboards and alarms; looked up when somebody asks. */
@Component
public class SiteStateMetrics {

    private static final List<String> WORDS = List.of("in step", "behind", "waiting for you");

    /** So that all gauges of one scrape ask for a site's state once. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Sites sites;
    private final SiteStates states;
    private final Clock clock;
    private final LoadingCache<String, SiteState> fresh;
    private final MultiGauge state;
    private final MultiGauge behind;
    private final MultiGauge complete;
    private final MultiGauge oldest;
    private final UndeliveredChanges changes;

    public SiteStateMetrics(
            Sites sites,
            SiteStates states,
            UndeliveredChanges changes,
            Clock clock,
            MeterRegistry meters) {
        this.sites = sites;
        this.changes = changes;
        this.states = states;
        this.clock = clock;
        this.fresh =
                Caches.by(clock).expireAfterWrite(FRESH).build(site -> states.of(sites.get(site)));
        this.state =
                MultiGauge.builder("kbsync.site.state")
                        .description("1 for the state a site is in")
                        .register(meters);
        this.behind =
                MultiGauge.builder("kbsync.site.behind")
                        .description("How long a site has been behind; 0 if it is not")
                        .baseUnit("seconds")
                        .register(meters);
        this.complete =
                MultiGauge.builder("kbsync.last.complete.run")
                        .description("When the last complete run of a kind began, since 1970")
                        .baseUnit("seconds")
                        .register(meters);
        this.oldest =
                MultiGauge.builder("kbsync.oldest.undelivered.change")
                        .description(
                                "Age of the oldest change that is not, or may not be, delivered; 0 if there is none")
                        .baseUnit("seconds")
                        .register(meters);
    }

    @EventListener({ApplicationReadyEvent.class, SiteChanged.class})
    public void sitesChanged() {
        state.register(
                rows(site -> WORDS.stream().map(word -> row(site, word, is(site, word)))), true);
        behind.register(rows(site -> Stream.of(row(site, () -> behindFor(site)))), true);
        oldest.register(rows(site -> Stream.of(row(site, () -> oldest(site)))), true);
        complete.register(
                rows(site -> Stream.of(RunKind.values()).map(kind -> completed(site, kind))), true);
    }

    private List<Row<?>> rows(Function<String, Stream<Row<?>>> ofSite) {
        return sites.all().stream().map(Site::name).flatMap(ofSite).toList();
    }

    private static Row<?> row(String site, Supplier<Number> value) {
        return Row.of(Tags.of("site", site), value);
    }

    private static Row<?> row(String site, String word, Supplier<Number> value) {
        return Row.of(Tags.of("site", site, "state", word), value);
    }

    private Supplier<Number> is(String site, String word) {
        return () -> fresh.get(site).word().equals(word) ? 1 : 0;
    }

    private long behindFor(String site) {
        return fresh.get(site) instanceof Behind late ? age(late.since()) : 0;
    }

    /** Edits that a run is delivering; all that nobody could look for while the site is behind. */
    private long oldest(String site) {
        return Math.max(behindFor(site), changes.oldest(site).map(this::age).orElse(0L));
    }

    private long age(Instant time) {
        return Duration.between(time, clock.instant()).toSeconds();
    }

    private Row<?> completed(String site, RunKind kind) {
        return Row.of(
                Tags.of("site", site, "kind", kind.word()),
                () ->
                        states.lastComplete(sites.get(site), kind)
                                .<Number>map(at -> at.toEpochMilli() / 1000.0)
                                .orElse(Double.NaN));
    }
}
