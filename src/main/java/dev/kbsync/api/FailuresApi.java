package dev.kbsync.api;

import dev.kbsync.api.json.FailureJson;
import dev.kbsync.api.json.Paged;
import dev.kbsync.api.json.Touched;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages that could not be delivered; an order without ids is about all of the site's. */
@RestController
@RequestMapping("/api/sites/{site}/failures")
@ConditionalOnWebApplication
@Tag(name = "failures")
class FailuresApi {

    private final Sites sites;
    private final FailureReview failures;
    private final RunStarter starter;
    private final Audit audit;

    FailuresApi(Sites sites, FailureReview failures, RunStarter starter, Audit audit) {
        this.audit = audit;
        this.sites = sites;
        this.failures = failures;
        this.starter = starter;
    }

    @GetMapping
    @Operation(operationId = "failures", summary = "Failed pages, the latest first")
    Paged<FailureJson> all(
            @PathVariable String site,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = Paging.USUAL) int size) {
        Site of = sites.get(site);
        String cloudId = of.cloudId();
        return new Paging(page, size)
                .of(
                        cloudId == null ? 0 : failures.count(cloudId),
                        (from, most) ->
                                cloudId == null
                                        ? List.of()
                                        : failures.of(cloudId, from + most).stream()
                                                .skip(from)
                                                .map(failure -> FailureJson.of(of.name(), failure))
                                                .toList());
    }

    @PostMapping("/retry")
    @Operation(
            operationId = "retryFailures",
            summary = "Try failed pages again, in a run that begins now")
    Touched retry(@PathVariable String site, @RequestParam(defaultValue = "") List<String> id) {
        Site of = sites.get(site);
        int pages = of.cloudId() == null ? 0 : failures.retryNow(of.knownCloudId(), id);
        if (pages > 0) {
            audit.record(Kind.RETRIED, of.name(), pages, id);
            var unused = starter.begin(new RunRequest(of.name(), RunKind.CHANGES, false));
        }
        return new Touched(of.name(), pages);
    }

    @PostMapping("/dismiss")
    @Operation(
            operationId = "dismissFailures",
            summary = "Hide failed pages until they change, or a full run finds them failing")
    Touched dismiss(@PathVariable String site, @RequestParam(defaultValue = "") List<String> id) {
        Site of = sites.get(site);
        int pages = of.cloudId() == null ? 0 : failures.dismiss(of.knownCloudId(), id);
        if (pages > 0) {
            audit.record(Kind.DISMISSED, of.name(), pages, id);
        }
        return new Touched(of.name(), pages);
    }
}
