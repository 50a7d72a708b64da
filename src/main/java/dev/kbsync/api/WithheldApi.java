package dev.kbsync.api;

import dev.kbsync.api.json.Paged;
import dev.kbsync.api.json.RunBegun;
import dev.kbsync.api.json.Touched;
import dev.kbsync.api.json.WithheldJson;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Removals that wait for a person; an order without ids is about all of the site's. */
@RestController
@RequestMapping("/api/sites/{site}/withheld")
@ConditionalOnWebApplication
@Tag(name = "withheld removals")
class WithheldApi {

    private final Sites sites;
    private final WithheldReview withheld;
    private final RunStarter starter;
    private final Audit audit;

    WithheldApi(Sites sites, WithheldReview withheld, RunStarter starter, Audit audit) {
        this.audit = audit;
        this.sites = sites;
        this.withheld = withheld;
        this.starter = starter;
    }

    @GetMapping
    @Operation(operationId = "withheld", summary = "Documents that wait to be removed, or are kept")
    Paged<WithheldJson> all(
            @PathVariable String site,
            @RequestParam(defaultValue = "false") boolean kept,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        Site of = sites.get(site);
        String cloudId = of.cloudId();
        return new Paging(page, size)
                .of(
                        cloudId == null ? 0 : withheld.count(cloudId, kept),
                        (from, most) ->
                                cloudId == null
                                        ? List.of()
                                        : withheld.of(cloudId, kept, from + most).stream()
                                                .skip(from)
                                                .map(one -> WithheldJson.of(of.name(), one))
                                                .toList());
    }

    @PostMapping("/approve")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "approveRemovals",
            summary =
                    "Look again, in a full run that removes what is gone: these documents, or all without an id")
    RunBegun approve(@PathVariable String site, @RequestParam(defaultValue = "") List<String> id) {
        Site of = sites.get(site);
        String cloudId = of.cloudId();
        int documents = cloudId == null ? 0 : withheld.count(cloudId, false);
        if (cloudId != null && !id.isEmpty()) {
            documents = withheld.approve(cloudId, id);
        }
        if (documents == 0) {
            throw new NotThereException("No such removal waits.");
        }
        audit.record(Kind.REMOVAL_APPROVED, of.name(), documents, id);
        return RunBegun.of(
                of.name(), starter.begin(new RunRequest(of.name(), RunKind.FULL, id.isEmpty())));
    }

    @PostMapping("/keep")
    @Operation(operationId = "keepDocuments", summary = "Keep documents until their pages are back")
    Touched keep(@PathVariable String site, @RequestParam(defaultValue = "") List<String> id) {
        Site of = sites.get(site);
        int documents = of.cloudId() == null ? 0 : withheld.keep(of.knownCloudId(), id);
        if (documents > 0) {
            audit.record(Kind.KEPT, of.name(), documents, id);
        }
        return new Touched(of.name(), documents);
    }

    @PostMapping("/let-go")
    @Operation(
            operationId = "letDocumentsGo",
            summary = "Undo an earlier keep: the next full run decides again")
    Touched letGo(@PathVariable String site, @RequestParam(defaultValue = "") List<String> id) {
        Site of = sites.get(site);
        int documents = of.cloudId() == null ? 0 : withheld.letGo(of.knownCloudId(), id);
        if (documents > 0) {
            audit.record(Kind.LET_GO, of.name(), documents, id);
        }
        return new Touched(of.name(), documents);
    }
}
