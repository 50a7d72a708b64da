/** Cuts documents into the pieces that searches and vector stores hold. Plain Java. */
@NullMarked
package dev.kbsync.chunk;

import org.jspecify.annotations.NullMarked;
