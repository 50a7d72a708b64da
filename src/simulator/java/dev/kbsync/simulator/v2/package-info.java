/**
 * Confluence's REST API v2, {@code /wiki/api/v2}, as far as it reads. Answers show the content as
 * it is at this moment, unlike search.
 */
@NullMarked
package dev.kbsync.simulator.v2;

import org.jspecify.annotations.NullMarked;
