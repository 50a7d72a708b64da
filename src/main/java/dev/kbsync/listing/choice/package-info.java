/**
 * What the routes call: chooses how a site is listed, by what its credential may do, then lists and
 * fetches. The other packages of listing do the work.
 */
@NullMarked
package dev.kbsync.listing.choice;

import org.jspecify.annotations.NullMarked;
