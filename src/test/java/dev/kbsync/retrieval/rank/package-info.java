/** Ranks passages for a question. */
@NullMarked
package dev.kbsync.retrieval.rank;

import org.jspecify.annotations.NullMarked;
