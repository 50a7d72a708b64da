package dev.kbsync.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names runs by time and site: {@code 20260131-023000-example-5f0c81d2}. Such ids sort by time, and
 * differ for runs of the same second, whichever instance starts them.
 */
final class RunId {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** With it an id has at most 75 characters; the database has room for 80. */
    private static final int MOST_OF_SITE = 50;

    private RunId() {}

    static String of(String site, Instant now) {
        return "%s-%s-%08x"
                .formatted(
                        TIME.format(now),
                        site.substring(0, Math.min(site.length(), MOST_OF_SITE)),
                        ThreadLocalRandom.current().nextInt());
    }
}
