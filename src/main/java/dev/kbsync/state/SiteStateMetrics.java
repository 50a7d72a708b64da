package dev.kbsync.state;

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

    private final Sites sites;
    private final SiteStates states;
    private final Clock clock;
    private final MultiGauge state;
    private final MultiGauge behind;
    private final MultiGauge complete;

    public SiteStateMetrics(Sites sites, SiteStates states, Clock clock, MeterRegistry meters) {
        this.sites = sites;
        this.states = states;
        this.clock = clock;
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
    }

    @EventListener({ApplicationReadyEvent.class, SiteChanged.class})
    public void sitesChanged() {
        state.register(
                rows(site -> WORDS.stream().map(word -> row(site, word, is(site, word)))), true);
        behind.register(rows(site -> Stream.of(row(site, () -> behindFor(site)))), true);
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
        return () -> states.of(sites.get(site)).word().equals(word) ? 1 : 0;
    }

    private Number behindFor(String site) {
        return states.of(sites.get(site)) instanceof Behind since
                ? Duration.between(since.since(), clock.instant()).toSeconds()
                : 0;
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
