package dev.kbsync.deliver.pgvector;

import dev.kbsync.deliver.SinkSetupException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a table, fit to stand in a statement. Letters, digits and underscores only: nothing
 * else has to be trusted.
 *
 * @param schema empty for the first one of the search path
 * @param table so short that its indexes can be named after it
 */
record TableName(String schema, String table) {

    private static final Pattern NAME =
            Pattern.compile("(?:([A-Za-z_][A-Za-z0-9_]{0,62})\\.)?([A-Za-z_][A-Za-z0-9_]{0,47})");

    static TableName of(String name) {
        Matcher matcher = NAME.matcher(name.strip());
        if (!matcher.matches()) {
            throw new SinkSetupException(
                    "has a table whose name cannot be used; write it as name or schema.name, with letters, digits and underscores, and at most 48 of them.");
        }
        return new TableName(matcher.group(1) == null ? "" : matcher.group(1), matcher.group(2));
    }

    /** As statements name the table. */
    String quoted() {
        return schema.isEmpty() ? quoted(table) : quoted(schema) + "." + quoted(table);
    }

    /** As statements name an index of the table, which is in the table's schema. */
    String index(String column) {
        return quoted(table + "_" + column);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
