package dev.kbsync.console;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.routes.RouteProblems;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page, login, and single runs. */
@Controller
@ConditionalOnWebApplication
class OverviewController {

    private final SiteViews views;
    private final Sites sites;
    private final RouteProblems problems;
    private final RunStore runs;
    private final OAuthApps apps;

    OverviewController(
            SiteViews views, Sites sites, RouteProblems problems, RunStore runs, OAuthApps apps) {
        this.apps = apps;
        this.views = views;
        this.sites = sites;
        this.problems = problems;
        this.runs = runs;
    }

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute("views", views.all());
        model.addAttribute("problems", problems.all().values());
        return "overview";
    }

    @GetMapping("/login")
    String login(HttpServletRequest request, Model model) {
        model.addAttribute(
                "elsewhere", apps.elsewhere("", ConsoleAddress.of(request)).orElse(null));
        return "login";
    }

    @PostMapping("/sites")
    String add(@RequestParam String url, RedirectAttributes flash) {
        try {
            Site site = sites.add(url);
            return "redirect:/sites/" + site.name();
        } catch (IllegalArgumentException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
            return "redirect:/";
        }
    }

    @GetMapping("/runs/{id}")
    String run(@PathVariable String id, Model model) {
        Optional<RunReport> run = runs.find(id);
        model.addAttribute(
                "run", run.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "run";
    }
}
