package dev.kbsync.listing;

import dev.kbsync.page.Leg;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes queries in Confluence's query language. */
final class Cql {

    /** One minute is the finest step the language knows. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private static final String PAGES = "type in (page, blogpost)";

    private Cql() {}

    /**
     * The order is by creation wherever everything is listed: that is the one date an edit does not
     * change, so a page that is edited meanwhile keeps its place in the list.
     */
    static String of(Leg leg) {
        if (!leg.ids().isEmpty()) {
            return ids(leg.ids());
        }
        Instant since = leg.since();
        String spaces = "space in (" + quoted(leg.spaces()) + ")";
        return since == null
                ? spaces + " and " + PAGES + " order by created asc"
                : spaces
                        + " and "
                        + PAGES
                        + " and lastmodified >= \""
                        + MINUTE.format(since)
                        + "\" order by lastmodified asc";
    }

    static String ids(Collection<String> ids) {
        return "id in (" + String.join(", ", ids) + ") and " + PAGES;
    }

    static String spaces(Collection<String> keys) {
        return keys.isEmpty()
                ? "type = space order by title"
                : "type = space and space in (" + quoted(keys) + ")";
    }

    static String newest(String space) {
        return "space = " + quote(space) + " and " + PAGES + " order by lastmodified desc";
    }

    private static String quoted(Collection<String> values) {
        return values.stream().map(Cql::quote).collect(Collectors.joining(", "));
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
