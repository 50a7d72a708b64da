package dev.kbsync.queue;

import dev.kbsync.page.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of a sink that does not take what is in the topic: now and then a sentence. */
final class QueueTrouble {

    private static final Logger log = LoggerFactory.getLogger(QueueTrouble.class);
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final String sink;
    private final Clock clock;
    private @Nullable Instant since;
    private Instant silentUntil = Instant.MIN;

    QueueTrouble(String sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Something is tried again, however often. */
    void waits(String problem) {
        Instant now = clock.instant();
        if (since == null) {
            since = now;
        }
        if (!now.isBefore(silentUntil)) {
            silentUntil = now.plus(SILENCE);
            log.warn(
                    "Queue to sink \"{}\": {} It has waited since {}, and is tried again.",
                    sink,
                    ended(problem),
                    UtcTime.of(since));
        }
    }

    /** The sink takes what it is given. */
    void isOver() {
        if (since != null) {
            since = null;
            silentUntil = Instant.MIN;
            log.info("Queue to sink \"{}\": it goes on", sink);
        }
    }

    /** The sink takes other documents, but not this one, which is tried no more. */
    void givesUp(String problem) {
        log.warn(
                "Queue to sink \"{}\": {} The sink takes others, so this one is given up.",
                sink,
                ended(problem));
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
