package dev.kbsync.ledger;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageRef.Ancestor;
import dev.kbsync.page.PageRef.ContentType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Reads rows of {@code ledger_page}. */
final class PageRows {

    private PageRows() {}

    /** A row of {@code ledger_page}, the page as it was when last announced. */
    static PageRef page(ResultSet row) throws SQLException {
        return new PageRef(
                row.getString("cloud_id"),
                row.getString("content_id"),
                ContentType.valueOf(row.getString("type")),
                row.getString("space"),
                row.getString("title"),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("modified_at")),
                "",
                above(row.getString("above")),
                labels(row.getString("labels")),
                Access.UNKNOWN,
                row.getString("web_url"));
    }

    /** Between line feeds each, so that one is found as a whole. */
    static String line(List<String> labels) {
        return labels.isEmpty() ? "" : "\n" + String.join("\n", labels) + "\n";
    }

    static List<String> labels(String line) {
        return line.lines().filter(label -> !label.isEmpty()).toList();
    }

    /** Their names are all that is kept of them, as far as a document's place needs them. */
    private static List<Ancestor> above(String folders) {
        return Stream.of(folders.split("/", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> new Ancestor("", name))
                .toList();
    }
}
