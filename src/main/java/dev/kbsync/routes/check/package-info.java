/**
 * Checks route files without loading them, so that a mistake shows before a run meets it. Knows
 * YAML, Kamelets, settings and beans; every check is a class of its own.
 */
@NullMarked
package dev.kbsync.routes.check;

import org.jspecify.annotations.NullMarked;
