package dev.kbsync.search;

import java.util.List;

/**
 * What somebody asks.
 *
 * @param text words in any script; those in double quotes have to stand together
 * @param site name of the only site to look in; empty for all
 * @param spaces the only spaces to look in, as {@code KEY} or {@code site/KEY}; empty for all
 * @param limit how many passages are wanted at most
 */
public record Question(String text, String site, List<String> spaces, int limit) {

    /** How many passages there are where nobody says how many. */
    public static final int USUAL = 10;

    /** More than anybody reads. */
    public static final int MOST = 100;

    public Question {
        spaces = List.copyOf(spaces);
        if (text.isBlank()) {
            throw new IllegalArgumentException("The question is empty.");
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(
                    "The limit is %d; it must be from 1 to %d.".formatted(limit, MOST));
        }
    }
}
