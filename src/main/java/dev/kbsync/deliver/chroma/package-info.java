/** Keeps chunks and their vectors in a collection of Chroma. */
@NullMarked
package dev.kbsync.deliver.chroma;

import org.jspecify.annotations.NullMarked;
