package dev.kbsync.run;

import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Absence is not deletion. What a whole listing did not show is asked for again by id, and only
 * what stays away then goes; more of it than the threshold waits for a person.
 */
@Component
class Removals {

    private static final Logger log = LoggerFactory.getLogger(Removals.class);

    private final LedgerStore ledger;
    private final RunProperties properties;

    Removals(LedgerStore ledger, RunProperties properties) {
        this.ledger = ledger;
        this.properties = properties;
    }

    /** Once everything is listed, has the run ask for what no list showed. */
    void settle(Run run) {
        if (run.getKind() != RunKind.FULL || run.confirming() || !run.listedToTheEnd()) {
            return;
        }
        List<String> unseen =
                ledger.unseen(
                        run.getSite().knownCloudId(), run.getId(), run.brokenSpaces().keySet());
        long known = ledger.count(run.getSite().knownCloudId());
        if (!run.getRequest().allowRemovals() && tooMany(unseen.size(), known)) {
            log.warn(
                    "{}: {} of {} documents were not listed any more; that is more than {} and more than {} %, so"
                            + " their removal waits for a person",
                    run.getSite().name(),
                    unseen.size(),
                    known,
                    properties.removals().count(),
                    properties.removals().percent());
            run.withhold(unseen.size());
            return;
        }
        run.confirm(Legs.chunks(unseen).stream().map(Leg::confirm).toList());
    }

    private boolean tooMany(int unseen, long known) {
        return unseen > properties.removals().count()
                && unseen * 100L > known * properties.removals().percent();
    }
}
