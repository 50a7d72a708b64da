/**
 * What a consent or a service account gave, and its custody: grants in the token store, the refresh
 * of their tokens by one process at a time, and the care for those that are idle, interrupted or
 * revoked.
 */
@NullMarked
package dev.kbsync.authorize.grant;

import org.jspecify.annotations.NullMarked;
