package dev.kbsync.authorize.grant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kbsync.authorize.ServiceAccount;
import dev.kbsync.site.Secret;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Atlassian last gave a site's service account, or how it refused it.
 *
 * @param account the credential that asked: what another one got is of no use
 * @param accessToken good until {@link #expiresAt}; empty if it was refused
 * @param scopes what the credential may do; empty if the answer did not say
 * @param obtainedAt when it was asked for
 * @param refusal why Atlassian does not accept the credential, one sentence; null if it does
 */
public record ServiceToken(
        ServiceAccount account,
        Secret accessToken,
        SortedSet<String> scopes,
        Instant obtainedAt,
        Instant expiresAt,
        @Nullable String refusal) {

    public ServiceToken {
        scopes = new TreeSet<>(scopes);
    }

    static ServiceToken obtained(ServiceAccount account, TokenClient.Tokens tokens, Instant now) {
        return new ServiceToken(
                account,
                tokens.accessToken(),
                tokens.scopes(),
                now,
                now.plus(tokens.lifetime()),
                null);
    }

    static ServiceToken refused(ServiceAccount account, String why, Instant now) {
        return new ServiceToken(account, Secret.NONE, new TreeSet<>(), now, now, why);
    }

    /** When the access token should be replaced: ahead of its expiry. */
    @JsonIgnore
    Instant dueAt() {
        return Grant.dueAt(obtainedAt, expiresAt);
    }

    /** The value of the {@code Authorization} header; a secret. */
    @JsonIgnore
    String authorization() {
        return "Bearer " + accessToken.value();
    }
}
