/**
 * What every sink holds, page by page: versions, links, people, failures, removals that wait, how
 * far listings and watermarks have come. It writes down and answers; it decides nothing.
 */
@NullMarked
package dev.kbsync.ledger;

import org.jspecify.annotations.NullMarked;
