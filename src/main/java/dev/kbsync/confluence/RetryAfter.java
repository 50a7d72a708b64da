package dev.kbsync.confluence;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers that say when to ask again. None is believed beyond the end of the platform's own
 * window, the next full hour (API facts, section 6.2): one bad header must not stop a site for
 * longer.
 */
public final class RetryAfter {

    /** Short waits are about bursts and not about the hour, so they may reach into the next. */
    private static final Duration BURST = Duration.ofMinutes(1);

    private static final Pattern SECONDS = Pattern.compile("(\\d+)(?:\\.\\d*)?");

    /** The structured field {@code RateLimit}: {@code "app";r=0;t=1800}. */
    private static final Pattern UNTIL_RESET = Pattern.compile(";\\s*t=(\\d+)");

    private RetryAfter() {}

    /**
     * Reads a {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, section 10.2.3).
     *
     * @return how long to wait, at most until the next full hour; null if the header is missing,
     *     makes no sense, or asks for no wait at all
     */
    public static @Nullable Duration parse(@Nullable String header, Clock clock) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            return believed(seconds.group(1), clock);
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return believed(until.toInstant(), clock);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Reads an {@code X-RateLimit-Reset} header: a time as ISO 8601 writes it, possibly without
     * seconds.
     *
     * @return when the quota is new, at most at the next full hour; null if the header is missing,
     *     makes no sense, or names a time that has passed
     */
    static @Nullable Instant reset(@Nullable String header, Clock clock) {
        try {
            Duration wait =
                    header == null
                            ? null
                            : believed(OffsetDateTime.parse(header.strip()).toInstant(), clock);
            return wait == null ? null : clock.instant().plus(wait);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** How long the {@code RateLimit} header says to wait, read as {@link #parse} does. */
    static @Nullable Duration rateLimit(@Nullable String header, Clock clock) {
        Matcher until = UNTIL_RESET.matcher(header == null ? "" : header);
        return until.find() ? believed(until.group(1), clock) : null;
    }

    /** When the present window ends whatever was said: at the next full hour. */
    static Instant windowEnd(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private static @Nullable Duration believed(String seconds, Clock clock) {
        // Longer numbers are as far from the truth as this one.
        String digits = seconds.length() > 9 ? "999999999" : seconds;
        return believed(clock.instant().plusSeconds(Long.parseLong(digits)), clock);
    }

    private static @Nullable Duration believed(Instant until, Clock clock) {
        Duration wait = Duration.between(clock.instant(), until);
        if (wait.isNegative() || wait.isZero()) {
            return null;
        }
        Duration window = Duration.between(clock.instant(), windowEnd(clock));
        Duration most = window.compareTo(BURST) < 0 ? BURST : window;
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
