package dev.kbsync.authorize.grant;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.confluence.failure.UnavailableException;
import dev.kbsync.site.Caches;
import dev.kbsync.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a 403 is about one page or about everything: after an account took the app's
 * access away its tokens still refresh (API facts, 1.4), so only the list of sites can tell.
 */
@Component
public class Revocations {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);

    /** Pages may be denied one by one; the list of sites is not asked for each of them. */
    private static final Duration ONCE_IN = Duration.ofMinutes(5);

    private final GrantedSites sites;
    private final RefreshReporter notes;
    private final Cache<String, Boolean> looked;

    public Revocations(GrantedSites sites, RefreshReporter notes, Clock clock) {
        this.sites = sites;
        this.notes = notes;
        this.looked = Caches.by(clock).expireAfterWrite(ONCE_IN).build();
    }

    /**
     * Looks whether a grant still reaches a site, unless that was done a moment ago.
     *
     * @return the sentence that says it does not; empty if it does or nobody can tell
     */
    public Optional<String> look(Grant grant, Site site) {
        if (looked.asMap().putIfAbsent(grant.id(), true) != null) {
            return Optional.empty();
        }
        try {
            return reaches(grant, site)
                    ? Optional.empty()
                    : Optional.of(notes.revoked(grant, site.name()));
        } catch (UnavailableException e) {
            log.debug("Nobody can tell whether the grant is revoked: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Whether the grant of a site that was told as revoked is let in again; then so is the site.
     */
    public boolean over(Grant grant, Site site) {
        boolean over = reaches(grant, site);
        if (over) {
            looked.invalidate(grant.id());
            notes.restored(grant, site.name());
        }
        return over;
    }

    private boolean reaches(Grant grant, Site site) {
        return sites.of(grant.accessToken()).stream()
                .anyMatch(reached -> reached.cloudId().equals(site.cloudId()));
    }
}
