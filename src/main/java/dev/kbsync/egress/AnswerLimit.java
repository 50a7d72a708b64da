package dev.kbsync.egress;

import java.time.Duration;

/**
 * What an answer may take.
 *
 * @param bytes how many of its body are read; the connection is closed after them
 * @param transfer how long it may take as a whole, where the response timeout, which ends a
 *     silence, is shorter; zero: as long as that
 */
public record AnswerLimit(long bytes, Duration transfer) {

    /** For answers that are small by their nature, or that nobody reads. */
    public static final AnswerLimit SMALL = new AnswerLimit(1 << 20, Duration.ZERO);

    /** Where there is no response timeout either. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** For answers that are read as they come, by somebody who knows how much there may be. */
    public static AnswerLimit large(Duration transfer) {
        return new AnswerLimit(Long.MAX_VALUE, transfer);
    }

    Duration time(Duration responseTimeout) {
        Duration time = transfer.compareTo(responseTimeout) > 0 ? transfer : responseTimeout;
        return time.isZero() ? LONGEST : time;
    }
}
