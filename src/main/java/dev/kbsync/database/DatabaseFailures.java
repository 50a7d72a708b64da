package dev.kbsync.database;

import dev.kbsync.site.SetupException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says in one sentence why the database cannot be used, and how to mend it. */
final class DatabaseFailures {

    private final DatabaseProperties properties;
    private final DataFolder folder;

    DatabaseFailures(DatabaseProperties properties, DataFolder folder) {
        this.properties = properties;
        this.folder = folder;
    }

    /** The database as a person knows it; nothing of a password that may stand in its address. */
    String where() {
        return "The database "
                + (properties.sqlite()
                        ? folder.database()
                        : properties.url().replaceAll("\\?.*", "").replaceAll("//.*@", "//"));
    }

    SetupException translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The driver wraps it into an exception that says nothing of it.
            if (cause instanceof LinkageError || unloadable(cause)) {
                return new SetupException(
                        "The native library of SQLite cannot be loaded from %s; start Java with -Dorg.sqlite.tmpdir=FOLDER, a folder that can be written, has a few MB free and is not mounted noexec."
                                .formatted(System.getProperty("org.sqlite.tmpdir")),
                        failure);
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return new SetupException(where() + " " + reason(sqlite), failure);
            }
            if (cause instanceof SQLException sql) {
                return new SetupException(
                        where() + " " + reason(String.valueOf(sql.getSQLState()), sql), failure);
            }
        }
        return new SetupException(
                where() + " cannot be brought up to date: " + firstLine(failure), failure);
    }

    private static boolean unloadable(Throwable cause) {
        return cause.getClass().getSimpleName().equals("NativeLibraryNotFoundException");
    }

    private static String reason(SQLiteException failure) {
        int primary = failure.getResultCode().code & 0xff;
        return switch (primary) {
            case 5, 6 ->
                    "is locked by another program; end that (an open database shell, a backup), then start again.";
            case 13 -> "has no space left; free space on its disk, then start again.";
            case 3, 8, 14 ->
                    "cannot be opened for writing; make the file and its folder writable for this user.";
            case 11, 26 ->
                    "is damaged, or not a SQLite database; restore it from a backup, or move it away to start with an empty one.";
            case 10 ->
                    "cannot be read or written (%s); check its disk: space, rights, errors."
                            .formatted(failure.getResultCode());
            default -> "cannot be used: " + firstLine(failure);
        };
    }

    private String reason(String state, SQLException failure) {
        if (state.startsWith("08") && String.valueOf(failure.getMessage()).contains("suitable")) {
            return "is not the address of a PostgreSQL database; set kbsync.data.url to jdbc:postgresql://host:5432/database.";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "cannot be reached; check that PostgreSQL runs there, and kbsync.data.url.";
        }
        if (state.startsWith("28")) {
            return "refuses the user \"%s\"; check kbsync.data.username and kbsync.data.password."
                    .formatted(properties.username());
        }
        return switch (state) {
            case "3D000" -> "does not exist; create it, or check kbsync.data.url.";
            case "42501", "25006" ->
                    "does not let \"%s\" create or change tables; grant that on its schema."
                            .formatted(properties.username());
            case "53100" -> "has no space left; free space on its disk, then start again.";
            case "55P03" -> "is locked by another program; end that, then start again.";
            default -> "cannot be used: " + firstLine(failure);
        };
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
