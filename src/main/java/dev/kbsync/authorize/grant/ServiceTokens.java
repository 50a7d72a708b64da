package dev.kbsync.authorize.grant;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.ServiceAccount;
import dev.kbsync.authorize.ServiceAccounts;
import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.NotAuthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.RequiredScopes;
import dev.kbsync.vault.CredentialStore;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Access tokens of service accounts. One is asked for ahead of the expiry of the one before, by one
 * process at a time, and kept encrypted so that the others use it too.
 */
@Component
public class ServiceTokens {

    /** How long nobody asks again with a refused credential. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(15);

    /** When a running server asks again: an account may be let in again. */
    private static final Duration RETRIED_AFTER = Duration.ofMinutes(10);

    private final ServiceAccounts accounts;
    private final CredentialStore store;
    private final TokenTurns turns;
    private final TokenClient client;
    private final ServiceTokenReporter notes;
    private final OAuthApps apps;
    private final Clock clock;

    public ServiceTokens(
            ServiceAccounts accounts,
            CredentialStore store,
            TokenTurns turns,
            TokenClient client,
            ServiceTokenReporter notes,
            OAuthApps apps,
            Clock clock) {
        this.accounts = accounts;
        this.store = store;
        this.turns = turns;
        this.client = client;
        this.notes = notes;
        this.apps = apps;
        this.clock = clock;
    }

    /**
     * An access token for a site that is good for some time yet.
     *
     * @throws NotAuthorizedException if the site has no service account
     * @throws AuthorizationLostException if Atlassian does not accept the credential
     * @throws UnavailableException if Atlassian or the store could not be asked just now; so are
     *     its other passing failures
     */
    ServiceToken valid(String site) {
        ServiceToken present = usable(site);
        return present != null ? present : obtain(site, null);
    }

    /**
     * Another access token than the one that Confluence refused, as {@link #valid}; one that was
     * obtained meanwhile will do.
     *
     * @param refused the value of the {@code Authorization} header then
     */
    ServiceToken another(String site, String refused) {
        ServiceToken present = usable(site);
        return present != null && !present.authorization().equals(refused)
                ? present
                : obtain(site, refused);
    }

    /** What is stored for the site's present service account. */
    public Optional<ServiceToken> stored(String site) {
        ServiceAccount account = accounts.of(site).orElse(null);
        return version(site).map(Versioned::value).filter(token -> token.account().equals(account));
    }

    /**
     * What the site's credential may do, by its latest access token; empty if Atlassian did not
     * say.
     *
     * @throws ConfluenceException as {@link #valid}
     */
    SortedSet<String> scopes(String site) {
        return stored(site)
                .filter(token -> token.refusal() == null)
                .orElseGet(() -> valid(site))
                .scopes();
    }

    /** Why Atlassian is known not to accept the site's credential, one sentence; asks nobody. */
    Optional<String> lost(String site) {
        return stored(site).filter(this::counts).map(ServiceToken::refusal);
    }

    /** Why the site's service account does not work, one sentence; empty as far as is known. */
    public String problem(String site) {
        Optional<ServiceToken> stored = stored(site);
        return stored.flatMap(
                        token -> Optional.ofNullable(token.refusal()).or(() -> lacks(token, site)))
                .or(
                        () ->
                                notes.failing(site, stored.orElse(null))
                                        .map(why -> "Token not refreshing: " + why))
                .orElse("");
    }

    private static Optional<String> lacks(ServiceToken token, String site) {
        List<String> missing = RequiredScopes.missing(token.scopes());
        return token.scopes().isEmpty() || missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Insufficient permissions: the service account of \"%s\" lacks %s; the scopes of a credential are fixed when it is created, so create another one with them at admin.atlassian.com (Directory, Service accounts), then set its client id and secret."
                                .formatted(site, String.join(" and ", missing)));
    }

    /** Asks once more for a site whose credential is refused, before the refusal lapses. */
    void retry(String site) {
        boolean due =
                stored(site)
                        .filter(token -> token.refusal() != null)
                        .filter(token -> passed(token, RETRIED_AFTER))
                        .isPresent();
        if (due) {
            turns.take(ServiceAccounts.tokenId(site), site, () -> null, () -> ask(site));
        }
    }

    private boolean counts(ServiceToken token) {
        return token.refusal() != null && !passed(token, REFUSED_FOR);
    }

    private boolean passed(ServiceToken token, Duration since) {
        return !clock.instant().isBefore(token.obtainedAt().plus(since));
    }

    /** What is stored, as long as it need not be replaced. */
    private @Nullable ServiceToken usable(String site) {
        ServiceToken token = stored(site).orElse(null);
        if (token == null) {
            return null;
        }
        if (counts(token)) {
            throw new AuthorizationLostException(String.valueOf(token.refusal()));
        }
        boolean good = token.refusal() == null && clock.instant().isBefore(token.dueAt());
        return good ? token : null;
    }

    private ServiceToken obtain(String site, @Nullable String refused) {
        return turns.take(
                ServiceAccounts.tokenId(site),
                site,
                () -> meanwhile(site, refused),
                () -> ask(site));
    }

    private @Nullable ServiceToken meanwhile(String site, @Nullable String refused) {
        ServiceToken present = usable(site);
        return present == null || present.authorization().equals(refused) ? null : present;
    }

    private ServiceToken ask(String site) {
        ServiceAccount account =
                accounts.of(site)
                        .orElseThrow(
                                () ->
                                        new NotAuthorizedException(
                                                "The service account of \"%s\" was removed; authorize the site again: %s"
                                                        .formatted(site, apps.link(site))));
        ServiceToken before = stored(site).orElse(null);
        try {
            ServiceToken token =
                    ServiceToken.obtained(
                            account, client.clientCredentials(account), clock.instant());
            keep(site, token);
            notes.obtained(token, before, site);
            return token;
        } catch (AppRejectedException | GrantLostException e) {
            String sentence = refusal(site, account);
            keep(site, ServiceToken.refused(account, sentence, clock.instant()));
            notes.refused(sentence, before, site);
            throw new AuthorizationLostException(sentence);
        } catch (ConfluenceException e) {
            notes.failed(site, before, e);
            throw e;
        }
    }

    private String refusal(String site, ServiceAccount account) {
        return "Atlassian does not accept the service account of \"%s\" (client id %s): the client secret is wrong, or the credential was revoked or has expired; create another OAuth 2.0 credential for the account at admin.atlassian.com (Directory, Service accounts), then set its client id and secret where these were set, or enter them: %s"
                .formatted(site, account.clientId(), apps.link(site));
    }

    /** Unlike a refresh, this can be repeated: whose token is kept makes no difference. */
    private void keep(String site, ServiceToken token) {
        long version = version(site).map(Versioned::version).orElse(0L);
        store.replace(ServiceAccounts.tokenId(site), token, version);
    }

    private Optional<Versioned<ServiceToken>> version(String site) {
        return store.find(ServiceAccounts.tokenId(site), ServiceToken.class);
    }
}
