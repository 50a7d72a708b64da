package dev.kbsync.listing;

import dev.kbsync.confluence.ResultRows;
import dev.kbsync.confluence.failure.UnexpectedAnswerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a short list to its end at once. */
public final class CompleteList {

    private CompleteList() {}

    /**
     * @param page one page of results, given its cursor, null for the first
     * @throws UnexpectedAnswerException if a cursor comes twice: the list would never end
     */
    public static <T> List<T> of(Function<@Nullable String, ResultRows<T>> page) {
        List<T> all = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = null;
        do {
            ResultRows<T> rows = page.apply(cursor);
            all.addAll(rows.rows());
            cursor = rows.cursor();
            if (cursor != null && !cursors.add(cursor)) {
                throw new UnexpectedAnswerException(
                        "A list is in a loop: Confluence sent the same cursor twice.");
            }
        } while (cursor != null);
        return all;
    }
}
