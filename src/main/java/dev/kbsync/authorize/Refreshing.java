package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialStore.Versioned;
import dev.kbsync.authorize.store.TokenStore;
import dev.kbsync.confluence.AuthorizationLostException;
import dev.kbsync.confluence.UnavailableException;
import dev.kbsync.database.Leases;
import dev.kbsync.site.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Refreshes grants. A refresh token is good for one refresh, so there is one refresh at a time for
 * each grant, across threads (a lock) and processes (a lease in the token store), and the new pair
 * is stored before anybody may use it.
 */
@Component
class Refreshing {

    private static final Logger log = LoggerFactory.getLogger(Refreshing.class);

    /**
     * Longer than the longest answer of the token endpoint; a process that died blocks no longer.
     */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(100);

    private final TokenStore tokens;
    private final CredentialStore store;
    private final TokenClient client;
    private final OAuthApps apps;
    private final Clock clock;
    private final String holder = Leases.newHolder();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    Refreshing(
            TokenStore tokens,
            CredentialStore store,
            TokenClient client,
            OAuthApps apps,
            Clock clock) {
        this.tokens = tokens;
        this.store = store;
        this.client = client;
        this.apps = apps;
        this.clock = clock;
    }

    /**
     * A grant with another access token than {@code stale}: by a refresh, or as somebody else has
     * refreshed it meanwhile.
     *
     * @param site whose request needs it, for messages
     * @throws AuthorizationLostException if only a new consent helps
     * @throws UnavailableException if Atlassian could not be asked just now
     */
    Grant refresh(String grantId, Secret stale, String site) {
        ReentrantLock lock = locks.computeIfAbsent(grantId, unused -> new ReentrantLock());
        lock.lock();
        try {
            return refreshAlone(grantId, stale, site);
        } finally {
            lock.unlock();
        }
    }

    private Grant refreshAlone(String grantId, Secret stale, String site) {
        long waitUntil = System.nanoTime() + LEASE.multipliedBy(2).toNanos();
        while (!tokens.acquire(grantId, holder, LEASE)) {
            Grant meanwhile = load(grantId, site).value();
            if (!meanwhile.accessToken().equals(stale)) {
                return meanwhile;
            }
            if (System.nanoTime() > waitUntil) {
                throw new UnavailableException(
                        "Another process refreshes the access token of \""
                                + site
                                + "\" and does not finish.");
            }
            pause();
        }
        try {
            Versioned<Grant> present = load(grantId, site);
            return present.value().accessToken().equals(stale)
                    ? refreshNow(present, site)
                    : present.value();
        } finally {
            tokens.release(grantId, holder);
        }
    }

    private Grant refreshNow(Versioned<Grant> present, String site) {
        Grant grant = present.value();
        OAuthApp app =
                apps.byId(grant.app())
                        .orElseThrow(
                                () ->
                                        new AuthorizationLostException(
                                                "OAuth2 not configured: site \"%s\" was authorized with an app that is not configured any more; set CONFLUENCE_OAUTH_CLIENT_ID and CONFLUENCE_OAUTH_CLIENT_SECRET."
                                                        .formatted(site)));
        Secret refreshToken = grant.refreshToken();
        if (refreshToken == null) {
            throw lost(
                    present,
                    "The access token of \"%s\" has expired and there is no refresh token; add offline_access to kbsync.oauth.scopes, then authorize the site again on the console."
                            .formatted(site));
        }
        try {
            Grant fresh = grant.refreshed(client.refresh(app, refreshToken), clock.instant());
            // Stored before it is used: the old refresh token is worthless from now on.
            if (!store.replace(grant.id(), fresh, present.version())) {
                throw new IllegalStateException(
                        "The grant of \"" + site + "\" was replaced while it was refreshed.");
            }
            log.info("Access token of \"{}\" refreshed; good until {}", site, fresh.expiresAt());
            return fresh;
        } catch (GrantLostException e) {
            throw lost(
                    present,
                    "The authorization of \"%s\" is lost (%s): the refresh token has expired or was revoked; authorize the site again on the console."
                            .formatted(site, e.error()));
        }
    }

    private AuthorizationLostException lost(Versioned<Grant> present, String why) {
        store.replace(present.value().id(), present.value().lost(why), present.version());
        log.error(why);
        return new AuthorizationLostException(why);
    }

    private Versioned<Grant> load(String grantId, String site) {
        Versioned<Grant> grant =
                store.find(grantId, Grant.class)
                        .orElseThrow(
                                () ->
                                        new AuthorizationLostException(
                                                "The grant of \"%s\" was removed; authorize the site again."
                                                        .formatted(site)));
        if (!grant.value().lost().isEmpty()) {
            throw new AuthorizationLostException(grant.value().lost());
        }
        return grant;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Waiting for another process's refresh was interrupted.");
        }
    }
}
