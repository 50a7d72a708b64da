package dev.kbsync.history;

import dev.kbsync.confluence.Usage;
import dev.kbsync.page.Census;
import dev.kbsync.page.OneLine;
import dev.kbsync.site.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to; the body the route {@code run} ends with.
 *
 * @param id the run's id, empty if it was refused
 * @param state how it ended
 * @param closedAt null while it runs
 * @param pausedUntil until when it waits for Atlassian's quota, null if it does not
 * @param paused how long it waited for that in all
 * @param problem why it is incomplete or was refused, one sentence; empty otherwise
 * @param spaces the balance by space
 * @param withheld removals that wait for a person
 * @param usage what it cost
 * @param census what the conversions met, summed
 */
public record RunReport(
        String id,
        String site,
        RunKind kind,
        State state,
        Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable Instant pausedUntil,
        Duration paused,
        String problem,
        SortedMap<String, Tally> spaces,
        int withheld,
        Usage usage,
        Census census) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How a run ended, or that it has not. */
    public enum State {
        RUNNING,
        /** Every list was read to its end. */
        COMPLETE,
        /** Some list was not: nothing was removed for it, and the next run looks again. */
        INCOMPLETE,
        /** Another run of the site was in progress. */
        REFUSED
    }

    public Tally total() {
        return spaces.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /** Whether the knowledge base now shows what the site shows. */
    public boolean good() {
        return state == State.COMPLETE && total().failed() == 0 && total().unremoved() == 0;
    }

    public Duration took() {
        Instant end = closedAt;
        return end == null ? Duration.ZERO : Duration.between(startedAt, end);
    }

    /** The report as an operator reads it: a line for the run, one for each space that changed. */
    public String text() {
        StringBuilder text =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "Run %s (%s %s) %s after %.1f s: %s; %d requests, %d points",
                                id,
                                site,
                                kind.word(),
                                state.name().toLowerCase(Locale.ROOT),
                                took().toMillis() / 1000.0,
                                total(),
                                usage.requests(),
                                usage.points()));
        Instant until = pausedUntil;
        if (until != null) {
            text.append("\n  paused until ")
                    .append(TIME.format(until))
                    .append(": Atlassian's quota is spent");
        } else if (!paused.isZero()) {
            text.append("\n  paused for ")
                    .append(paused.toMinutes())
                    .append(" min until Atlassian's quota was new");
        }
        if (spaces.size() > 1) {
            spaces.forEach(
                    (space, tally) -> {
                        if (tally.changed()) {
                            text.append("\n  ").append(OneLine.of(space) + ": ").append(tally);
                        }
                    });
        }
        if (withheld > 0) {
            text.append("\n  withheld: ")
                    .append(withheld)
                    .append(
                            " removals wait for you; see the console, or run sync --kind full --allow-removals");
        }
        if (!problem.isEmpty()) {
            text.append("\n  ").append(OneLine.of(problem));
        }
        return text.append(RunCensus.text(census)).toString();
    }
}
