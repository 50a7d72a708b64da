package dev.kbsync.history;

import dev.kbsync.page.OneLine;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of single pages: each that failed and why, each that was removed. Pages that
 * fail alike are summed up after the first few.
 */
public final class RunLog {

    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
    private static final int SINGLY = 5;
    private static final int KINDS = 1000;

    private final Map<String, Integer> failures = new LinkedHashMap<>();

    public void tell(String site, Outcome outcome) {
        PageRef ref = outcome.work().ref();
        if (outcome.kind() == Kind.REMOVED) {
            log.info("{}: removed {}: {}", site, RunCensus.name(ref), OneLine.of(outcome.reason()));
        } else if (outcome.kind() == Kind.FAILED && outcome.work().verdict() != Verdict.WAIT) {
            String fault = fault(outcome, ref);
            if (failures.size() < KINDS || failures.containsKey(fault)) {
                if (failures.merge(fault, 1, Integer::sum) <= SINGLY) {
                    log.info(
                            "{}: {} failed ({}): {}",
                            site,
                            RunCensus.name(ref),
                            outcome.stage(),
                            OneLine.of(outcome.reason()));
                }
            }
        }
    }

    /** The failures that were not told singly. */
    public void sumUp(String site) {
        failures.forEach(
                (fault, pages) -> {
                    if (pages > SINGLY) {
                        log.info("{}: {} more pages failed {}", site, pages - SINGLY, fault);
                    }
                });
    }

    /** The same for all pages that fail alike, though reasons may name the page. */
    private static String fault(Outcome outcome, PageRef ref) {
        String reason =
                OneLine.of(
                        outcome.reason().replace(ref.contentId(), "…").replace(ref.title(), "…"));
        return "(" + outcome.stage() + "): " + reason;
    }
}
