package dev.kbsync.console;

import dev.kbsync.deliver.SinkBreakers;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.ledger.SinkHoldings;
import dev.kbsync.ledger.SinkHoldings.Held;
import dev.kbsync.page.SinkRoute;
import dev.kbsync.routes.RouteProblems;
import dev.kbsync.routes.RunningRoutes;
import dev.kbsync.routes.RunningRoutes.FileState;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The route files and their routes, which a person may stop and start, and the sinks. */
@Controller
@ConditionalOnWebApplication
class RoutesController {

    private final RunningRoutes routes;
    private final RouteProblems problems;
    private final SinkHoldings holdings;
    private final SinkBreakers breakers;
    private final Sites sites;
    private final Audit audit;

    RoutesController(
            RunningRoutes routes,
            RouteProblems problems,
            SinkHoldings holdings,
            SinkBreakers breakers,
            Sites sites,
            Audit audit) {
        this.routes = routes;
        this.problems = problems;
        this.holdings = holdings;
        this.breakers = breakers;
        this.sites = sites;
        this.audit = audit;
    }

    /**
     * A sink as its row shows it.
     *
     * @param down null unless it is left alone
     * @param problem why it has no route; empty if it has one
     * @param sites what it holds of each
     */
    public record SinkRow(
            String name, SinkBreakers.@Nullable Down down, String problem, List<OfSite> sites) {}

    /**
     * What a sink holds of a site.
     *
     * @param used whether the site delivers to it at present
     */
    public record OfSite(String site, boolean used, long documents, long waiting) {}

    @GetMapping("/routes")
    String routes(Model model) {
        List<SinkRow> sinks = sinks();
        Set<String> used =
                sinks.stream().map(sink -> SinkRoute.id(sink.name())).collect(Collectors.toSet());
        Map<Part, List<FileState>> files =
                routes.files().stream().collect(Collectors.groupingBy(file -> part(file, used)));
        for (Part part : Part.values()) {
            model.addAttribute(part.attribute, files.getOrDefault(part, List.of()));
        }
        model.addAttribute("schedules", routes.schedules());
        model.addAttribute("scheduleProblems", routes.problemsOfSchedules());
        model.addAttribute("sinks", sinks);
        return "routes";
    }

    /** The lists of files on the page; whatever is wrong stands in the first. */
    private enum Part {
        FILES("files"),
        UNUSED("unused"),
        KAMELETS("kamelets");

        private final String attribute;

        Part(String attribute) {
            this.attribute = attribute;
        }
    }

    private static Part part(FileState file, Set<String> used) {
        if (!file.problem().isEmpty()) {
            return Part.FILES;
        }
        if (file.isKamelet()) {
            return Part.KAMELETS;
        }
        boolean unused =
                !file.routes().isEmpty()
                        && file.routes().stream()
                                .allMatch(
                                        route ->
                                                route.started()
                                                        && !SinkRoute.sink(route.id())
                                                                .equals(route.id())
                                                        && !used.contains(route.id()));
        return unused ? Part.UNUSED : Part.FILES;
    }

    private List<SinkRow> sinks() {
        Map<String, List<OfSite>> bySink = new TreeMap<>();
        for (Site site : sites.all()) {
            String cloudId = site.cloudId();
            Map<String, Held> held =
                    cloudId == null
                            ? Map.of()
                            : holdings.of(cloudId).stream()
                                    .collect(Collectors.toMap(Held::sink, one -> one));
            held.forEach(
                    (sink, one) ->
                            bySink.computeIfAbsent(sink, unused -> new ArrayList<>())
                                    .add(
                                            new OfSite(
                                                    site.name(),
                                                    site.sinks().contains(sink),
                                                    one.documents(),
                                                    one.waiting())));
            site.sinks().stream()
                    .filter(sink -> !held.containsKey(sink))
                    .forEach(
                            sink ->
                                    bySink.computeIfAbsent(sink, unused -> new ArrayList<>())
                                            .add(new OfSite(site.name(), true, 0, 0)));
        }
        Map<String, String> wrong = problems.all();
        return bySink.entrySet().stream()
                .map(
                        entry ->
                                new SinkRow(
                                        entry.getKey(),
                                        breakers.down(entry.getKey()).orElse(null),
                                        wrong.getOrDefault("sink " + entry.getKey(), ""),
                                        entry.getValue()))
                .toList();
    }

    @PostMapping("/routes/start")
    String start(@RequestParam String id, RedirectAttributes flash) {
        try {
            routes.start(id);
            audit.record(Kind.ROUTE_STARTED, "", id);
            Flash.notice(flash, "The route \"" + id + "\" runs.");
        } catch (IllegalArgumentException | IllegalStateException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
        }
        return "redirect:/routes";
    }

    @PostMapping("/routes/stop")
    String stop(@RequestParam String id, RedirectAttributes flash) {
        try {
            routes.stop(id);
            audit.record(Kind.ROUTE_STOPPED, "", id);
            Flash.notice(
                    flash,
                    "The route \""
                            + id
                            + "\" is stopped, until you start it, its file changes, or kbsync starts again.");
        } catch (IllegalArgumentException | IllegalStateException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
        }
        return "redirect:/routes";
    }
}
