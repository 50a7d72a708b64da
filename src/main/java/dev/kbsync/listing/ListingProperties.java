package dev.kbsync.listing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is asked for at once. Confluence may send fewer; it times out on much more.
 *
 * @param limit results a page where bodies come along
 * @param limitWithoutBodies results a page where none do
 */
@ConfigurationProperties("kbsync.listing")
public record ListingProperties(
        @DefaultValue("50") int limit, @DefaultValue("100") int limitWithoutBodies) {}
