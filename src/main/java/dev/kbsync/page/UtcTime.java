package dev.kbsync.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time as sentences tell it, to the second: {@code 2026-11-22 14:00:00 UTC}. */
public final class UtcTime {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private UtcTime() {}

    public static String of(Instant time) {
        return SECONDS.format(time);
    }
}
