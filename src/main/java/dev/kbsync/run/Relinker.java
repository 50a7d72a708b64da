package dev.kbsync.run;

import dev.kbsync.ledger.LinkStore;
import dev.kbsync.page.Batches;
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

    Relinker(LinkStore links) {
        this.links = links;
    }

    void settle(Run run) {
        if (run.relinking() || !run.listedToTheEnd()) {
            return;
        }
        String cloudId = run.getSite().knownCloudId();
        List<String> outdated = run.effects().relink(run, outdated(run, cloudId));
        run.relink(Batches.of(outdated).stream().<Leg>map(Leg.Retry::new).toList());
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
