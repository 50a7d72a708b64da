/** Handlers for macros, one class for each kind; each is listed in {@code StandardHandlers}. */
@NullMarked
package dev.kbsync.convert.macro;

import org.jspecify.annotations.NullMarked;
