package dev.kbsync.authorize;

import dev.kbsync.site.Secret;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one consent gave: a pair of tokens that is replaced with every refresh.
 *
 * @param id name of the entry it is kept under
 * @param app registration id of the OAuth app it belongs to
 * @param scopes what was granted
 * @param accessToken good until {@link #expiresAt}
 * @param refreshToken good for one refresh; absent if {@code offline_access} was not granted
 * @param authorizedAt when a person consented
 * @param authorizedBy who that was, by the console's login
 * @param refreshedAt when the tokens were obtained
 * @param lost why it cannot be refreshed any more, one sentence; empty while it can
 * @param sites the sites it reached at consent
 */
record Grant(
        String id,
        String app,
        SortedSet<String> scopes,
        Secret accessToken,
        Instant expiresAt,
        @Nullable Secret refreshToken,
        Instant authorizedAt,
        String authorizedBy,
        Instant refreshedAt,
        String lost,
        List<GrantedSite> sites) {

    Grant {
        scopes = new TreeSet<>(scopes);
        sites = List.copyOf(sites);
    }

    /**
     * A site that a grant reaches.
     *
     * @param cloudId Atlassian's id of the site
     * @param url its address
     * @param name what its owner calls it
     * @param scopes what the grant may do there; they differ by site
     */
    record GrantedSite(String cloudId, String url, String name, List<String> scopes) {}

    /**
     * The grant with the tokens of a refresh; the old refresh token stays if the answer had none.
     */
    Grant refreshed(TokenClient.Tokens tokens, Instant now) {
        return new Grant(
                id,
                app,
                tokens.scopes().isEmpty() ? scopes : tokens.scopes(),
                tokens.accessToken(),
                now.plus(tokens.lifetime()),
                tokens.refreshToken() == null ? refreshToken : tokens.refreshToken(),
                authorizedAt,
                authorizedBy,
                now,
                "",
                sites);
    }

    Grant lost(String why) {
        return new Grant(
                id,
                app,
                scopes,
                accessToken,
                expiresAt,
                refreshToken,
                authorizedAt,
                authorizedBy,
                refreshedAt,
                why,
                sites);
    }

    Grant reaching(List<GrantedSite> reached) {
        return new Grant(
                id,
                app,
                scopes,
                accessToken,
                expiresAt,
                refreshToken,
                authorizedAt,
                authorizedBy,
                refreshedAt,
                lost,
                reached);
    }
}
