package dev.kbsync.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the rest of kbsync decides by: Spring's names for SQLite's errors. */
class SqliteExceptionsTest {

    @Test
    void anErrorHasTheSameNameInAStatementAndInABatch(@TempDir Path folder) {
        SingleConnectionDataSource source =
                new SingleConnectionDataSource("jdbc:sqlite:" + folder.resolve("kbsync.db"), true);
        try {
            JdbcTemplate jdbc = new JdbcTemplate(source);
            jdbc.setExceptionTranslator(new SqliteExceptions(source));
            jdbc.execute("create table thing (id text primary key)");
            String insert = "insert into thing (id) values (?)";
            jdbc.update(insert, "a");

            assertThatThrownBy(() -> jdbc.update(insert, "a"))
                    .isInstanceOf(DuplicateKeyException.class);
            List<Object[]> rows = List.of(new Object[] {"b"}, new Object[] {"a"});
            assertThatThrownBy(() -> jdbc.batchUpdate(insert, rows))
                    .isInstanceOf(DuplicateKeyException.class);
        } finally {
            source.destroy();
        }
    }
}
