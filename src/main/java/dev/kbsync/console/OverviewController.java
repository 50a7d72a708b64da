package dev.kbsync.console;

import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.history.DailyOutcomes;
import dev.kbsync.queue.QueueFailures;
import dev.kbsync.routes.RouteProblems;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page, and login. */
@Controller
@ConditionalOnWebApplication
class OverviewController {

    private static final int DAYS = 14;
    private static final int FAILURES = 20;

    private final SiteViews views;
    private final Sites sites;
    private final RouteProblems problems;
    private final OAuthApps apps;
    private final DailyOutcomes days;
    private final QueueFailures failures;
    private final Audit audit;

    OverviewController(
            SiteViews views,
            Sites sites,
            RouteProblems problems,
            OAuthApps apps,
            DailyOutcomes days,
            QueueFailures failures,
            Audit audit) {
        this.failures = failures;
        this.audit = audit;
        this.apps = apps;
        this.days = days;
        this.views = views;
        this.sites = sites;
        this.problems = problems;
    }

    @GetMapping("/")
    String overview(Model model) {
        List<SiteView> all = views.all();
        model.addAttribute("views", all);
        model.addAttribute("documents", all.stream().mapToLong(SiteView::documents).sum());
        model.addAttribute("chart", DailyChart.of(days.last(DAYS)));
        model.addAttribute("problems", problems.all().values());
        model.addAttribute("refused", failures.of("", 0, FAILURES));
        model.addAttribute("moreRefused", Math.max(0, failures.count("") - FAILURES));
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
            audit.record(Kind.SITE_ADDED, site.name(), site.url().toString());
            return "redirect:/sites/" + site.name();
        } catch (IllegalArgumentException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
            return "redirect:/";
        }
    }
}
