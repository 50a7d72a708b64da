package dev.kbsync.listing.search;

import dev.kbsync.page.Attachment;
import dev.kbsync.page.Leg;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes queries in Confluence's query language. */
public final class Cql {

    /** One minute is the finest step the language knows. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private static final String PAGES = "type in (page, blogpost)";

    private static final int MOST_SPACES = 50;

    /** Minutes by which the clocks may differ. */
    private static final int MARGIN = 5;

    private Cql() {}

    /**
     * The order is by creation wherever everything is listed: that is the one date an edit does not
     * change, so a page that is edited meanwhile keeps its place in the list. Changes come newest
     * first.
     *
     * @param clause what pages have to match beside; empty for all
     * @param bound leaves out what was passed already, a few minutes of it excepted; null for all
     */
    public static String of(Leg leg, String clause, @Nullable Instant bound, Instant now) {
        if (!leg.ids().isEmpty()) {
            return ids(leg.ids(), clause);
        }
        return leg instanceof Leg.Changes changes
                ? PAGES
                        + spacesOf(leg)
                        + and(clause)
                        + " and lastmodified >= \""
                        + MINUTE.format(changes.since())
                        + "\""
                        + modifiedUpTo(bound, now)
                        + " order by lastmodified desc"
                : PAGES
                        + spacesOf(leg)
                        + and(clause)
                        + createdFrom(bound, now)
                        + " order by created asc";
    }

    /** It may hold an "or". */
    private static String and(String clause) {
        return clause.isEmpty() ? "" : " and (" + clause + ")";
    }

    /** Very many keys would not fit; the rows of other spaces are told apart later. */
    private static String spacesOf(Leg leg) {
        return leg.spaces().size() > MOST_SPACES
                ? ""
                : " and space in (" + quoted(leg.spaces()) + ")";
    }

    // Written as a distance from now, because a date would be read in a time zone that nobody tells
    // (API facts, section 5.3).

    private static String createdFrom(@Nullable Instant bound, Instant now) {
        return bound == null
                ? ""
                : " and created >= now(\"-" + (minutes(bound, now) + MARGIN) + "m\")";
    }

    private static String modifiedUpTo(@Nullable Instant bound, Instant now) {
        return bound == null || minutes(bound, now) <= MARGIN
                ? ""
                : " and lastmodified <= now(\"-" + (minutes(bound, now) - MARGIN) + "m\")";
    }

    private static long minutes(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMinutes());
    }

    /**
     * @param clause what the pages have to match beside; empty for all
     */
    static String ids(Collection<String> ids, String clause) {
        return "id in (" + String.join(", ", ids) + ") and " + PAGES + and(clause);
    }

    /** Whatever matches a clause. */
    public static String matching(String clause) {
        return PAGES + and(clause);
    }

    /** Comments on these pages. */
    public static String commentsOn(Collection<String> pages) {
        return "type = comment and container in (" + String.join(", ", pages) + ")";
    }

    /** Files attached to these pages. */
    public static String attachmentsOn(Collection<String> pages) {
        return "type = attachment and container in (" + String.join(", ", pages) + ")";
    }

    /** These attached files; the search knows them by the numbers in their ids. */
    public static String attachments(Collection<String> ids) {
        return "type = attachment and id in ("
                + ids.stream().map(Attachment::number).collect(Collectors.joining(", "))
                + ")";
    }

    /**
     * Comments and files that changed since, in the spaces of a leg.
     *
     * @param type comment or attachment
     */
    public static String changed(String type, Leg leg, Instant since, Instant now) {
        return "type = "
                + type
                + spacesOf(leg)
                + " and lastmodified >= now(\"-"
                + (minutes(since, now) + MARGIN)
                + "m\")";
    }

    public static String spaces(Collection<String> keys) {
        return keys.isEmpty()
                ? "type = space order by title"
                : "type = space and space in (" + quoted(keys) + ")";
    }

    /**
     * Pages, those changed last first.
     *
     * @param spaces those that they are in, no more than fit; empty for all there are
     */
    public static String newest(Collection<String> spaces) {
        return PAGES
                + (spaces.isEmpty() ? "" : " and space in (" + quoted(spaces) + ")")
                + " order by lastmodified desc";
    }

    private static String quoted(Collection<String> values) {
        return values.stream().map(Cql::quote).collect(Collectors.joining(", "));
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
