/**
 * An Atlassian Cloud that runs on this machine: authorization server, API gateway and Confluence
 * sites on HTTP, with switchable misbehaviour. It behaves as Atlassian behaves, knows nothing of
 * kbsync, and needs nothing but the JDK and Jackson.
 */
@NullMarked
package dev.kbsync.simulator;

import org.jspecify.annotations.NullMarked;
