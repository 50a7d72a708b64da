/**
 * Keys, encryption and the store of everything secret. Only encrypted bytes reach a store, and
 * nothing here knows what a credential is for.
 */
@NullMarked
package dev.kbsync.vault;

import org.jspecify.annotations.NullMarked;
