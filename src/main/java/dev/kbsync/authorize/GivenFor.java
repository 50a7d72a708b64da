package dev.kbsync.authorize;

import dev.kbsync.site.Site;
import dev.kbsync.site.SiteUrl;
import org.jspecify.annotations.Nullable;

/**
 * The site that a stored credential was given for; it is sent to no other, whatever that is called.
 *
 * @param url the site's address; null if nothing is stored
 * @param cloudId Atlassian's id of the site, null if it was not known then
 */
record GivenFor(@Nullable String url, @Nullable String cloudId) {

    static GivenFor site(Site site) {
        return new GivenFor(site.url().toString(), site.cloudId());
    }

    boolean is(Site site) {
        return url != null && SiteUrl.same(url, site.url()) && sameTenant(site);
    }

    private boolean sameTenant(Site site) {
        return cloudId == null || site.cloudId() == null || cloudId.equals(site.cloudId());
    }

    /** Why the credential does not fit a site, one sentence without its full stop. */
    String mismatch(Site site) {
        return url != null && SiteUrl.same(url, site.url())
                ? "The credential of \"%s\" was given for the Atlassian site with the cloud id %s, but %s is the one with %s now"
                        .formatted(site.name(), cloudId, site.url(), site.cloudId())
                : "The credential of \"%s\" was given for %s and is not sent to %s"
                        .formatted(site.name(), url == null ? "another URL" : url, site.url());
    }
}
