package dev.kbsync.history;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the runs of the last days came to, day by day. */
@Component
public class DailyOutcomes {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final JdbcClient jdbc;
    private final Clock clock;

    public DailyOutcomes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What became of the pages of all sites on one day, counted in UTC.
     *
     * @param delivered documents stored
     * @param removed documents taken out
     * @param failed pages that failed; one that fails in every run counts once
     */
    public record Day(LocalDate date, int delivered, int removed, int failed) {}

    /**
     * The days up to today, the oldest first, also those without a run.
     *
     * @param number how many days, today included
     */
    public List<Day> last(int number) {
        long today = clock.millis() / DAY;
        Map<Long, Day> known = new HashMap<>();
        jdbc.sql(
                        """
                        select day, sum(delivered) as delivered, sum(removed) as removed, sum(failed) as failed
                        from (select r.started_at / :day as day, sum(s.delivered) as delivered,
                            sum(s.removed) as removed, max(s.failed + s.unremoved) as failed
                          from run r join run_space s on s.run_id = r.id
                          where r.started_at >= :from
                          group by r.started_at / :day, r.site, s.space) by_space
                        group by day\
                        """
                                .replace(":day", Long.toString(DAY)))
                .param("from", (today - number + 1) * DAY)
                .query(
                        row -> {
                            long day = row.getLong("day");
                            known.put(
                                    day,
                                    new Day(
                                            LocalDate.ofEpochDay(day),
                                            row.getInt("delivered"),
                                            row.getInt("removed"),
                                            row.getInt("failed")));
                        });
        return IntStream.range(0, number)
                .mapToLong(index -> today - number + 1 + index)
                .mapToObj(
                        day -> known.getOrDefault(day, new Day(LocalDate.ofEpochDay(day), 0, 0, 0)))
                .toList();
    }
}
