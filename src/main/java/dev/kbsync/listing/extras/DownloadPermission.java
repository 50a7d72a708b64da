package dev.kbsync.listing.extras;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.confluence.MediaClient;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.confluence.failure.MissingScopeException;
import dev.kbsync.site.Caches;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Whether a site's credential may download attached files. Of a grant that is known; with an API
 * token, whose scopes nobody tells, it is tried with the first file there is, once an hour.
 */
@Component
public class DownloadPermission {

    /** Either suffices (API facts, section 7). */
    private static final Set<String> SCOPES =
            Set.of("readonly:content.attachment:confluence", "read:attachment:confluence");

    private static final Duration FOR = Duration.ofHours(1);

    private final SiteAccess access;
    private final MediaClient media;
    private final Cache<String, Boolean> denied;

    public DownloadPermission(SiteAccess access, MediaClient media, Clock clock) {
        this.access = access;
        this.media = media;
        this.denied = Caches.by(clock).expireAfterWrite(FOR).build();
    }

    /**
     * Whether files cannot be downloaded at all.
     *
     * @param page a page of the site
     * @param file a file attached to it, to try with
     * @throws dev.kbsync.confluence.failure.NotAuthorizedException if the site has no credential
     */
    public boolean denied(String site, String page, String file) {
        Set<String> scopes = access.scopes(site).orElse(Set.of());
        if (!scopes.isEmpty()) {
            return scopes.stream().noneMatch(SCOPES::contains);
        }
        Boolean before = denied.getIfPresent(site);
        if (before != null) {
            return before;
        }
        try {
            media.locate(site, page, file);
        } catch (MissingScopeException e) {
            return remember(site, true);
        } catch (ConfluenceException e) {
            // That is no answer to the question; each file will say for itself what is wrong.
            return false;
        }
        return remember(site, false);
    }

    private boolean remember(String site, boolean answer) {
        denied.put(site, answer);
        return answer;
    }
}
