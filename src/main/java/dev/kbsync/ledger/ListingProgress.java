package dev.kbsync.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the lists of whole spaces have got, so that a first sync that was cut off goes on where
 * it stopped.
 */
@Component
public class ListingProgress {

    /** After so long a list is begun anew: what it passed may have changed in too many ways. */
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    public ListingProgress(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A list that was begun.
     *
     * @param startedAt the time since which changes to what was listed may have been missed
     * @param place where it goes on, null at its beginning
     * @param ended whether it was listed to its end
     */
    public record Begun(Instant startedAt, @Nullable String place, boolean ended) {}

    /** The lists not closed yet that were begun with this converter, by space. */
    public Map<String, Begun> of(String cloudId, String converterTag) {
        Map<String, Begun> bySpace = new HashMap<>();
        jdbc.sql(
                        """
                        select space, started_at, place, ended from space_list
                        where cloud_id = :cloud and converter = :tag and started_at >= :oldest\
                        """)
                .param("cloud", cloudId)
                .param("tag", converterTag)
                .param("oldest", clock.instant().minus(GOOD_FOR).toEpochMilli())
                .query(
                        row -> {
                            bySpace.put(
                                    row.getString(1),
                                    new Begun(
                                            Instant.ofEpochMilli(row.getLong(2)),
                                            row.getString(3),
                                            row.getBoolean(4)));
                        });
        return bySpace;
    }

    public void begin(String cloudId, String space, Instant startedAt, String converterTag) {
        jdbc.sql(
                        """
                        insert into space_list (cloud_id, space, started_at, converter, place, ended)
                        values (:cloud, :space, :started, :tag, null, false)
                        on conflict (cloud_id, space) do update set
                          started_at = excluded.started_at, converter = excluded.converter,
                          place = null, ended = false\
                        """)
                .param("cloud", cloudId)
                .param("space", space)
                .param("started", startedAt.toEpochMilli())
                .param("tag", converterTag)
                .update();
    }

    /**
     * @param place where the list goes on, null if it came to its end
     */
    public void passed(String cloudId, String space, @Nullable String place) {
        jdbc.sql(
                        """
                        update space_list set place = :place, ended = :ended
                        where cloud_id = :cloud and space = :space\
                        """)
                .param("place", place)
                .param("ended", place == null)
                .param("cloud", cloudId)
                .param("space", space)
                .update();
    }

    public void forget(String cloudId, String space) {
        jdbc.sql("delete from space_list where cloud_id = :cloud and space = :space")
                .param("cloud", cloudId)
                .param("space", space)
                .update();
    }
}
