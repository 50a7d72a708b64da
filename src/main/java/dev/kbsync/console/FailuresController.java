package dev.kbsync.console;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.RunStarter.Begun;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person does about failed pages; without ids it is about all of the site's. */
@Controller
@RequestMapping("/sites/{name}/failures")
@ConditionalOnWebApplication
class FailuresController {

    private final Sites sites;
    private final FailureReview failures;
    private final RunStarter starter;
    private final Audit audit;

    FailuresController(Sites sites, FailureReview failures, RunStarter starter, Audit audit) {
        this.sites = sites;
        this.failures = failures;
        this.starter = starter;
        this.audit = audit;
    }

    @PostMapping("/retry")
    String retry(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "false") boolean dismissed,
            RedirectAttributes flash) {
        Site site = sites.get(name);
        int pages =
                dismissed
                        ? failures.retryDismissed(site.knownCloudId())
                        : failures.retryNow(site.knownCloudId(), id);
        audit.record(Kind.RETRIED, name, pages, id);
        boolean later =
                starter.begin(new RunRequest(name, RunKind.CHANGES, false)) != Begun.STARTED;
        Flash.notice(
                flash,
                (pages == 1 ? "One page is" : pages + " pages are")
                        + (later
                                ? " tried again by the run after the one in progress."
                                : " tried again now."));
        return "redirect:/sites/" + name;
    }

    @PostMapping("/dismiss")
    String dismiss(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        int pages = failures.dismiss(sites.get(name).knownCloudId(), id);
        audit.record(Kind.DISMISSED, name, pages, id);
        Flash.notice(
                flash,
                (pages == 1 ? "One failure is" : pages + " failures are")
                        + " dismissed: tried again only when the page changes, or by a full run.");
        return "redirect:/sites/" + name;
    }
}
