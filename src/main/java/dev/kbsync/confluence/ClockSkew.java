package dev.kbsync.confluence;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How far this host's clock is from Confluence's, by the {@code Date} of the latest answer. What
 * changed since the last run is told by comparing the two, so that a clock that is ahead hides
 * changes.
 */
@Component
public class ClockSkew {

    /** Lists of changes look back further than that, {@code kbsync.run.index-lag} at least. */
    private static final Duration TOLERATED = Duration.ofMinutes(10);

    private final Clock host;
    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();

    /** Judges the clock of the machine, whatever clock the application counts by. */
    public ClockSkew() {
        this(Clock.systemUTC());
    }

    ClockSkew(Clock host) {
        this.host = host;
    }

    /** Takes note of an answer; of one without a date that can be read, nothing. */
    void heard(String site, Answer answer) {
        String date = answer.header().apply("Date");
        if (date == null) {
            return;
        }
        try {
            ZonedDateTime there =
                    ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            ahead.put(site, Duration.between(there.toInstant(), host.instant()));
        } catch (DateTimeException e) {
            ahead.remove(site);
        }
    }

    /**
     * How far the host's clock is ahead of Confluence's, negative if it is behind; empty as long as
     * no answer told.
     */
    public Optional<Duration> ahead(String site) {
        return Optional.ofNullable(ahead.get(site));
    }

    /** One sentence with its remedy; empty if the clocks agree, as far as it matters. */
    public Optional<String> problem(String site) {
        return ahead(site)
                .filter(skew -> skew.abs().compareTo(TOLERATED) > 0)
                .map(
                        skew ->
                                "The clock of this host is %s %s Confluence's: set it right (NTP). Until then changes may be found by full runs only."
                                        .formatted(
                                                length(skew.abs()),
                                                skew.isNegative() ? "behind" : "ahead of"));
    }

    private static String length(Duration skew) {
        if (skew.toDays() > 1) {
            return skew.toDays() + " days";
        }
        return skew.toHours() > 1 ? skew.toHours() + " hours" : skew.toMinutes() + " minutes";
    }
}
