package dev.kbsync.run;

import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Absence is not deletion. What a whole listing did not show is asked for again by id, and only
 * what stays away then goes. More of it than the threshold is asked for all the same, but stays
 * where it is until a person has looked at what is gone; so does everything if no space is shown.
 */
@Component
class Removals {

    private static final Logger log = LoggerFactory.getLogger(Removals.class);

    private final LedgerStore ledger;
    private final WithheldStore withheld;
    private final RunProperties properties;

    Removals(LedgerStore ledger, WithheldStore withheld, RunProperties properties) {
        this.withheld = withheld;
        this.ledger = ledger;
        this.properties = properties;
    }

    /** Once everything is listed, has the run ask for what no list showed. */
    void settle(Run run) {
        if (run.getKind() != RunKind.FULL || run.confirming() || !run.listedToTheEnd()) {
            return;
        }
        Plan plan = run.plan();
        if (plan == null) {
            withheld.settle(run.getSite().knownCloudId(), run.getId());
        }
        List<String> unseen = unseen(run);
        long known =
                ledger.count(run.getSite().knownCloudId()) + (plan == null ? 0 : plan.growth());
        boolean allowed = run.getRequest().allowRemovals();
        if (!allowed && run.spaces().isEmpty() && !unseen.isEmpty()) {
            // An account that lost its access sees nothing and gets no error either.
            log.warn(
                    "{}: Confluence shows this credential none of the spaces, so the removal of {} documents waits"
                            + " for a person",
                    run.getSite().name(),
                    unseen.size());
            run.withholdRemovals();
        } else if (!allowed && tooMany(unseen.size(), known)) {
            log.warn(
                    "{}: {} of {} documents were not listed any more; that is more than {} and more than {} %, so"
                            + " their removal waits for a person",
                    run.getSite().name(),
                    unseen.size(),
                    known,
                    properties.removals().count(),
                    properties.removals().percent());
            run.withholdRemovals();
        }
        run.confirm(Legs.chunks(unseen).stream().map(Leg::confirm).toList());
    }

    private List<String> unseen(Run run) {
        String cloudId = run.getSite().knownCloudId();
        Plan plan = run.plan();
        if (plan == null) {
            return ledger.unseen(cloudId, run.getId(), run.brokenSpaces().keySet());
        }
        List<String> unseen = new ArrayList<>();
        ledger.each(
                cloudId,
                run.brokenSpaces().keySet(),
                id -> {
                    if (!plan.saw(id)) {
                        unseen.add(id);
                    }
                });
        return unseen;
    }

    private boolean tooMany(int unseen, long known) {
        return unseen > properties.removals().count()
                && unseen * 100L > known * properties.removals().percent();
    }
}
