package dev.kbsync.confluence;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

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
     * The scopes of the site's credential; empty if it may do whatever its account may.
     *
     * @throws NotAuthorizedException if nobody gave one yet
     */
    Optional<Set<String>> scopes(String site);

    /**
     * A credential to use after Confluence refused {@code refused}; makes at most one refresh
     * however many callers were refused with the same one.
     *
     * @throws AuthorizationLostException as {@link #access}
     * @throws UnavailableException as {@link #access}
     */
    Access refreshed(String site, Access refused);

    /**
     * A way in, as it is now.
     *
     * @param site name of the site
     * @param base address that paths such as {@code /wiki/rest/api/search} are appended to
     * @param authorization value of the {@code Authorization} header; a secret
     * @param refreshable whether {@link #refreshed} can give another one
     * @param expired whether the clock says it is past its time
     */
    record Access(
            String site, URI base, String authorization, boolean refreshable, boolean expired) {

        @Override
        public String toString() {
            return "Access[site=%s, base=%s, authorization=****]".formatted(site, base);
        }
    }
}
