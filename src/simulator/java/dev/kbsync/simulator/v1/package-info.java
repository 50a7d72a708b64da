/** Confluence's REST API v1, {@code /wiki/rest/api}: what of it is left, and its way of writing. */
@NullMarked
package dev.kbsync.simulator.v1;

import org.jspecify.annotations.NullMarked;
