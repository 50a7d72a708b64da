package dev.kbsync.api;

import dev.kbsync.ledger.Redelivery;
import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An order to deliver documents again; what is left out does not narrow them down. */
@RestController
@ConditionalOnWebApplication
@Tag(name = "documents")
class RedeliverApi {

    private final Sites sites;
    private final Redelivery redelivery;
    private final RunStarter starter;
    private final Runs runs;

    RedeliverApi(Sites sites, Redelivery redelivery, RunStarter starter, Runs runs) {
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
    record Order(int documents, String run) {}

    @PostMapping("/api/sites/{site}/redeliver")
    @Operation(operationId = "redeliver", summary = "Deliver documents again")
    Order redeliver(
            @PathVariable String site,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            Principal person) {
        Site of = sites.get(site);
        boolean later = runs.inWork(of.name());
        int documents = redelivery.mark(of, new Scope(space, sink, id), person.getName());
        if (documents == 0) {
            return new Order(0, "none");
        }
        var unused = starter.begin(new RunRequest(of.name(), RunKind.CHANGES, false));
        return new Order(documents, later ? "next" : "started");
    }
}
