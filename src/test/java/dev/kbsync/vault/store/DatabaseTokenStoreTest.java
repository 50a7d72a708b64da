package dev.kbsync.vault.store;

import dev.kbsync.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTokenStoreTest {

    @Nested
    class OnSqlite extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.sqlite(folder);
        }
    }

    @Nested
    class OnPostgres extends OnADatabase {
        @Override
        TestDatabase open(Path folder) {
            return TestDatabase.postgres(folder);
        }

        /** By its own clock, which nobody can set. */
        @Override
        protected void pass(Duration time) {
            database.jdbc()
                    .sql("update lease set until = until - :time")
                    .param("time", time.toMillis())
                    .update();
        }
    }

    abstract static class OnADatabase extends TokenStoreContract {

        @TempDir private Path folder;
        TestDatabase database;

        abstract TestDatabase open(Path folder);

        @BeforeEach
        void open() {
            database = open(folder);
        }

        @AfterEach
        void close() {
            database.close();
        }

        @Override
        protected TokenStore store() {
            return new DatabaseTokenStore(database.jdbc(), database.leases(clock), clock);
        }

        @Override
        protected TokenStore reopened() {
            return store();
        }
    }
}
