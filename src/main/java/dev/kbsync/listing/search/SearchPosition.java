package dev.kbsync.listing.search;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a search has got. Confluence's own cursor may grow until requests are refused, and may be
 * forgotten; with the time of the last row a new query goes on where it stopped.
 *
 * @param bound from where on this query lists, null for all of it
 * @param last time of the last row seen: of its creation, or of its change in a list of changes;
 *     null before the first
 * @param cursor Confluence's cursor in this query, null for its first page of results
 */
public record SearchPosition(
        @Nullable Instant bound, @Nullable Instant last, @Nullable String cursor) {

    static final SearchPosition START = new SearchPosition(null, null, null);

    private static final Pattern FORM = Pattern.compile("(\\d*)\\.(\\d*)\\.(.*)", Pattern.DOTALL);

    /** Far below the 11,000 characters at which Confluence was seen to refuse (API facts, 5.2). */
    private static final int LONGEST = 6000;

    /**
     * @param text what {@link #text} gave, null for the start
     * @throws IllegalArgumentException if it is something else
     */
    public static SearchPosition parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The stored place in the list is not readable.");
        }
        return new SearchPosition(
                time(parts.group(1)),
                time(parts.group(2)),
                parts.group(3).isEmpty() ? null : parts.group(3));
    }

    public String text() {
        return seconds(bound) + "." + seconds(last) + "." + (cursor == null ? "" : cursor);
    }

    /**
     * Where the list goes on after a page of results.
     *
     * @param lastRow time of its last row, null if it is not known
     */
    public SearchPosition after(@Nullable Instant lastRow, String nextCursor) {
        SearchPosition next =
                new SearchPosition(bound, lastRow == null ? last : lastRow, nextCursor);
        return nextCursor.length() > LONGEST && next.canBeginAnew() ? next.anew() : next;
    }

    /** Whether a new query would leave out something of what this one has passed. */
    public boolean canBeginAnew() {
        return cursor != null && last != null && !last.equals(bound);
    }

    /** The same place, by a new query. */
    public SearchPosition anew() {
        return new SearchPosition(last, last, null);
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.getEpochSecond());
    }

    private static @Nullable Instant time(String seconds) {
        return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
