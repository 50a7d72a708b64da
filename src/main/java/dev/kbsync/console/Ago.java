package dev.kbsync.console;

import dev.kbsync.state.SiteState;
import dev.kbsync.state.SiteState.Behind;
import dev.kbsync.state.SiteState.WaitingForYou;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes times and durations for people; pages call it by name. */
@Component("ago")
public class Ago {

    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Clock clock;

    Ago(Clock clock) {
        this.clock = clock;
    }

    /** How far a time is from now: {@code 5 min ago}, {@code in 2 h}. */
    public String of(@Nullable Instant time) {
        if (time == null) {
            return "";
        }
        Duration distance = Duration.between(time, clock.instant());
        Duration seconds = Duration.ofSeconds(distance.abs().toSeconds());
        if (seconds.toSeconds() < 5) {
            return "just now";
        }
        return distance.isNegative() ? "in " + length(seconds) : length(seconds) + " ago";
    }

    /** Since when a site is behind and why, or what it waits for; empty if it is in step. */
    public String why(SiteState state) {
        if (state instanceof Behind behind) {
            int pages = behind.pages();
            return "since %s (%s)%s: %s"
                    .formatted(
                            exact(behind.since()),
                            of(behind.since()),
                            pages == 0 ? "" : pages == 1 ? ", 1 page" : ", " + pages + " pages",
                            behind.why());
        }
        return state instanceof WaitingForYou waiting ? waiting.why() : "";
    }

    /** A time of today: {@code 14:00 UTC}. */
    public String clock(@Nullable Instant time) {
        return time == null ? "" : CLOCK.format(time);
    }

    public String exact(@Nullable Instant time) {
        return time == null ? "" : EXACT.format(time);
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
