package dev.kbsync.console;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What a person decides about removals that wait, and about sinks that are switched off; without
 * ids it is about all of the site's.
 */
@Controller
@RequestMapping("/sites/{name}/withheld")
@ConditionalOnWebApplication
class WithheldController {

    private final Sites sites;
    private final WithheldReview withheld;
    private final FormerSinks former;
    private final RunStarter starter;
    private final Audit audit;

    WithheldController(
            Sites sites,
            WithheldReview withheld,
            FormerSinks former,
            RunStarter starter,
            Audit audit) {
        this.audit = audit;
        this.starter = starter;
        this.sites = sites;
        this.withheld = withheld;
        this.former = former;
    }

    /** The selected documents go with a full run that begins now, if their pages are gone still. */
    @PostMapping("/approve")
    String approve(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        if (id.isEmpty()) {
            return nothing(name, flash);
        }
        int documents = withheld.approve(sites.get(name).knownCloudId(), id);
        audit.record(Kind.REMOVAL_APPROVED, name, documents, id);
        starter.begin(new RunRequest(name, RunKind.FULL, false));
        Flash.notice(
                flash,
                (documents == 1 ? "One document goes" : documents + " documents go")
                        + " with the full run that begins now, unless the page is back. The others wait on.");
        return "redirect:/sites/" + name;
    }

    private static String nothing(String name, RedirectAttributes flash) {
        Flash.problem(flash, "No document is selected; tick at least one.");
        return "redirect:/sites/" + name;
    }

    /**
     * @param selected whether a person ticked documents, so that none is not all
     */
    @PostMapping("/keep")
    String keep(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "false") boolean selected,
            RedirectAttributes flash) {
        if (selected && id.isEmpty()) {
            return nothing(name, flash);
        }
        int documents = withheld.keep(sites.get(name).knownCloudId(), id);
        audit.record(Kind.KEPT, name, documents, id);
        Flash.notice(
                flash,
                (documents == 1 ? "One document stays" : documents + " documents stay")
                        + " until the page is back or you stop keeping it.");
        return "redirect:/sites/" + name;
    }

    @PostMapping("/let-go")
    String letGo(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        int documents = withheld.letGo(sites.get(name).knownCloudId(), id);
        audit.record(Kind.LET_GO, name, documents, id);
        Flash.notice(
                flash,
                (documents == 1
                                ? "The next full run"
                                : "For each of the documents the next full run")
                        + " decides again.");
        return "redirect:/sites/" + name;
    }

    @PostMapping("/leave")
    String leave(@PathVariable String name, @RequestParam String sink, RedirectAttributes flash) {
        try {
            int documents = former.keep(sites.get(name), sink);
            audit.record(Kind.KEPT, name, former.deed(sink, documents));
            Flash.notice(
                    flash,
                    (documents == 1 ? "One document stays" : documents + " documents stay")
                            + " in the sink \"%s\".".formatted(sink));
        } catch (IllegalArgumentException e) {
            Flash.notice(flash, String.valueOf(e.getMessage()));
        }
        return "redirect:/sites/" + name;
    }
}
