/**
 * The simulator's own small web layer over the JDK's HTTP server: requests in, answers out. It
 * knows nothing of Atlassian.
 */
@NullMarked
package dev.kbsync.simulator.http;

import org.jspecify.annotations.NullMarked;
