/** Keeps chunks and their vectors in a table of PostgreSQL with pgvector. */
@NullMarked
package dev.kbsync.deliver.pgvector;

import org.jspecify.annotations.NullMarked;
