/**
 * The Confluence Query Language: text in, a parsed query and a test of single entries out. Knows
 * nothing of HTTP and keeps no content.
 */
@NullMarked
package dev.kbsync.simulator.cql;

import org.jspecify.annotations.NullMarked;
