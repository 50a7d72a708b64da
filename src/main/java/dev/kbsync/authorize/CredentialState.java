package dev.kbsync.authorize;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How a site is authorized, as people read it; holds no secret.
 *
 * @param oauthConfigured whether there is an OAuth app to authorize with
 * @param inUse the credential requests use, null if there is none
 * @param wording one line that says so
 * @param grant the site's grant, null if it has none
 * @param email account of the API token, null if there is none
 * @param problem why the credential in use does not work, one sentence; empty as far as is known
 * @param warning what will become a problem, one sentence; empty if nothing is known to
 */
public record CredentialState(
        boolean oauthConfigured,
        @Nullable CredentialKind inUse,
        String wording,
        @Nullable GrantState grant,
        @Nullable String email,
        String problem,
        String warning) {

    /**
     * A grant without its tokens.
     *
     * @param lost whether only a new consent helps
     * @param life how long it lives by Atlassian's rules
     */
    public record GrantState(
            Instant authorizedAt,
            String authorizedBy,
            SortedSet<String> scopes,
            Instant refreshedAt,
            Instant expiresAt,
            boolean refreshable,
            boolean lost,
            GrantLife life) {}

    public Optional<CredentialKind> used() {
        return Optional.ofNullable(inUse);
    }
}
