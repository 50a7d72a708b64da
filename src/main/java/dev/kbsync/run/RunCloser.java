package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.ListingProgress.Begun;
import dev.kbsync.ledger.Watermarks;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.OneLine;
import dev.kbsync.run.RunReport.State;
import dev.kbsync.site.RunKind;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says what a run came to, and moves the watermarks that it earned. */
@Component
class RunCloser {

    private static final Logger log = LoggerFactory.getLogger(RunCloser.class);

    private final RunStore store;
    private final Watermarks watermarks;
    private final ListingProgress lists;
    private final ConverterTag tag;
    private final Clock clock;

    RunCloser(
            RunStore store,
            Watermarks watermarks,
            ListingProgress lists,
            ConverterTag tag,
            Clock clock) {
        this.store = store;
        this.watermarks = watermarks;
        this.lists = lists;
        this.tag = tag;
        this.clock = clock;
    }

    RunReport close(Run run, Usage usage) {
        cancelAhead(run);
        State state = state(run);
        RunReport report =
                new RunReport(
                        run.getId(),
                        run.getSite().name(),
                        run.getKind(),
                        state,
                        run.getStartedAt(),
                        clock.instant(),
                        null,
                        run.paused(),
                        problems(run),
                        new TreeMap<>(run.tallies()),
                        run.withheld(),
                        usage,
                        run.census());
        if (state == State.REFUSED) {
            log.info(
                    "{} {}: {}",
                    run.getSite().name(),
                    run.getKind().word(),
                    OneLine.of(report.problem()));
            return report;
        }
        if (run.plan() != null) {
            return report;
        }
        if (run.listedToTheEnd()) {
            moveWatermarks(run);
        }
        store.close(report, run.notes());
        run.log().sumUp(run.getSite().name());
        if (report.good()) {
            log.info(report.text());
        } else {
            log.warn(report.text());
        }
        return report;
    }

    private static State state(Run run) {
        if (run.isRefused()) {
            return State.REFUSED;
        }
        boolean balanced = run.tallies().values().stream().allMatch(Tally::balances);
        return run.listedToTheEnd() && balanced && run.brokenSpaces().isEmpty()
                ? State.COMPLETE
                : State.INCOMPLETE;
    }

    private void moveWatermarks(Run run) {
        String cloudId = run.getSite().knownCloudId();
        Set<String> followed = watermarks.of(cloudId, tag.value()).keySet();
        Map<String, Begun> begun = lists.of(cloudId, tag.value());
        run.spaces().stream()
                .filter(space -> !run.brokenSpaces().containsKey(space))
                .filter(space -> run.tally(space).balances())
                .forEach(
                        space -> {
                            Begun list = followed.contains(space) ? null : begun.get(space);
                            watermarks.move(
                                    cloudId,
                                    space,
                                    list == null ? run.getStartedAt() : list.startedAt(),
                                    tag.value());
                            lists.forget(cloudId, space);
                        });
        if (run.getKind() == RunKind.FULL && !run.spaces().isEmpty()) {
            // What they held was removed: should one come back, it is listed whole.
            Stream.concat(followed.stream(), begun.keySet().stream())
                    .filter(space -> !run.spaces().contains(space))
                    .forEach(
                            space -> {
                                watermarks.forget(cloudId, space);
                                lists.forget(cloudId, space);
                            });
        }
    }

    private static String problems(Run run) {
        Stream<String> unbalanced =
                run.problem().isEmpty() && !run.stopped()
                        ? run.tallies().entrySet().stream()
                                .filter(space -> !space.getValue().balances())
                                .map(space -> "Space " + space.getKey() + " does not balance.")
                        : Stream.empty();
        Stream<String> stopped =
                run.stopped()
                        ? Stream.of("The run was stopped; the next one goes on.")
                        : Stream.empty();
        return Stream.of(
                        Stream.of(run.problem()),
                        stopped,
                        run.brokenSpaces().values().stream().distinct(),
                        unbalanced)
                .flatMap(sentences -> sentences)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static void cancelAhead(Run run) {
        Future<?> ahead = run.getScan().takeAhead();
        if (ahead != null) {
            ahead.cancel(true);
        }
    }
}
