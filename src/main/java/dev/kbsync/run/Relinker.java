package dev.kbsync.run;

import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.page.Leg;
import dev.kbsync.site.RunKind;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Once everything is listed, has the run make those documents anew whose links to neighbouring
 * documents lead to the wrong place by now, or which include a page that changed. Making them moves
 * no document and changes no page, so once is enough, also where pages include each other.
 */
@Component
class Relinker {

    private final LinkStore links;
    private final LedgerStore ledger;

    Relinker(LinkStore links, LedgerStore ledger) {
        this.links = links;
        this.ledger = ledger;
    }

    void settle(Run run) {
        if (run.relinking() || !run.listedToTheEnd()) {
            return;
        }
        String cloudId = run.getSite().knownCloudId();
        Plan plan = run.plan();
        List<String> outdated = outdated(run, cloudId);
        List<List<String>> stale = Legs.chunks(plan == null ? outdated : plan.outdated(outdated));
        if (plan == null) {
            stale.forEach(ids -> ledger.doubt(cloudId, ids));
        }
        run.relink(stale.stream().map(Leg::retry).toList());
    }

    /** A full run relies on nothing that earlier runs noted: it compares every link. */
    private List<String> outdated(Run run, String cloudId) {
        return run.getKind() == RunKind.FULL
                ? Stream.concat(links.stale(cloudId).stream(), links.outdated(cloudId).stream())
                        .distinct()
                        .sorted()
                        .toList()
                : links.stale(cloudId);
    }
}
