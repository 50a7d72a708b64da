package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.SiteCredentialStore;
import dev.kbsync.authorize.grant.Grant.Trouble;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.vault.CredentialStore.Versioned;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reports what became of refreshes: log, history, metrics and events. */
@Component
public class RefreshReporter {

    private static final Logger log = LoggerFactory.getLogger(RefreshReporter.class);

    private final GrantStore grants;
    private final SiteCredentialStore choices;
    private final Audit history;
    private final OAuthApps apps;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Failing> failing = new ConcurrentHashMap<>();

    /** Why a refresh failed, and which tokens it was to replace. */
    private record Failing(Instant refreshedAt, String why) {}

    public RefreshReporter(
            GrantStore grants,
            SiteCredentialStore choices,
            Audit history,
            OAuthApps apps,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.grants = grants;
        this.choices = choices;
        this.history = history;
        this.apps = apps;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    public void refreshed(Grant grant, String site) {
        failing.remove(grant.id());
        count(grant, "refreshed");
        log.info("Access token of \"{}\" refreshed; good until {}", site, grant.expiresAt());
        for (String each : sites(grant, site)) {
            history.byItself(Kind.REFRESHED, each, grant.app(), grant.scopes(), "");
        }
    }

    /** A refresh that may work with the next try; the history has the first of a row only. */
    public void failed(Grant grant, String site, ConfluenceException why) {
        String sentence = String.valueOf(why.getMessage());
        count(grant, "failed");
        Failing before = failing.put(grant.id(), new Failing(grant.refreshedAt(), sentence));
        if (before == null || !before.refreshedAt().equals(grant.refreshedAt())) {
            log.warn("The access token of \"{}\" cannot be refreshed: {}", site, sentence);
            for (String each : sites(grant, site)) {
                history.byItself(Kind.REFRESH_FAILED, each, grant.app(), List.of(), sentence);
            }
        }
    }

    /**
     * Why the latest refresh of a grant by this process failed; empty if it did not, or another
     * process has had more luck since.
     */
    public Optional<String> failing(Grant grant) {
        return Optional.ofNullable(failing.get(grant.id()))
                .filter(failed -> failed.refreshedAt().equals(grant.refreshedAt()))
                .map(Failing::why);
    }

    /**
     * Stores that a grant is lost, once, and tells everybody.
     *
     * @param why a sentence that ends before its link
     * @return what the caller should throw
     */
    public AuthorizationLostException lost(Versioned<Grant> present, String site, String why) {
        String sentence = why + ": " + apps.link(site);
        Grant grant = present.value();
        Trouble trouble = new Trouble(Trouble.Kind.LOST, sentence, clock.instant());
        if (grants.replace(grant.troubled(trouble), present.version())) {
            failing.remove(grant.id());
            count(grant, "lost");
            tell(grant, site, Kind.LOST, sentence);
        }
        return new AuthorizationLostException(sentence);
    }

    /** Stores that the account took the access of a grant away, once, and tells everybody. */
    public String revoked(Grant grant, String site) {
        String sentence =
                "The access of kbsync to \"%s\" was revoked: its tokens still refresh, but Atlassian accepts them for no site; authorize the site again: %s"
                        .formatted(site, apps.link(site));
        Trouble trouble = new Trouble(Trouble.Kind.REVOKED, sentence, clock.instant());
        if (grants.change(
                grant.id(),
                present -> present.trouble() == null ? present.troubled(trouble) : null)) {
            tell(grant, site, Kind.REVOKED, sentence);
        }
        return sentence;
    }

    /** Stores that a revoked grant is let in again. */
    public void restored(Grant grant, String site) {
        if (grants.change(
                grant.id(), present -> present.trouble() == null ? null : present.troubled(null))) {
            log.info("The access of kbsync to \"{}\" was restored", site);
            for (String each : sites(grant, site)) {
                history.byItself(Kind.RESTORED, each, grant.app(), grant.scopes(), "");
            }
        }
    }

    private void tell(Grant grant, String site, Kind kind, String sentence) {
        log.error(sentence);
        List<String> sites = sites(grant, site);
        for (String each : sites) {
            history.byItself(kind, each, grant.app(), List.of(), sentence);
        }
        events.publishEvent(new AuthorizationLost(sites, sentence, apps.link(site)));
    }

    /** Every site that uses the grant; the one it was refreshed for where none does. */
    private List<String> sites(Grant grant, String site) {
        List<String> all = choices.sitesOf(grant.id());
        return all.isEmpty() ? List.of(site) : all;
    }

    private void count(Grant grant, String result) {
        meters.counter("kbsync.token.refreshes", "app", grant.app(), "result", result).increment();
    }
}
