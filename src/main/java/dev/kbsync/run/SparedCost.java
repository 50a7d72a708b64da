package dev.kbsync.run;

import dev.kbsync.confluence.BodyCost;
import dev.kbsync.confluence.Usage;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds up what a run would fetch, and a dry run does not. */
final class SparedCost {

    private final LinkStore links;
    private final BodyCost bodyCost;
    private final Set<String> included = new HashSet<>();
    private Usage spared = Usage.NONE;

    SparedCost(LinkStore links, BodyCost bodyCost) {
        this.links = links;
        this.bodyCost = bodyCost;
    }

    Usage usage() {
        return spared;
    }

    /** Adds what a run would fetch for these works. */
    void add(String site, List<PageWork> works) {
        int bodies = (int) works.stream().filter(PageWork::needsBody).count();
        if (bodies > 0) {
            spared = spared.plus(bodyCost.of(site, bodies));
        }
        long shown =
                works.stream()
                        .filter(PageWork::isUpsert)
                        .mapToLong(work -> include(work.ref()))
                        .sum();
        if (shown > 0) {
            Usage each = bodyCost.of(site, 1);
            spared = spared.plus(new Usage(shown * each.requests(), shown * each.points()));
        }
        long files = works.stream().filter(PageWork::needsFile).count();
        // Where a file lies is a request of its own, for one object.
        spared = spared.plus(new Usage(files, 2 * files));
    }

    /**
     * Notes the pages whose content a document shows; a run reads each of them once. A page that no
     * document showed yet is not known before it is read, so what it shows is not estimated.
     *
     * @return how many of them are new
     */
    private long include(PageRef ref) {
        return links.shownBy(ref).stream().filter(included::add).count();
    }
}
