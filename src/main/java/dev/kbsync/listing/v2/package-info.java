/**
 * Listing a site space by space with the v2 API, and what a page of it lacks: labels, ancestors and
 * restrictions. Needs granular scopes and sees edits that the search index does not know yet.
 */
@NullMarked
package dev.kbsync.listing.v2;

import org.jspecify.annotations.NullMarked;
