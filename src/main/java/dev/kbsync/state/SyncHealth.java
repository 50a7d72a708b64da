package dev.kbsync.state;

import dev.kbsync.run.RunProperties;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState.Behind;
import dev.kbsync.state.SiteState.WaitingForYou;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down while a site has been behind for longer than its limit; says how each site stands. */
@Component("syncHealthIndicator")
public class SyncHealth extends AbstractHealthIndicator {

    private final Sites sites;
    private final SiteStates states;
    private final RunProperties properties;
    private final Clock clock;

    public SyncHealth(Sites sites, SiteStates states, RunProperties properties, Clock clock) {
        super("The state of the sites cannot be determined");
        this.sites = sites;
        this.states = states;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (Site site : sites.all()) {
            SiteState state = states.of(site);
            if (state instanceof Behind behind
                    && behind.since().plus(properties.behindLimit()).isBefore(clock.instant())) {
                health.down();
            }
            health.withDetail(site.name(), details(site, state));
        }
    }

    private Map<String, Object> details(Site site, SiteState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state.word());
        if (state instanceof Behind behind) {
            details.put("since", behind.since());
            details.put("pages", behind.pages());
            details.put("why", behind.why());
        } else if (state instanceof WaitingForYou waiting) {
            details.put("why", waiting.why());
        }
        for (RunKind kind : RunKind.values()) {
            states.lastComplete(site, kind)
                    .ifPresent(at -> details.put("last complete " + kind.word() + " run", at));
        }
        return details;
    }
}
