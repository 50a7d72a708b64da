package dev.kbsync.authorize;

import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down while a site's authorization is lost; says how each site is authorized. */
@Component
class SitesHealth extends AbstractHealthIndicator {

    private final Sites sites;
    private final CredentialStates states;

    SitesHealth(Sites sites, CredentialStates states) {
        super("Sites cannot be looked at");
        this.sites = sites;
        this.states = states;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (Site site : sites.all()) {
            CredentialState state = states.of(site.name());
            if (state.problem().isEmpty()) {
                health.withDetail(site.name(), state.wording());
            } else {
                health.down().withDetail(site.name(), state.problem());
            }
        }
    }
}
