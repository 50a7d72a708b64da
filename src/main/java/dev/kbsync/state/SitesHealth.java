package dev.kbsync.state;

import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialState.GrantState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Down while a site's authorization does not work; says how each site is authorized. */
@Component
public class SitesHealth extends AbstractHealthIndicator {

    private final Sites sites;
    private final CredentialStates states;

    public SitesHealth(Sites sites, CredentialStates states) {
        super("Sites cannot be looked at");
        this.sites = sites;
        this.states = states;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (Site site : sites.all()) {
            CredentialState state = states.of(site.name());
            if (!state.problem().isEmpty()) {
                health.down();
            }
            health.withDetail(site.name(), details(state));
        }
    }

    private static Map<String, Object> details(CredentialState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("authorization", state.wording());
        if (!state.problem().isEmpty()) {
            details.put("problem", state.problem());
        }
        if (!state.warning().isEmpty()) {
            details.put("warning", state.warning());
        }
        GrantState grant = state.grant();
        if (grant != null && !grant.lost()) {
            details.put("daysUntilInactive", grant.life().daysUntilInactive());
            details.put("daysUntilTooOld", grant.life().daysUntilTooOld());
        }
        return details;
    }
}
