package dev.kbsync.database;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.util.function.SingletonSupplier;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Gives SQLite's errors Spring's names; Spring itself only knows them as uncategorized. */
final class SqliteExceptions implements SQLExceptionTranslator {

    /** Made for the first exception, because it parses an XML file of error codes. */
    private final SingletonSupplier<SQLExceptionTranslator> others;

    SqliteExceptions(DataSource source) {
        this.others = SingletonSupplier.of(() -> new SQLErrorCodeSQLExceptionTranslator(source));
    }

    @Override
    public @Nullable DataAccessException translate(
            String task, @Nullable String sql, SQLException exception) {
        boolean ofBatch = exception instanceof BatchUpdateException;
        if (!((ofBatch ? exception.getCause() : exception) instanceof SQLiteException sqlite)) {
            return others.obtain().translate(task, sql, exception);
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (code) {
            case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE ->
                    new DuplicateKeyException(task, exception);
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_SNAPSHOT ->
                    new CannotAcquireLockException(task, exception);
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_CORRUPT ->
                    new DataAccessResourceFailureException(
                            "The database cannot be used (%s): check space and rights of the data folder"
                                    .formatted(code),
                            exception);
            default -> others.obtain().translate(task, sql, exception);
        };
    }
}
