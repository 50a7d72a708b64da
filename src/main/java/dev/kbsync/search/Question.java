package dev.kbsync.search;

import java.util.List;

/**
 * What somebody asks.
 *
 * @param text words in any script; those in double quotes have to stand together
 * @param site name of the only site to look in; empty for all
 * @param spaces the only spaces to look in, as {@code KEY} or {@code site/KEY}; empty for all
 * @param property what the page has to say of itself in its page properties, as {@code name: value}
 *     in any case; empty for anything
 * @param limit how many passages are wanted at most
 */
public record Question(String text, String site, List<String> spaces, String property, int limit) {

    /** How many passages there are where nobody says how many. */
    public static final int USUAL = 10;

    /** More than anybody reads. */
    public static final int MOST = 100;

    /** One about pages whatever they say of themselves. */
    public Question(String text, String site, List<String> spaces, int limit) {
        this(text, site, spaces, "", limit);
    }

    public Question {
        spaces = List.copyOf(spaces);
        property = property.strip();
        if (text.isBlank()) {
            throw new IllegalArgumentException("The question is empty.");
        }
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(
                    "The limit is %d; it must be from 1 to %d.".formatted(limit, MOST));
        }
    }
}
