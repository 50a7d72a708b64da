package dev.kbsync.listing.choice;

import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.listing.ListingProperties;
import dev.kbsync.site.RequiredScopes;
import org.springframework.stereotype.Component;

/** Chooses how a site is listed, by what its credential may do. */
@Component
public class ListingChooser {

    private final SiteAccess access;
    private final ListingProperties properties;

    public ListingChooser(SiteAccess access, ListingProperties properties) {
        this.access = access;
        this.properties = properties;
    }

    /** How a site is listed. */
    public enum Way {
        SEARCH("s"),
        SPACES("v");

        private final String sign;

        Way(String sign) {
            this.sign = sign;
        }

        /** The first letter of its cursors. */
        String sign() {
            return sign;
        }
    }

    /**
     * By space wherever the credential may, unless the properties say otherwise.
     *
     * @throws dev.kbsync.confluence.failure.NotAuthorizedException if the site has no credential
     */
    public Way of(String site) {
        return of(site, false);
    }

    /**
     * By search where a clause has to be kept, which no list of a space can.
     *
     * @param clause whether what is wanted is told by a CQL clause
     * @throws dev.kbsync.confluence.failure.NotAuthorizedException if the site has no credential
     */
    Way of(String site, boolean clause) {
        return switch (properties.by()) {
            case SEARCH -> Way.SEARCH;
            case SPACES -> Way.SPACES;
            case AUTO ->
                    access.scopes(site).map(RequiredScopes::allowBySpace).orElse(true) && !clause
                            ? Way.SPACES
                            : Way.SEARCH;
        };
    }
}
