@NullMarked
package dev.kbsync.vault.store;

import org.jspecify.annotations.NullMarked;
