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

    /** Hosts that share a PostgreSQL need not agree on the time: its own clock counts. */
    private static final String CLOCK_OF_POSTGRESQL =
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String now;

    Leases(JdbcClient jdbc, Clock clock, DatabaseProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.now = properties.sqlite() ? ":now" : CLOCK_OF_POSTGRESQL;
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
        return take(name, holder, length) > 0;
    }

    /**
     * The same as {@link #acquire}, for a lease that is given back by {@link #giveBack}.
     *
     * @return the lease's fencing number, which grows whenever it changes hands; 0 if somebody else
     *     has it
     */
    public long take(String name, String holder, Duration length) {
        freeFromTheDead(name);
        return sql("""
                        insert into lease (name, holder, until, fence)
                        values (:name, :holder, %1$s + :length, 1)
                        on conflict (name) do update set
                          holder = excluded.holder, until = excluded.until,
                          fence = lease.fence + case when lease.holder = excluded.holder then 0 else 1 end
                        where lease.holder = excluded.holder or lease.until <= %1$s
                        returning fence\
                        """)
                .param("name", name)
                .param("holder", holder)
                .param("length", length.toMillis())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Extends one's own lease, lapsed or not.
     *
     * @return false if it was given back, or somebody else has taken it over, if only for a while
     */
    public boolean extend(String name, String holder, Duration length) {
        return sql("update lease set until = %1$s + :length where name = :name and holder = :holder")
                        .param("length", length.toMillis())
                        .param("name", name)
                        .param("holder", holder)
                        .update()
                == 1;
    }

    /**
     * Whether nobody has taken the lease since. Asked first in a transaction that writes, it also
     * keeps everybody from taking the lease until the transaction has ended.
     *
     * @param fence the number that the lease was taken with
     */
    public boolean confirm(String name, String holder, long fence) {
        return jdbc.sql(
                                """
                                update lease set fence = fence
                                where name = :name and holder = :holder and fence = :fence\
                                """)
                        .param("name", name)
                        .param("holder", holder)
                        .param("fence", fence)
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
                .ifPresent(holder -> giveBack(name, holder));
    }

    /** Gives a lease back and keeps its number; does nothing if somebody else has it by now. */
    public void giveBack(String name, String holder) {
        jdbc.sql("update lease set holder = '', until = 0 where name = :name and holder = :holder")
                .param("name", name)
                .param("holder", holder)
                .update();
    }

    /**
     * Gives back a lease whose number nobody needs; does nothing if somebody else has it by now.
     */
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
        return sql(
                        """
                select name, holder from lease
                where name like :prefix and holder <> :holder and until > %1$s\
                """)
                .param("prefix", prefix + "%")
                .param("holder", holder)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .filter(lease -> !knownDead(lease.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether anybody holds the lease now whose process is not known to be gone. */
    public boolean held(String name) {
        return sql("select holder from lease where name = :name and until > %1$s")
                .param("name", name)
                .query(String.class)
                .optional()
                .filter(holder -> !knownDead(holder))
                .isPresent();
    }

    /**
     * @param text with %1$s for the time now, in milliseconds
     */
    private JdbcClient.StatementSpec sql(String text) {
        return jdbc.sql(text.formatted(now)).param("now", clock.millis());
    }
}
