/**
 * Search as Confluence has it: an index that lags behind the content, queries answered page by page
 * with a cursor that remembers nothing but the last row.
 */
@NullMarked
package dev.kbsync.simulator.search;

import org.jspecify.annotations.NullMarked;
