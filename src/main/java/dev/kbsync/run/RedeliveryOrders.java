package dev.kbsync.run;

import dev.kbsync.ledger.Redelivery;
import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import org.springframework.stereotype.Component;

/** Takes a person's orders to deliver documents again, and sees to it that a run does so soon. */
@Component
public class RedeliveryOrders {

    private final Sites sites;
    private final Redelivery redelivery;
    private final RunStarter starter;
    private final Runs runs;

    RedeliveryOrders(Sites sites, Redelivery redelivery, RunStarter starter, Runs runs) {
        this.sites = sites;
        this.redelivery = redelivery;
        this.starter = starter;
        this.runs = runs;
    }

    /**
     * What becomes of the order.
     *
     * @param documents how many are delivered again
     * @param run {@code none} if there are none, {@code started}, or {@code next}: one is in
     *     progress, and the next one delivers them
     */
    public record Order(int documents, String run) {}

    /**
     * @param site name of the site
     * @param who the person who wants it
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalArgumentException with one sentence, if the site has no such sink
     */
    public Order take(String site, Scope scope, String who) {
        Site of = sites.get(site);
        boolean later = runs.inWork(of.name());
        int documents = redelivery.mark(of, scope, who);
        if (documents == 0) {
            return new Order(0, "none");
        }
        var unused = starter.begin(new RunRequest(of.name(), RunKind.CHANGES, false));
        return new Order(documents, later ? "next" : "started");
    }
}
