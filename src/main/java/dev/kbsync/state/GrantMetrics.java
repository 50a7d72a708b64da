package dev.kbsync.state;

import dev.kbsync.authorize.grant.GrantLife;
import dev.kbsync.site.Site;
import dev.kbsync.site.SiteChanged;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialState.GrantState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How long each site's authorization lives, for alarms; read when somebody asks. */
@Component
public class GrantMetrics {

    private final Sites sites;
    private final CredentialStates states;
    private final MultiGauge days;
    private final MultiGauge broken;

    public GrantMetrics(Sites sites, CredentialStates states, MeterRegistry meters) {
        this.sites = sites;
        this.states = states;
        this.days =
                MultiGauge.builder("kbsync.authorization.days.left")
                        .description("Days until a site's refresh token lapses unless it is used")
                        .register(meters);
        this.broken =
                MultiGauge.builder("kbsync.authorization.broken")
                        .description("1 while a site's authorization does not work")
                        .register(meters);
    }

    @EventListener({ApplicationReadyEvent.class, SiteChanged.class})
    public void sitesChanged() {
        List<String> names = sites.all().stream().map(Site::name).toList();
        days.register(
                names.stream()
                        .flatMap(
                                site ->
                                        java.util.stream.Stream.of(
                                                days(site, "inactivity", life -> inactive(life)),
                                                days(site, "age", life -> old(life))))
                        .toList(),
                true);
        broken.register(
                names.stream()
                        .<Row<?>>map(
                                site ->
                                        Row.of(
                                                Tags.of("site", site),
                                                states,
                                                now -> now.of(site).problem().isEmpty() ? 0 : 1))
                        .toList(),
                true);
    }

    private Row<?> days(String site, String limit, ToDoubleFunction<GrantLife> left) {
        return Row.of(
                Tags.of("site", site, "limit", limit),
                states,
                now -> {
                    GrantState grant = now.of(site).grant();
                    return grant == null || grant.lost()
                            ? Double.NaN
                            : left.applyAsDouble(grant.life());
                });
    }

    private static double inactive(GrantLife life) {
        return (double) life.daysUntilInactive();
    }

    private static double old(GrantLife life) {
        return (double) life.daysUntilTooOld();
    }
}
