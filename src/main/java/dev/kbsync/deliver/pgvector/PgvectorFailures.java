package dev.kbsync.deliver.pgvector;

import dev.kbsync.deliver.SinkAnswerException;
import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.page.OneLine;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Says of what the database refuses what it means for a delivery. */
final class PgvectorFailures {

    private static final int REASON = 200;

    private PgvectorFailures() {}

    static Exception of(Exception failure) {
        if (failure instanceof SinkAnswerException || failure instanceof SinkBusyException) {
            return failure;
        }
        SQLException sql = innermost(failure);
        if (sql == null) {
            return failure;
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        String said = reason(sql) + (state.isEmpty() ? "" : ", " + state);
        if (state.startsWith("28")) {
            return new SinkSetupException(
                    "refuses the user or the password (%s); check its username and password."
                            .formatted(said));
        }
        if (state.startsWith("3D") || state.startsWith("3F")) {
            return new SinkSetupException(
                    "has no such database or schema (%s); create it, or correct url or table."
                            .formatted(said));
        }
        if (state.equals("42501")) {
            return new SinkSetupException(
                    "does not allow that (%s); give its user the right, or create extension and table yourself."
                            .formatted(said));
        }
        if (state.startsWith("0A") || state.equals("58P01") || state.equals("42704")) {
            return new SinkSetupException(
                    "has no extension \"vector\" that can be used (%s); install pgvector there."
                            .formatted(said));
        }
        return passes(state, failure)
                ? new SinkBusyException("is busy or cannot be reached (" + said + ").")
                : new SinkAnswerException("refuses the document (" + said + ").");
    }

    /**
     * No connection, a conflict with another transaction, no resources, an administrator's doing;
     * and a table that went while it was used.
     */
    private static boolean passes(String state, Exception failure) {
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("XX")
                || state.equals("25006")
                || state.equals("42P01")
                || failure instanceof SQLTransientException;
    }

    private static @Nullable SQLException innermost(Throwable failure) {
        SQLException found = null;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                found = sql;
            }
        }
        // A batch tells what was wrong with the next one.
        return found == null || found.getNextException() == null ? found : found.getNextException();
    }

    /** Without the lines that quote the row. */
    private static String reason(SQLException sql) {
        String message = sql.getMessage() == null ? "no reason" : sql.getMessage();
        String first = message.lines().findFirst().orElse("");
        return OneLine.of(first.replaceFirst("^Batch entry.*?: ERROR", "ERROR"), REASON);
    }
}
