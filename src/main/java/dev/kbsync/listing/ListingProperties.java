package dev.kbsync.listing;

import dev.kbsync.site.SetupException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sites are listed, and how much is asked for at once. Confluence may send fewer; it times out
 * on much more.
 *
 * @param by by search or by space
 * @param limit results a page where bodies come along
 * @param limitWithoutBodies results a page where none do
 */
@ConfigurationProperties("kbsync.listing")
public record ListingProperties(
        @DefaultValue("auto") By by,
        @DefaultValue("50") int limit,
        @DefaultValue("100") int limitWithoutBodies) {

    /** No list of Confluence gives more at once. */
    private static final int MOST = 1000;

    public ListingProperties {
        requireLimit("limit", limit);
        requireLimit("limit-without-bodies", limitWithoutBodies);
    }

    private static void requireLimit(String name, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new SetupException(
                    "kbsync.listing.%s is %d: it must be from 1 to %d."
                            .formatted(name, limit, MOST));
        }
    }

    /** Ways to list a site. */
    public enum By {
        /** By space where the credential may, else by search. */
        AUTO,
        /** One request tells all of a page; changes show as soon as the search index knows them. */
        SEARCH,
        /** Changes show at once; costs twice the points, and needs granular scopes with OAuth. */
        SPACES
    }
}
