package dev.kbsync.database;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets one holder at a time do something, across threads and processes that share the database. A
 * lease expires, so a holder that died blocks the others no longer than that.
 *
 * <p>ShedLock does not replace it: its locks expire by the clock alone, whereas this knows a holder
 * of this machine whose process is gone from one that is only slow, and frees the lease of the dead
 * one at once. ShedLock also skips work that finds the lock taken, whereas here whoever waits can
 * ask who holds what, which is what the queue of runs is built on.
 */
@Component
public class Leases {

    private final JdbcClient jdbc;
    private final Clock clock;

    Leases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A name nobody else has, to hold leases by; it tells which process it belongs to. */
    public static String newHolder() {
        return LeaseHolder.here(UUID.randomUUID()).toString();
    }

    /** Whether it is certain that the process of a holder is gone. */
    public static boolean knownDead(String holder) {
        return LeaseHolder.parse(holder).knownDead();
    }

    /** Takes a free or lapsed lease, or extends one's own. */
    public boolean acquire(String name, String holder, Duration length) {
        freeFromTheDead(name);
        long now = clock.millis();
        return jdbc.sql(
                                """
                                insert into lease (name, holder, until) values (:name, :holder, :until)
                                on conflict (name) do update set holder = excluded.holder, until = excluded.until
                                where lease.holder = excluded.holder or lease.until <= :now\
                                """)
                        .param("name", name)
                        .param("holder", holder)
                        .param("until", now + length.toMillis())
                        .param("now", now)
                        .update()
                == 1;
    }

    /**
     * Extends one's own lease, lapsed or not.
     *
     * @return false if it was given back, or somebody else has taken it over, if only for a while
     */
    public boolean extend(String name, String holder, Duration length) {
        return jdbc.sql("update lease set until = :until where name = :name and holder = :holder")
                        .param("until", clock.millis() + length.toMillis())
                        .param("name", name)
                        .param("holder", holder)
                        .update()
                == 1;
    }

    /** After a crash nobody waits for the lease of a process of this machine that is no more. */
    private void freeFromTheDead(String name) {
        jdbc.sql("select holder from lease where name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .filter(holder -> knownDead(holder))
                .ifPresent(holder -> release(name, holder));
    }

    /** Gives a lease back; does nothing if somebody else has it by now. */
    public void release(String name, String holder) {
        jdbc.sql("delete from lease where name = :name and holder = :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /**
     * Names of the leases that are held now by anybody else whose process is not known to be gone.
     *
     * @param prefix what the names begin with; letters, digits, dashes and colons
     */
    public Set<String> heldBelow(String prefix, String holder) {
        return jdbc
                .sql(
                        """
                        select name, holder from lease
                        where name like :prefix and holder <> :holder and until > :now\
                        """)
                .param("prefix", prefix + "%")
                .param("holder", holder)
                .param("now", clock.millis())
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(lease -> !knownDead(lease.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether anybody holds the lease now. */
    public boolean held(String name) {
        return jdbc.sql("select count(*) from lease where name = :name and until > :now")
                        .param("name", name)
                        .param("now", clock.millis())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
