package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialState.GrantState;
import dev.kbsync.authorize.CredentialStore.Versioned;
import dev.kbsync.confluence.ConfluenceException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how each site is authorized. */
@Component
public class CredentialStates {

    private final SiteCredentials credentials;
    private final GrantStore grants;
    private final OAuthApps apps;
    private final RefreshNotes notes;
    private final Clock clock;

    CredentialStates(
            SiteCredentials credentials,
            GrantStore grants,
            OAuthApps apps,
            RefreshNotes notes,
            Clock clock) {
        this.credentials = credentials;
        this.grants = grants;
        this.apps = apps;
        this.notes = notes;
        this.clock = clock;
    }

    public CredentialState of(String site) {
        boolean configured = credentials.oauthConfigured(site);
        try {
            CredentialKind inUse = credentials.kind(site).orElse(null);
            Optional<Grant> grant =
                    credentials.grantId(site).flatMap(grants::find).map(Versioned::value);
            boolean oauth = inUse == CredentialKind.OAUTH;
            return new CredentialState(
                    configured,
                    inUse,
                    wording(configured, inUse),
                    grant.map(this::state).orElse(null),
                    credentials.apiToken(site).map(CredentialStates::account).orElse(null),
                    oauth ? grant.map(found -> problem(found, site)).orElse(gone(site)) : "",
                    oauth ? grant.map(this::warning).orElse("") : "");
        } catch (ConfluenceException e) {
            return new CredentialState(
                    configured,
                    // Nobody is to conclude from a store that is away that there is no credential.
                    credentials.chosen(site).orElse(null),
                    "Credentials cannot be read",
                    null,
                    null,
                    String.valueOf(e.getMessage()),
                    "");
        }
    }

    private static String account(ApiToken token) {
        return token.email().isEmpty() ? "(a service account)" : token.email();
    }

    private static String wording(boolean configured, @Nullable CredentialKind inUse) {
        if (inUse == CredentialKind.OAUTH) {
            return "Using OAuth2 authentication";
        }
        String without = configured ? "" : "OAuth2 not configured. ";
        return without
                + (inUse == CredentialKind.API_TOKEN
                        ? "Using legacy API token"
                        : "Not authorized yet");
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
        return apps.mismatch(grant, site)
                .or(() -> notes.failing(grant).map(why -> "Token not refreshing: " + why))
                .orElse("");
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
