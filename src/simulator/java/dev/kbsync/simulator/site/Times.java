package dev.kbsync.simulator.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as Confluence writes them: UTC, always with milliseconds. */
public final class Times {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FRIENDLY =
            DateTimeFormatter.ofPattern("MMM dd, uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Times() {}

    public static String iso(Instant time) {
        return ISO.format(time);
    }

    /** Search rows know seconds only, and write three zeros. */
    public static String seconds(Instant time) {
        return ISO.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    public static String friendly(Instant time) {
        return FRIENDLY.format(time);
    }
}
