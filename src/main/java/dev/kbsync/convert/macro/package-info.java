/** Handlers for macros, one class for each kind. */
@NullMarked
package dev.kbsync.convert.macro;

import org.jspecify.annotations.NullMarked;
