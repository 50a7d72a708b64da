/**
 * HTTP and JSON to Confluence and nothing else: what to ask, what an answer means, how long to
 * wait. Every API request leaves through the route {@code confluence}; only the download of a file
 * itself does not; only this package sets an {@code Authorization} header there.
 */
@NullMarked
package dev.kbsync.confluence;

import org.jspecify.annotations.NullMarked;
