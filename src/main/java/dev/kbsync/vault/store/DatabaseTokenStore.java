package dev.kbsync.vault.store;

import dev.kbsync.database.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Credentials in the database. */
public class DatabaseTokenStore implements TokenStore {

    private final JdbcClient jdbc;
    private final Leases leases;
    private final Clock clock;

    public DatabaseTokenStore(JdbcClient jdbc, Leases leases, Clock clock) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.clock = clock;
    }

    @Override
    public Optional<SealedEntry> find(String id) {
        return jdbc.sql("select id, version, sealed from sealed_entry where id = :id")
                .param("id", id)
                .query(
                        (row, number) ->
                                new SealedEntry(row.getString(1), row.getLong(2), row.getString(3)))
                .optional();
    }

    @Override
    public List<String> ids() {
        return jdbc.sql("select id from sealed_entry order by id").query(String.class).list();
    }

    @Override
    public boolean replace(SealedEntry entry) {
        String sql =
                entry.version() == 1
                        ? """
                        insert into sealed_entry (id, version, sealed, updated_at)
                        values (:id, :version, :sealed, :now) on conflict (id) do nothing\
                        """
                        : """
                        update sealed_entry set version = :version, sealed = :sealed, updated_at = :now
                        where id = :id and version = :version - 1\
                        """;
        return jdbc.sql(sql)
                        .param("id", entry.id())
                        .param("version", entry.version())
                        .param("sealed", entry.sealed())
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    @Override
    public void remove(String id) {
        jdbc.sql("delete from sealed_entry where id = :id").param("id", id).update();
    }

    @Override
    public boolean acquire(String id, String holder, Duration length) {
        return leases.acquire(lease(id), holder, length);
    }

    @Override
    public void release(String id, String holder) {
        leases.release(lease(id), holder);
    }

    private static String lease(String id) {
        return "credential:" + id;
    }
}
