package dev.kbsync.console;

import dev.kbsync.page.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes times and durations for people; pages call it by name. */
@Component("ago")
public class Ago {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    Ago(Clock clock) {
        this.clock = clock;
    }

    /** How far a time is from now, in words: {@code 5 minutes ago}, {@code in 2 hours}. */
    public String of(@Nullable Instant time) {
        if (time == null) {
            return "";
        }
        Duration distance = Duration.between(time, clock.instant());
        Duration seconds = Duration.ofSeconds(distance.abs().toSeconds());
        if (seconds.toSeconds() < 5) {
            return distance.isNegative() ? "in a moment" : "just now";
        }
        return distance.isNegative() ? "in " + words(seconds) : words(seconds) + " ago";
    }

    /** A length in words, in its largest fitting unit: {@code 1 minute}, {@code 3 hours}. */
    public String words(Duration length) {
        if (length.toSeconds() < 60) {
            return counted(length.toSeconds(), "second");
        }
        if (length.toMinutes() < 60) {
            return counted(length.toMinutes(), "minute");
        }
        return length.toHours() < 48
                ? counted(length.toHours(), "hour")
                : counted(length.toDays(), "day");
    }

    /** A number with its noun: {@code 1 page}, {@code 2,000 pages}. */
    public String counted(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** A time of today: {@code 14:00 UTC}. */
    public String clock(@Nullable Instant time) {
        return time == null ? "" : CLOCK.format(time);
    }

    public String exact(@Nullable Instant time) {
        return time == null ? "" : UtcTime.of(time);
    }

    /** A length in its largest fitting unit. */
    public String length(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toMillis() < 10_000 && length.toMillisPart() > 0
                    ? "%.1f s".formatted(length.toMillis() / 1000.0)
                    : length.toSeconds() + " s";
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min";
        }
        return length.toHours() < 48 ? length.toHours() + " h" : length.toDays() + " days";
    }
}
