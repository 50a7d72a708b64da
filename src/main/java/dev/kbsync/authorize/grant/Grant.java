package dev.kbsync.authorize.grant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.kbsync.site.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one consent gave: a pair of tokens that is replaced with every refresh.
 *
 * @param id name of the entry it is kept under
 * @param app what kbsync calls the OAuth app it belongs to
 * @param clientId the app's client id then; another app cannot use its refresh token
 * @param scopes what was granted
 * @param accessToken good until {@link #expiresAt}
 * @param refreshToken good for one refresh; absent if {@code offline_access} was not granted
 * @param previous the refresh token before, while Atlassian still takes it
 * @param begunAt when {@link #refreshToken} may have been sent first without an answer that was
 *     stored; null if it never was
 * @param authorizedAt when a person consented
 * @param authorizedBy who that was, by the console's login
 * @param refreshedAt when the tokens were obtained
 * @param trouble why it cannot be used any more, null while it can
 * @param sites the sites it reached at consent
 */
public record Grant(
        String id,
        String app,
        String clientId,
        SortedSet<String> scopes,
        Secret accessToken,
        Instant expiresAt,
        @Nullable Secret refreshToken,
        @Nullable Previous previous,
        @Nullable Instant begunAt,
        Instant authorizedAt,
        String authorizedBy,
        Instant refreshedAt,
        @Nullable Trouble trouble,
        List<GrantedSite> sites) {

    /** A token that was refreshed away may be used again within this time (API facts, 1.4). */
    static final Duration LEEWAY = Duration.ofMinutes(10);

    /** Long enough for the slowest request to begin and end within the token's life. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    public Grant {
        scopes = new TreeSet<>(scopes);
        sites = List.copyOf(sites);
    }

    /**
     * A refresh token that was refreshed away.
     *
     * @param until when using it again would end the whole grant
     */
    public record Previous(Secret refreshToken, Instant until) {}

    /** Why a grant cannot be used, in one sentence. */
    public record Trouble(Kind kind, String sentence, Instant since) {

        /** What a person has to mend. */
        enum Kind {
            /** The refresh token is worth nothing any more. */
            LOST,
            /** It refreshes, but the account took the app's access away. */
            REVOKED
        }
    }

    /**
     * A site that a grant reaches.
     *
     * @param cloudId Atlassian's id of the site
     * @param url its address
     * @param name what its owner calls it
     * @param scopes what the grant may do there; they differ by site
     */
    public record GrantedSite(String cloudId, String url, String name, List<String> scopes) {}

    /** When the access token should be refreshed: ahead of its expiry. */
    @JsonIgnore
    public Instant dueAt() {
        return dueAt(refreshedAt, expiresAt);
    }

    /** When an access token should be replaced that is good from one time to another. */
    static Instant dueAt(Instant from, Instant until) {
        Duration quarter = Duration.between(from, until).dividedBy(4);
        return until.minus(quarter.compareTo(AHEAD) < 0 ? quarter : AHEAD);
    }

    /** The previous refresh token, if Atlassian still takes it now. */
    @Nullable Secret previousAt(Instant now) {
        Previous before = previous;
        return before != null && now.isBefore(before.until()) ? before.refreshToken() : null;
    }

    /**
     * The grant with the tokens of a refresh; the old refresh token stays if the answer had none.
     */
    public Grant refreshed(TokenClient.Tokens tokens, Instant now) {
        Secret before = refreshToken;
        // From the first time it was sent: it may have been refreshed away by then.
        Instant sent = begunAt == null ? now : begunAt;
        Previous spent =
                before == null || tokens.refreshToken() == null
                        ? null
                        : new Previous(before, sent.plus(LEEWAY));
        return new Grant(
                id,
                app,
                clientId,
                tokens.scopes().isEmpty() ? scopes : tokens.scopes(),
                tokens.accessToken(),
                now.plus(tokens.lifetime()),
                tokens.refreshToken() == null ? before : tokens.refreshToken(),
                spent,
                null,
                authorizedAt,
                authorizedBy,
                now,
                // A revoked grant refreshes as if nothing were.
                trouble,
                sites);
    }

    /** The grant with a refresh that was begun, or with none. */
    public Grant begun(@Nullable Instant at) {
        return with(at, trouble, sites);
    }

    public Grant troubled(@Nullable Trouble what) {
        return with(begunAt, what, sites);
    }

    public Grant reaching(List<GrantedSite> reached) {
        return with(begunAt, trouble, reached);
    }

    private Grant with(@Nullable Instant begun, @Nullable Trouble what, List<GrantedSite> reached) {
        return new Grant(
                id,
                app,
                clientId,
                scopes,
                accessToken,
                expiresAt,
                refreshToken,
                previous,
                begun,
                authorizedAt,
                authorizedBy,
                refreshedAt,
                what,
                reached);
    }
}
