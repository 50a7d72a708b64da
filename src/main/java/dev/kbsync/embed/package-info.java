/**
 * Turns text into vectors, at any address that speaks OpenAI's embeddings API. Knows nothing of
 * what the vectors are for.
 */
@NullMarked
package dev.kbsync.embed;

import org.jspecify.annotations.NullMarked;
