package dev.kbsync.state;

import dev.kbsync.authorize.CredentialKind;
import dev.kbsync.authorize.grant.GrantLife;
import java.time.Instant;
import java.util.List;
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
 * @param account the site's service account, null if it has none
 * @param token the site's API token, null if it has none
 * @param elsewhere what is stored under the site's name but was given for another address
 * @param problem why the credential in use does not work, or why there is none though one is
 *     stored, one sentence; empty as far as is known
 * @param warning what will become a problem, one sentence; empty if nothing is known to
 */
public record CredentialState(
        boolean oauthConfigured,
        @Nullable CredentialKind inUse,
        String wording,
        @Nullable GrantState grant,
        @Nullable AccountState account,
        @Nullable TokenState token,
        List<ElsewhereState> elsewhere,
        String problem,
        String warning) {

    public CredentialState {
        elsewhere = List.copyOf(elsewhere);
    }

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

    /**
     * A service account without its secret.
     *
     * @param entered whether it was entered on the console, and can be forgotten there; otherwise
     *     it stands in the properties or the environment
     * @param scopes what it may do; empty while that is not known
     * @param expiresAt when the present access token expires, null while there is none
     */
    public record AccountState(
            String clientId,
            boolean entered,
            SortedSet<String> scopes,
            @Nullable Instant expiresAt) {}

    /**
     * An API token without the token.
     *
     * @param account its e-mail, or what stands for one
     * @param entered whether it was entered on the console, and can be forgotten there; otherwise
     *     it stands in the properties or the environment
     */
    public record TokenState(String account, boolean entered) {}

    /**
     * A credential that is kept but not used.
     *
     * @param why what it was given for, one sentence without its end
     */
    public record ElsewhereState(CredentialKind kind, String why) {}

    public Optional<CredentialKind> used() {
        return Optional.ofNullable(inUse);
    }

    /** How far the wording is good news: {@code good}, {@code warn} or {@code bad}. */
    public String tone() {
        if (!problem.isEmpty()) {
            return "bad";
        }
        boolean lasting = inUse == CredentialKind.OAUTH || inUse == CredentialKind.SERVICE;
        return lasting && warning.isEmpty() ? "good" : "warn";
    }
}
