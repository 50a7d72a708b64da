/**
 * What hangs on a page and is listed with it: comments, attachments and the names of mentioned
 * people.
 */
@NullMarked
package dev.kbsync.listing.extras;

import org.jspecify.annotations.NullMarked;
