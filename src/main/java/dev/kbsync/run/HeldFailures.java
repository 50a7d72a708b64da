package dev.kbsync.run;

import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FailureStore.Held;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Leg;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.RunKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets pages that failed wait for the time of their next try. */
@Component
class HeldFailures {

    private final FailureStore failures;
    private final ConverterTag tag;

    HeldFailures(FailureStore failures, ConverterTag tag) {
        this.failures = failures;
        this.tag = tag;
    }

    /**
     * A run for changes meets a page again and again as long as it counts as new; what failed is
     * tried at its own time all the same, and what was dismissed not at all. A full run tries
     * everything, and no run tries a page twice.
     */
    void hold(Run run, Leg leg, List<PageWork> works) {
        if (run.getKind() == RunKind.FULL && !(leg instanceof Leg.Retry)) {
            return;
        }
        Map<String, Held> held =
                failures.held(
                        run.getSite().knownCloudId(),
                        works.stream()
                                .filter(PageWork::isUpsert)
                                .map(work -> work.ref().contentId())
                                .toList());
        if (!held.isEmpty()) {
            works.replaceAll(work -> unlessHeld(work, held.get(work.ref().contentId())));
        }
    }

    private PageWork unlessHeld(PageWork work, @Nullable Held held) {
        if (held == null
                || !work.isUpsert()
                || !held.fingerprint().equals(Fingerprint.of(work.ref(), tag.value()))) {
            return work;
        }
        if (held.dismissed()) {
            return work.as(
                    Verdict.SKIP,
                    "its failure was dismissed; it is tried when it changes, or by a full run");
        }
        return failures.isDue(held) ? work : work.as(Verdict.WAIT, held.reason());
    }
}
