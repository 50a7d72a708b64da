package dev.kbsync.deliver;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Asks a sink again and again until it has stored what it accepted: a route loops while {@code
 * ${variable.poll.pending}}, and in the loop pauses, asks, and looks at the answer.
 */
@Component("sinkPolls")
public class SinkPolls {

    private final SinkAnswers answers;
    private final Clock clock;

    SinkPolls(SinkAnswers answers, Clock clock) {
        this.answers = answers;
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
        return CompletableFuture.supplyAsync(
                () -> poll,
                CompletableFuture.delayedExecutor(
                        poll.nextPause().toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Notes the state that an answer tells.
     *
     * @param pointer JSON pointer to the word for the state
     * @param stored words that mean the document is stored, separated by blanks
     * @param failed words that mean it never will be
     * @throws SinkAnswerException if it never will be
     * @throws SinkBusyException if the sink has taken too long
     */
    public void look(Poll poll, String answer, String pointer, String stored, String failed)
            throws SinkBusyException {
        String state = answers.at(answer, pointer);
        if (List.of(failed.split(" ")).contains(state)) {
            throw new SinkAnswerException(
                    "accepted the document and then failed to store it (%s); look at its log."
                            .formatted(state));
        }
        if (List.of(stored.split(" ")).contains(state)) {
            poll.end();
        } else {
            stillBusy(poll, state.isEmpty() ? "no state" : state);
        }
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
