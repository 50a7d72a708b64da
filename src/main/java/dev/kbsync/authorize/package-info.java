/**
 * Obtains credentials and keeps them valid: consent in the browser, tokens and their refresh, API
 * tokens, and the custody of all of them. Gives others nothing but a way into a site.
 */
@NullMarked
package dev.kbsync.authorize;

import org.jspecify.annotations.NullMarked;
