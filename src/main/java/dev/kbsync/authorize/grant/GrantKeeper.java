package dev.kbsync.authorize.grant;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.grant.Grant.Trouble;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.Audit;
import dev.kbsync.site.Caches;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks after grants that nobody uses just now: finishes refreshes that were interrupted while
 * Atlassian's leeway lasts, keeps idle ones alive, sees whether revoked ones and refused service
 * accounts are let in again, and warns before one lapses.
 */
@Component
public class GrantKeeper {

    private static final Logger log = LoggerFactory.getLogger(GrantKeeper.class);

    private final Sites sites;
    private final SiteCredentials credentials;
    private final GrantStore grants;
    private final TokenRefresher refreshing;
    private final ServiceTokens services;
    private final Revocations revocations;
    private final Audit history;
    private final CareProperties properties;
    private final Clock clock;
    private final Cache<String, Boolean> thisDay;
    private final Cache<String, Boolean> thisHour;

    public GrantKeeper(
            Sites sites,
            SiteCredentials credentials,
            GrantStore grants,
            TokenRefresher refreshing,
            ServiceTokens services,
            Revocations revocations,
            Audit history,
            CareProperties properties,
            Clock clock) {
        this.sites = sites;
        this.credentials = credentials;
        this.grants = grants;
        this.refreshing = refreshing;
        this.services = services;
        this.revocations = revocations;
        this.history = history;
        this.properties = properties;
        this.clock = clock;
        this.thisDay = Caches.by(clock).expireAfterWrite(Duration.ofDays(1)).build();
        this.thisHour = Caches.by(clock).expireAfterWrite(Duration.ofHours(1)).build();
    }

    /** Looks at every grant once; what cannot be done now is tried at the next look. */
    public synchronized void look() {
        Map<String, Site> used = new LinkedHashMap<>();
        for (Site site : sites.all()) {
            credentials.grantId(site.name()).ifPresent(id -> used.putIfAbsent(id, site));
        }
        used.forEach(
                (id, site) ->
                        attempt(
                                site,
                                () ->
                                        grants.find(id)
                                                .map(Versioned::value)
                                                .ifPresent(grant -> look(grant, site))));
        for (Site site : sites.all()) {
            attempt(site, () -> services.retry(site.name()));
        }
        if (first("history", thisDay)) {
            history.forgetOldRefreshes();
        }
    }

    private static void attempt(Site site, Runnable look) {
        try {
            look.run();
        } catch (ConfluenceException e) {
            log.debug("{}: {}", site.name(), e.getMessage());
        }
    }

    private void look(Grant grant, Site site) {
        Trouble trouble = grant.trouble();
        if (trouble != null) {
            if (trouble.kind() == Trouble.Kind.REVOKED && first(grant.id(), thisHour)) {
                Grant valid = due(grant) ? refresh(grant, site) : grant;
                revocations.over(valid, site);
            }
            return;
        }
        if (grant.begunAt() != null) {
            log.info("A refresh for \"{}\" was interrupted; completing it", site.name());
            refresh(grant, site);
        } else if (idle(grant) && grant.refreshToken() != null) {
            log.info("The authorization of \"{}\" is idle; it is kept alive", site.name());
            refresh(grant, site);
        } else {
            warn(grant, site);
        }
    }

    private Grant refresh(Grant grant, Site site) {
        return refreshing.refresh(grant.id(), grant.accessToken(), site.name());
    }

    private boolean due(Grant grant) {
        return !clock.instant().isBefore(grant.dueAt());
    }

    private boolean idle(Grant grant) {
        return grant.refreshedAt().plus(properties.keepAlive()).isBefore(clock.instant());
    }

    private void warn(Grant grant, Site site) {
        String warning = GrantLife.of(grant, clock).warning();
        if (!warning.isEmpty() && first(grant.id(), thisDay)) {
            log.warn("{}: {}", site.name(), warning);
        }
    }

    private static boolean first(String what, Cache<String, Boolean> within) {
        return within.asMap().putIfAbsent(what, true) == null;
    }
}
