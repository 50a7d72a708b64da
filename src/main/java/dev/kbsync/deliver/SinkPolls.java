package dev.kbsync.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/**
 * Asks a sink again and again until it has stored what it accepted: a route loops while {@code
 * ${variable.poll.pending}}, and in the loop pauses, asks, and looks at the answer.
 */
@Component("sinkPolls")
public class SinkPolls {

    private final SinkThreads threads;
    private final Clock clock;

    SinkPolls(SinkThreads threads, Clock clock) {
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * A document that was accepted just now.
     *
     * @param longest how long the sink may take to store it, in milliseconds
     */
    public Poll begin(int longest) {
        return new Poll(clock.instant().plus(Duration.ofMillis(longest)));
    }

    /** Waits a little, longer each time; no thread waits meanwhile. Body out: the poll. */
    public CompletionStage<Poll> pause(Poll poll) {
        CompletableFuture<Poll> paused = new CompletableFuture<>();
        threads.later(poll.nextPause(), () -> paused.complete(poll));
        return paused;
    }

    /**
     * The sink is not done yet.
     *
     * @param state what it says it is doing
     * @throws SinkBusyException if the sink has taken too long
     */
    public void stillBusy(Poll poll, String state) throws SinkBusyException {
        if (clock.instant().isAfter(poll.deadline())) {
            throw new SinkBusyException(
                    "accepted the document, but has not stored it yet (%s); it is tried again."
                            .formatted(state));
        }
    }
}
