package dev.kbsync.cli;

import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sites a command is about. */
final class SiteOption {

    @Option(names = "--site", paramLabel = "NAME", description = "Only this site; default: all.")
    private @Nullable String name;

    /** Of the one that was named; empty if it is about all. */
    String name() {
        return name == null ? "" : name;
    }

    /**
     * The one that was named, or all.
     *
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalStateException with one sentence, if there is no site at all
     */
    List<Site> of(Sites sites) {
        return of(sites, false);
    }

    /**
     * The same.
     *
     * @param mayBeNone whether the command has something to do without a site, too
     */
    List<Site> of(Sites sites, boolean mayBeNone) {
        List<Site> chosen = name == null ? sites.all() : List.of(sites.get(name));
        if (chosen.isEmpty() && !mayBeNone) {
            throw new IllegalStateException(
                    "No site is set up; set CONFLUENCE_URL or kbsync.sites.<name>.url.");
        }
        return chosen;
    }
}
