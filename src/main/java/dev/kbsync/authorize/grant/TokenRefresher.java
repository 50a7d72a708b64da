package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.OAuthApp;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.grant.TokenClient.NotSentException;
import dev.kbsync.authorize.grant.TokenClient.Tokens;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.QuotaExhaustedException;
import dev.kbsync.confluence.failure.RateLimitedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Secret;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Refreshes grants. A refresh token can be used once, so there is one refresh at a time for each
 * grant. What is about to be done is stored before it is done, and the new pair is stored before
 * anybody may use it: a process that dies in between leaves a grant that can be refreshed again
 * within Atlassian's leeway.
 */
@Component
public class TokenRefresher {

    private final TokenTurns turns;
    private final GrantStore grants;
    private final TokenClient client;
    private final OAuthApps apps;
    private final RefreshRecorder keeping;
    private final RefreshReporter notes;
    private final Clock clock;

    public TokenRefresher(
            TokenTurns turns,
            GrantStore grants,
            TokenClient client,
            OAuthApps apps,
            RefreshRecorder keeping,
            RefreshReporter notes,
            Clock clock) {
        this.turns = turns;
        this.grants = grants;
        this.client = client;
        this.apps = apps;
        this.keeping = keeping;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * A grant with another access token than {@code stale}: by a refresh, or as somebody else has
     * refreshed it meanwhile.
     *
     * @param site whose request needs it, for messages
     * @throws AuthorizationLostException if only a new consent helps
     * @throws AppRejectedException if the app's id or secret is wrong
     * @throws UnavailableException if Atlassian or the store could not be asked just now; so are
     *     {@link RateLimitedException} and {@link QuotaExhaustedException}
     */
    public Grant refresh(String grantId, Secret stale, String site) {
        return turns.take(
                grantId,
                site,
                () -> {
                    Grant meanwhile = load(grantId, site).value();
                    return meanwhile.accessToken().equals(stale) ? null : meanwhile;
                },
                () -> refreshNow(load(grantId, site), site));
    }

    private Grant refreshNow(Versioned<Grant> present, String site) {
        Grant waiting = keeping.stored(present, site);
        if (waiting != null) {
            return waiting;
        }
        Secret refreshToken = present.value().refreshToken();
        if (refreshToken == null) {
            throw notes.lost(
                    present,
                    site,
                    "The access token of \"%s\" has expired and there is no refresh token; add offline_access to kbsync.oauth.scopes, then authorize the site again"
                            .formatted(site));
        }
        OAuthApp app = app(present.value(), site);
        Versioned<Grant> begun = begin(present, site);
        try {
            Tokens fresh = ask(app, begun.value(), refreshToken);
            return keeping.keep(begun, fresh, site);
        } catch (GrantLostException e) {
            throw notes.lost(begun, site, wording(begun.value(), site, e));
        } catch (NotSentException
                | RateLimitedException
                | QuotaExhaustedException
                | AppRejectedException e) {
            // Nothing was done with the token, so there is nothing to finish.
            grants.replace(begun.value().begun(present.value().begunAt()), begun.version());
            throw failed(begun.value(), site, e);
        } catch (ConfluenceException e) {
            throw failed(begun.value(), site, e);
        }
    }

    private ConfluenceException failed(Grant grant, String site, ConfluenceException why) {
        notes.failed(grant, site, why);
        return why;
    }

    /** Written down first: whoever finds it later knows that the token may have been used. */
    private Versioned<Grant> begin(Versioned<Grant> present, String site) {
        if (present.value().begunAt() != null) {
            return present;
        }
        Grant begun = present.value().begun(clock.instant());
        if (!grants.replace(begun, present.version())) {
            throw new UnavailableException(
                    "The grant of \"%s\" was changed meanwhile; it is refreshed with the next try."
                            .formatted(site));
        }
        return new Versioned<>(begun, present.version() + 1);
    }

    private Tokens ask(OAuthApp app, Grant grant, Secret refreshToken) {
        try {
            return client.refresh(app, refreshToken);
        } catch (GrantLostException e) {
            Secret previous = grant.previousAt(clock.instant());
            if (previous == null) {
                throw e;
            }
            // The newest one was refused, but the one before is still good: nothing can get worse.
            return client.refresh(app, previous);
        }
    }

    private OAuthApp app(Grant grant, String site) {
        apps.mismatch(grant.app(), grant.clientId(), site)
                .ifPresent(
                        sentence -> {
                            throw new AuthorizationLostException(sentence);
                        });
        return apps.byId(grant.app()).orElseThrow();
    }

    private String wording(Grant grant, String site, GrantLostException e) {
        Instant now = clock.instant();
        Instant begun = grant.begunAt();
        String why;
        if (begun != null && begun.plus(Grant.LEEWAY).isBefore(now)) {
            why =
                    "a refresh begun at %s got no answer that could be stored within Atlassian's 10 minutes"
                            .formatted(begun);
        } else if (grant.refreshedAt().plus(GrantLife.INACTIVITY).isBefore(now)) {
            why = "the refresh token was not used for 90 days";
        } else if (grant.authorizedAt().plus(GrantLife.AGE).isBefore(now)) {
            why = "the consent is older than a year";
        } else {
            why = "the refresh token has expired or was revoked";
        }
        return "The authorization of \"%s\" is lost (%s): %s; authorize the site again"
                .formatted(site, e.error(), why);
    }

    private Versioned<Grant> load(String grantId, String site) {
        Versioned<Grant> grant =
                grants.find(grantId)
                        .orElseThrow(
                                () ->
                                        new AuthorizationLostException(
                                                "The grant of \"%s\" was removed; authorize the site again: %s"
                                                        .formatted(site, apps.link(site))));
        Grant.Trouble trouble = grant.value().trouble();
        if (trouble != null && trouble.kind() == Grant.Trouble.Kind.LOST) {
            throw new AuthorizationLostException(trouble.sentence());
        }
        return grant;
    }
}
