/**
 * One consent in the browser, from the address that begins it to the callback that ends it: state,
 * exchange of the code, and which of the reached sites it is for.
 */
@NullMarked
package dev.kbsync.authorize.consent;

import org.jspecify.annotations.NullMarked;
