package dev.kbsync.confluence;

import dev.kbsync.confluence.failure.AuthorizationLostException;
import dev.kbsync.confluence.failure.NotAuthorizedException;
import dev.kbsync.confluence.failure.UnavailableException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How requests get into a site: its address as the credential sees it, and the credential. */
public interface SiteAccess {

    /**
     * A credential that is good now, refreshed ahead of its expiry where that is possible.
     *
     * @param site name of a site
     * @throws AuthorizationLostException if only a person can bring the credential back
     * @throws NotAuthorizedException if nobody gave one yet
     * @throws UnavailableException if a refresh was due and could not be had just now
     */
    Access access(String site);

    /**
     * The scopes that the site's credential is known to have; empty if it may do whatever its
     * account may.
     *
     * @throws NotAuthorizedException if nobody gave one yet
     */
    Optional<Set<String>> scopes(String site);

    /**
     * A name for the quota that requests to the site use up; sites of one OAuth app share it.
     *
     * @return a name that tells no secret
     */
    default String budget(String site) {
        return "site " + site;
    }

    /**
     * A credential to use after Confluence refused {@code refused}; makes at most one refresh
     * however many callers were refused with the same one.
     *
     * @throws AuthorizationLostException as {@link #access}
     * @throws UnavailableException as {@link #access}
     */
    Access refreshed(String site, Access refused);

    /**
     * Why a site is known to have no credential that works until a person acts, in one sentence
     * with the link for it; empty as far as is known. Asks nobody.
     */
    Optional<String> lost(String site);

    /**
     * Called when Confluence answered 403 to a credential that has not expired: asks whether the
     * account took the access away, for a revoked grant still refreshes.
     *
     * @return why only a person can mend it, as {@link #lost} says from now on; empty if the denial
     *     is about what was asked for
     */
    Optional<String> denied(String site, Access denied);

    /** Called when Confluence accepted a credential. */
    default void accepted(Access access) {}

    /**
     * Called when Confluence refuses a credential, whatever is asked for.
     *
     * @param why one sentence for people
     */
    default void refused(Access access, String why) {}

    /**
     * A way in, as it is now.
     *
     * @param site name of the site
     * @param base address that paths such as {@code /wiki/rest/api/search} are appended to
     * @param authorization value of the {@code Authorization} header; a secret
     * @param refreshable whether {@link #refreshed} can give another one
     * @param expiresAt when it expires, null if that is not known
     */
    record Access(
            String site,
            URI base,
            String authorization,
            boolean refreshable,
            @Nullable Instant expiresAt) {

        /** Whether it has expired by the clock. */
        boolean expired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        @Override
        public String toString() {
            return "Access[site=%s, base=%s, authorization=****]".formatted(site, base);
        }
    }
}
