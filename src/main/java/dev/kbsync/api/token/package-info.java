/**
 * Tokens that programs send in place of the console's login: made and revoked by people, kept as
 * hashes.
 */
@NullMarked
package dev.kbsync.api.token;

import org.jspecify.annotations.NullMarked;
