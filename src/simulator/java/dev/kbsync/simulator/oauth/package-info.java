/**
 * Atlassian's authorization server for one OAuth app: consent, codes, rotating refresh tokens,
 * access tokens and the list of sites they are good for.
 */
@NullMarked
package dev.kbsync.simulator.oauth;

import org.jspecify.annotations.NullMarked;
