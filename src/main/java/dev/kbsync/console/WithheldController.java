package dev.kbsync.console;

import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.site.Sites;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person decides about removals that wait; without ids it is about all of the site's. */
@Controller
@RequestMapping("/sites/{name}/withheld")
@ConditionalOnWebApplication
class WithheldController {

    private final Sites sites;
    private final WithheldStore withheld;

    WithheldController(Sites sites, WithheldStore withheld) {
        this.sites = sites;
        this.withheld = withheld;
    }

    @PostMapping("/keep")
    String keep(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> id,
            RedirectAttributes flash) {
        int documents = withheld.keep(sites.get(name).knownCloudId(), id);
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
        Flash.notice(
                flash,
                (documents == 1
                                ? "The next full run"
                                : "For each of the documents the next full run")
                        + " decides again.");
        return "redirect:/sites/" + name;
    }
}
