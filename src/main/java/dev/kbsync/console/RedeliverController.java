package dev.kbsync.console;

import dev.kbsync.ledger.Redelivery;
import dev.kbsync.ledger.Redelivery.Scope;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.security.Principal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's order to deliver documents again; what is left out does not narrow them down. */
@Controller
@ConditionalOnWebApplication
class RedeliverController {

    private final Sites sites;
    private final Redelivery redelivery;
    private final RunStarter starter;
    private final Runs runs;

    RedeliverController(Sites sites, Redelivery redelivery, RunStarter starter, Runs runs) {
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
    record Order(int documents, String run) {

        private String text() {
            return switch (run) {
                case "none" -> "No such document was delivered yet.";
                case "started" -> counted() + " delivered again now.";
                default -> counted() + " delivered again by the run after the one in progress.";
            };
        }

        private String counted() {
            return documents == 1 ? "One document is" : documents + " documents are";
        }
    }

    @PostMapping("/sites/{name}/redeliver")
    String redeliver(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String sink,
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "site") String back,
            Principal person,
            RedirectAttributes flash) {
        Order order = order(name, new Scope(space, sink, id), person);
        Flash.notice(flash, order.text());
        if (back.equals("document") && id.size() == 1) {
            flash.addAttribute("document", id.get(0));
            return "redirect:/sites/{name}/documents/{document}";
        }
        return "redirect:/sites/" + name;
    }

    private Order order(String name, Scope scope, Principal person) {
        Site site = sites.get(name);
        boolean later = runs.inWork(name);
        int documents = redelivery.mark(site, scope, person.getName());
        if (documents == 0) {
            return new Order(0, "none");
        }
        starter.begin(new RunRequest(name, RunKind.CHANGES, false));
        return new Order(documents, later ? "next" : "started");
    }
}
