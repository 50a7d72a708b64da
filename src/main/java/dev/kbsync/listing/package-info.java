/**
 * Asks a site for page references, one page of results at a time, and for bodies where the
 * references came without. Knows Confluence's query language; decides nothing about what becomes of
 * a page.
 */
@NullMarked
package dev.kbsync.listing;

import org.jspecify.annotations.NullMarked;
