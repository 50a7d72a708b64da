/**
 * What the stores of vectors have in common: which chunks have to be embedded, and what replaces
 * what.
 */
@NullMarked
package dev.kbsync.deliver.vector;

import org.jspecify.annotations.NullMarked;
