/** Reads the pages that questions are asked about. */
@NullMarked
package dev.kbsync.retrieval.page;

import org.jspecify.annotations.NullMarked;
