/**
 * Dresses a document for its sinks: file content with front matter, payloads, and what a sink's
 * answer means. How a sink is reached stands in its route file, never here.
 */
@NullMarked
package dev.kbsync.deliver;

import org.jspecify.annotations.NullMarked;
