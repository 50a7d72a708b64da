package dev.kbsync.state;

import dev.kbsync.authorize.ApiToken;
import dev.kbsync.authorize.CredentialKind;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.ServiceAccounts;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.authorize.TokenProblems;
import dev.kbsync.authorize.grant.Grant;
import dev.kbsync.authorize.grant.GrantLife;
import dev.kbsync.authorize.grant.GrantStore;
import dev.kbsync.authorize.grant.RefreshReporter;
import dev.kbsync.authorize.grant.ServiceToken;
import dev.kbsync.authorize.grant.ServiceTokens;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.site.RequiredScopes;
import dev.kbsync.state.CredentialState.AccountState;
import dev.kbsync.state.CredentialState.ElsewhereState;
import dev.kbsync.state.CredentialState.GrantState;
import dev.kbsync.state.CredentialState.TokenState;
import dev.kbsync.vault.CredentialStore.Versioned;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how each site is authorized. */
@Component
public class CredentialStates {

    private final SiteCredentials credentials;
    private final ServiceAccounts accounts;
    private final ServiceTokens services;
    private final GrantStore grants;
    private final OAuthApps apps;
    private final RefreshReporter notes;
    private final TokenProblems tokens;
    private final Clock clock;

    public CredentialStates(
            SiteCredentials credentials,
            ServiceAccounts accounts,
            ServiceTokens services,
            GrantStore grants,
            OAuthApps apps,
            RefreshReporter notes,
            TokenProblems tokens,
            Clock clock) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.services = services;
        this.grants = grants;
        this.apps = apps;
        this.notes = notes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     */
    public CredentialState of(String site) {
        boolean configured = credentials.oauthConfigured(site);
        try {
            return known(site, configured);
        } catch (ConfluenceException e) {
            return new CredentialState(
                    configured,
                    // Nobody is to conclude from a store that is away that there is no credential.
                    credentials.chosen(site).orElse(null),
                    "Credentials cannot be read",
                    null,
                    null,
                    null,
                    List.of(),
                    String.valueOf(e.getMessage()),
                    "");
        }
    }

    private CredentialState known(String site, boolean configured) {
        CredentialKind inUse = credentials.kind(site).orElse(null);
        Optional<Grant> grant =
                credentials.grantId(site).flatMap(grants::find).map(Versioned::value);
        boolean oauth = inUse == CredentialKind.OAUTH;
        List<ElsewhereState> elsewhere =
                credentials.elsewhere(site).stream()
                        .map(stored -> new ElsewhereState(stored.kind(), stored.why()))
                        .toList();
        return new CredentialState(
                configured,
                inUse,
                wording(configured, inUse, elsewhere),
                grant.map(this::state).orElse(null),
                account(site),
                token(site),
                elsewhere,
                oauth
                        ? grant.map(found -> problem(found, site)).orElse(gone(site))
                        : inUse == CredentialKind.SERVICE
                                ? services.problem(site)
                                : credentials
                                        .waiting(site)
                                        .or(() -> tokens.problem(site))
                                        .orElse(""),
                oauth ? grant.map(this::warning).orElse("") : "");
    }

    private @Nullable AccountState account(String site) {
        boolean entered = accounts.entered(site).isPresent();
        Optional<ServiceToken> token = services.stored(site);
        return accounts.of(site)
                .map(
                        account ->
                                new AccountState(
                                        account.clientId(),
                                        entered,
                                        token.map(ServiceToken::scopes).orElseGet(TreeSet::new),
                                        token.filter(given -> given.refusal() == null)
                                                .map(ServiceToken::expiresAt)
                                                .orElse(null)))
                .orElse(null);
    }

    private @Nullable TokenState token(String site) {
        boolean entered = credentials.enteredToken(site).isPresent();
        return credentials
                .apiToken(site)
                .map(token -> new TokenState(account(token), entered))
                .orElse(null);
    }

    private static String account(ApiToken token) {
        return token.email().isEmpty() ? "(a service account)" : token.email();
    }

    private static String wording(
            boolean configured, @Nullable CredentialKind inUse, List<ElsewhereState> elsewhere) {
        if (inUse == CredentialKind.OAUTH) {
            return "Using OAuth2 authentication";
        }
        if (inUse == CredentialKind.SERVICE) {
            return "Using a service account";
        }
        String without = configured ? "" : "OAuth2 not configured. ";
        if (inUse == CredentialKind.API_TOKEN) {
            return without + "Using legacy API token";
        }
        return without
                + (elsewhere.isEmpty() ? "Not authorized yet" : "Not authorized for this URL");
    }

    private String gone(String site) {
        return "The grant of \"%s\" is not in the token store any more; authorize the site again: %s"
                .formatted(site, apps.link(site));
    }

    private String problem(Grant grant, String site) {
        Grant.Trouble trouble = grant.trouble();
        if (trouble != null) {
            return trouble.sentence();
        }
        return apps.mismatch(grant.app(), grant.clientId(), site)
                .or(() -> notes.failing(grant).map(why -> "Token not refreshing: " + why))
                .or(() -> insufficient(grant, site))
                .orElse("");
    }

    private Optional<String> insufficient(Grant grant, String site) {
        List<String> missing = RequiredScopes.missing(grant.scopes());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Insufficient permissions: the grant of \"%s\" lacks %s; enable it for the app in Atlassian's developer console, then authorize the site again: %s"
                                .formatted(site, String.join(" and ", missing), apps.link(site)));
    }

    private String warning(Grant grant) {
        return grant.trouble() == null ? GrantLife.of(grant, clock).warning() : "";
    }

    private GrantState state(Grant grant) {
        return new GrantState(
                grant.authorizedAt(),
                grant.authorizedBy(),
                grant.scopes(),
                grant.refreshedAt(),
                grant.expiresAt(),
                grant.refreshToken() != null,
                grant.trouble() != null,
                GrantLife.of(grant, clock));
    }
}
