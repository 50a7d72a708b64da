/**
 * Listing a site with the search (CQL): one query for all of its spaces, restrictions and labels
 * included. Works with classic scopes.
 */
@NullMarked
package dev.kbsync.listing.search;

import org.jspecify.annotations.NullMarked;
