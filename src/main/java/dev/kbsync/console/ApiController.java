package dev.kbsync.console;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the pages show, as JSON for scripts; wants the console's login (HTTP basic). */
@RestController
@RequestMapping("/api")
@ConditionalOnWebApplication
class ApiController {

    private final SiteViews views;
    private final RunStore runs;

    ApiController(SiteViews views, RunStore runs) {
        this.views = views;
        this.runs = runs;
    }

    /**
     * A site in JSON.
     *
     * @param state in step, behind or waiting for you
     * @param stateText the same with since when, how many pages and why
     * @param authorization one line that says how it is authorized
     * @param problem why that does not work; empty as far as is known
     * @param failures pages that wait for another try
     * @param withheld removals that wait for a person
     * @param lastRun null if there was none
     */
    record SiteJson(
            String name,
            String url,
            String state,
            String stateText,
            String authorization,
            String problem,
            boolean allSpaces,
            List<String> spaces,
            List<String> sinks,
            int failures,
            int withheld,
            @Nullable RunReport lastRun) {

        static SiteJson of(SiteView view) {
            return new SiteJson(
                    view.site().name(),
                    view.site().url().toString(),
                    view.state().word(),
                    view.state().text(),
                    view.credential().wording(),
                    view.credential().problem(),
                    view.site().spaces().all(),
                    view.site().spaces().words(),
                    view.site().sinks(),
                    view.failed(),
                    view.withheld(),
                    view.lastRun().orElse(null));
        }
    }

    @GetMapping("/sites")
    List<SiteJson> sites() {
        return views.all().stream().map(SiteJson::of).toList();
    }

    @GetMapping("/runs/{id}")
    RunReport run(@PathVariable String id) {
        return runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
