/**
 * Prepares a document for its sinks: file content with front matter, payloads, and what a sink's
 * answer means. How a sink is reached is defined in its route file, never here.
 */
@NullMarked
package dev.kbsync.deliver;

import org.jspecify.annotations.NullMarked;
