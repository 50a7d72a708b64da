package dev.kbsync.confluence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of results.
 *
 * @param rows what the row reader made of each result, in order
 * @param cursor the cursor of the next page of results, null at the end of the list
 * @param totalSize how many results there are in all, as Confluence estimates it; -1 if it does not
 *     say
 */
public record ResultRows<T>(List<T> rows, @Nullable String cursor, long totalSize) {}
