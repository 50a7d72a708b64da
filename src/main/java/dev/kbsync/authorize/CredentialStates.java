package dev.kbsync.authorize;

import dev.kbsync.authorize.CredentialState.GrantState;
import dev.kbsync.authorize.CredentialStore.Versioned;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how each site is authorized. */
@Component
public class CredentialStates {

    private final SiteCredentials credentials;
    private final CredentialStore store;

    CredentialStates(SiteCredentials credentials, CredentialStore store) {
        this.credentials = credentials;
        this.store = store;
    }

    public CredentialState of(String site) {
        boolean configured = credentials.oauthConfigured(site);
        try {
            CredentialKind inUse = credentials.kind(site).orElse(null);
            Optional<Grant> grant =
                    credentials
                            .grantId(site)
                            .flatMap(id -> store.find(id, Grant.class))
                            .map(Versioned::value);
            return new CredentialState(
                    configured,
                    inUse,
                    wording(configured, inUse),
                    grant.map(CredentialStates::state).orElse(null),
                    credentials.apiToken(site).map(ApiToken::email).orElse(null),
                    inUse == CredentialKind.OAUTH ? grant.map(Grant::lost).orElse("") : "");
        } catch (SealedException e) {
            return new CredentialState(
                    configured,
                    null,
                    "Credentials cannot be read",
                    null,
                    null,
                    String.valueOf(e.getMessage()));
        }
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

    private static GrantState state(Grant grant) {
        return new GrantState(
                grant.authorizedAt(),
                grant.authorizedBy(),
                grant.scopes(),
                grant.refreshedAt(),
                grant.expiresAt(),
                grant.refreshToken() != null);
    }
}
