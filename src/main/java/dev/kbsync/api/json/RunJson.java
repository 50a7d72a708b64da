package dev.kbsync.api.json;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.Tally;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param kind changes or full
 * @param state running, complete, incomplete or refused
 * @param good whether the knowledge base now shows what the site shows
 * @param closedAt null while it runs
 * @param pausedUntil until when it waits for Atlassian's quota, null if it does not
 * @param pausedSeconds how long it waited for that in all
 * @param problem why it is incomplete, one sentence; empty otherwise
 * @param total the balance
 * @param spaces the balance by space
 * @param withheld removals that wait for a person
 * @param usage what it cost
 */
public record RunJson(
        String id,
        String site,
        String kind,
        String state,
        boolean good,
        Instant startedAt,
        @Nullable Instant closedAt,
        @Nullable Instant pausedUntil,
        long pausedSeconds,
        String problem,
        Tally total,
        SortedMap<String, Tally> spaces,
        int withheld,
        Usage usage) {

    public static RunJson of(RunReport run) {
        return new RunJson(
                run.id(),
                run.site(),
                run.kind().word(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.good(),
                run.startedAt(),
                run.closedAt(),
                run.pausedUntil(),
                run.paused().toSeconds(),
                run.problem(),
                run.total(),
                run.spaces(),
                run.withheld(),
                run.usage());
    }
}
