package dev.kbsync.console;

import dev.kbsync.run.Plan;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a run of a site would do now; nothing is delivered for it. */
@Controller
@RequestMapping("/sites/{name}/preview")
@ConditionalOnWebApplication
class PreviewController {

    /** More than anybody reads on a page; all are counted. */
    private static final int SHOWN = 300;

    private final Sites sites;
    private final RunStarter starter;

    PreviewController(Sites sites, RunStarter starter) {
        this.sites = sites;
        this.starter = starter;
    }

    @GetMapping
    String preview(
            @PathVariable String name,
            @RequestParam(defaultValue = "changes") String kind,
            Model model) {
        model.addAttribute("site", sites.get(name));
        model.addAttribute("kind", RunKind.of(kind));
        return "preview";
    }

    /**
     * The plan itself. It costs requests, so a link from elsewhere must not start one: only the
     * console's own script sends this header.
     */
    @GetMapping(path = "/steps", headers = "X-Requested-With=fetch")
    String steps(@PathVariable String name, @RequestParam String kind, Model model) {
        List<Plan.Step> shown = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<Plan.Verb, Integer> byVerb = new EnumMap<>(Plan.Verb.class);
        Plan.Result result =
                starter.plan(
                        sites.get(name).name(),
                        RunKind.of(kind),
                        false,
                        step -> {
                            if (shown.size() < SHOWN) {
                                shown.add(step);
                            }
                            byVerb.merge(step.verb(), 1, Integer::sum);
                        });
        byVerb.forEach((verb, number) -> counts.put(verb.word(), number));
        model.addAttribute("steps", shown);
        model.addAttribute("all", byVerb.values().stream().mapToInt(Integer::intValue).sum());
        model.addAttribute("counts", counts);
        model.addAttribute("result", result);
        return "preview :: steps";
    }
}
