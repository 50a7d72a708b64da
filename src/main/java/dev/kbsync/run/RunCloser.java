package dev.kbsync.run;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.ListingProgress.Begun;
import dev.kbsync.ledger.Watermarks;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.OneLine;
import dev.kbsync.site.RunKind;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes down what a run came to, and moves the watermarks that it earned. */
@Component
class RunCloser {

    private static final Logger log = LoggerFactory.getLogger(RunCloser.class);

    private final RunStore store;
    private final Watermarks watermarks;
    private final ListingProgress lists;
    private final ConverterTag tag;

    RunCloser(RunStore store, Watermarks watermarks, ListingProgress lists, ConverterTag tag) {
        this.store = store;
        this.watermarks = watermarks;
        this.lists = lists;
        this.tag = tag;
    }

    /** The run did not take place, so there is nothing to write down. */
    static void refused(RunReport report) {
        log.info("{} {}: {}", report.site(), report.kind().word(), OneLine.of(report.problem()));
    }

    /** Within a transaction of the caller. */
    void close(Run run, RunReport report) {
        if (run.listedToTheEnd()) {
            moveWatermarks(run);
        }
        store.close(report, run.notes());
    }

    /** Says in the log what the run came to. */
    static void tell(Run run, RunReport report) {
        run.log().sumUp(run.getSite().name());
        if (report.good()) {
            log.info(report.text());
        } else {
            log.warn(report.text());
        }
    }

    private void moveWatermarks(Run run) {
        String cloudId = run.getSite().knownCloudId();
        Map<String, Instant> marks = watermarks.of(cloudId, tag.value());
        Set<String> followed = marks.keySet();
        Map<String, Begun> begun = lists.of(cloudId, tag.value());
        run.spaces().stream()
                .filter(space -> !run.brokenSpaces().containsKey(space))
                .filter(space -> run.tally(space).balances())
                .forEach(
                        space -> {
                            Begun list = followed.contains(space) ? null : begun.get(space);
                            Instant from = list == null ? run.getStartedAt() : list.startedAt();
                            Instant mark = marks.getOrDefault(space, from);
                            // Runs for changes that this one gave way to have come further.
                            boolean ahead = run.gaveWay() && mark.isAfter(from);
                            watermarks.move(cloudId, space, ahead ? mark : from, tag.value());
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
}
