package dev.kbsync.cli;

import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sites a command is about. */
final class SiteNames {

    private SiteNames() {}

    /**
     * The one that was named, or all.
     *
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if there is no site at all
     */
    static List<Site> of(Sites sites, @Nullable String named) {
        List<Site> chosen = named == null ? sites.all() : List.of(sites.get(named));
        if (chosen.isEmpty()) {
            throw new IllegalStateException(
                    "No site is set up; set CONFLUENCE_URL or kbsync.sites.<name>.url.");
        }
        return chosen;
    }
}
