package dev.kbsync.console;

import dev.kbsync.run.Runs;
import dev.kbsync.site.Sites;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ends a run before its end. */
@Controller
@ConditionalOnWebApplication
class RunsController {

    private final Sites sites;
    private final Runs runs;

    RunsController(Sites sites, Runs runs) {
        this.sites = sites;
        this.runs = runs;
    }

    @PostMapping("/sites/{name}/stop")
    String stop(@PathVariable String name, RedirectAttributes flash) {
        if (runs.stop(sites.get(name).name())) {
            Flash.notice(
                    flash,
                    "The run stops after the pages in progress; the next run continues from there.");
        } else {
            Flash.problem(
                    flash,
                    "No run of this site is in progress in this process; stop it in the process that runs it.");
        }
        return "redirect:/sites/" + name;
    }
}
