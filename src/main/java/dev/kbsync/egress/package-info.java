/**
 * Everything that leaves: one setting for the proxy and for further certificate authorities, and
 * the limits that every answer is held to. Knows nothing of whom it talks to.
 */
@NullMarked
package dev.kbsync.egress;

import org.jspecify.annotations.NullMarked;
