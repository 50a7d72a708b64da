package dev.kbsync.console;

import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.run.Plan;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.Rule;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which pages of a site are wanted: the rules in force, and others whose effect is seen first. */
@Controller
@RequestMapping("/sites/{name}/rules")
@ConditionalOnWebApplication
class RulesController {

    /** In seconds, how often a page is asked for again until the effect is known. */
    private static final String AGAIN = "2";

    private final Sites sites;
    private final RulesInForce rules;
    private final RuleProposals proposals;
    private final RunStarter runs;
    private final Audit audit;

    RulesController(
            Sites sites,
            RulesInForce rules,
            RuleProposals proposals,
            RunStarter runs,
            Audit audit) {
        this.audit = audit;
        this.sites = sites;
        this.rules = rules;
        this.proposals = proposals;
        this.runs = runs;
    }

    /**
     * The form, as the console's rules are.
     *
     * @param exclude id of a page that is to be proposed for leaving out; empty for none
     */
    @GetMapping
    String rules(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String exclude,
            Model model) {
        Site site = sites.get(name);
        Map<String, String> typed = new HashMap<>(sites.chosenRules(name).values());
        if (!exclude.isBlank()) {
            typed.merge("except.below", exclude.strip(), (some, more) -> some + ", " + more);
        }
        typed.put("spaces", String.join(", ", site.spaces().words()));
        return page(site, typed, model);
    }

    private String page(Site site, Map<String, String> typed, Model model) {
        Map<String, String> shown = new HashMap<>(typed);
        Set<String> set = new HashSet<>(sites.rulesSet(site.name()));
        if (site.spacesConfigured()) {
            set.add("spaces");
        }
        rules.of(site).stream()
                .filter(rule -> rule.sink().isEmpty() && set.contains(rule.name()))
                .forEach(rule -> shown.put(rule.name(), String.join(", ", rule.values())));
        shown.replaceAll(
                (field, value) ->
                        field.endsWith("changed-within") ? value.replaceFirst("d$", "") : value);
        model.addAttribute("site", site);
        model.addAttribute("rules", rules.of(site));
        model.addAttribute("typed", shown);
        model.addAttribute("set", set);
        model.addAttribute("prefix", sites.prefix(site.name()));
        return "rules";
    }

    /** Has the effect of other rules found out; nothing holds yet. */
    @PostMapping
    String propose(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> fields,
            Model model) {
        Site site = sites.get(name);
        try {
            return "redirect:/sites/%s/rules/%s"
                    .formatted(name, proposals.begin(name, RulesForm.of(fields)));
        } catch (IllegalArgumentException e) {
            model.addAttribute("problem", e.getMessage());
            Map<String, String> typed = new HashMap<>();
            fields.forEach((field, values) -> typed.put(field, String.join(", ", values)));
            return page(site, typed, model);
        }
    }

    @GetMapping("/{id}")
    String effect(
            @PathVariable String name,
            @PathVariable String id,
            HttpServletResponse response,
            Model model) {
        Site site = sites.get(name);
        RuleProposal proposal = proposal(name, id);
        // Asked once: it may end while the page is made.
        boolean running = proposal.isRunning();
        if (running) {
            response.setHeader("Refresh", AGAIN);
        }
        Site proposed = sites.proposed(name, proposal.form().spaces(), proposal.form().rules());
        model.addAttribute("site", site);
        model.addAttribute("before", rules.of(site));
        model.addAttribute("rules", rules.of(proposed));
        model.addAttribute("proposal", proposal);
        model.addAttribute("running", running);
        model.addAttribute("known", !running && isKnown(proposal));
        return "rules-effect";
    }

    /** From now on they hold; a full run makes it so. */
    @PostMapping("/{id}")
    String confirm(@PathVariable String name, @PathVariable String id, RedirectAttributes flash) {
        RuleProposal proposal = proposal(name, id);
        if (!isKnown(proposal) || !proposal.isStillAbout(sites.get(name))) {
            Flash.problem(
                    flash,
                    "The rules were changed meanwhile, or the effect is not known; look at it again.");
            return "redirect:/sites/" + name + "/rules";
        }
        sites.chooseRules(name, proposal.form().spaces(), proposal.form().rules());
        audit.record(
                Kind.RULES_CHANGED,
                name,
                rules.of(sites.get(name)).stream()
                        .filter(rule -> rule.sink().isEmpty())
                        .map(Rule::text)
                        .collect(Collectors.joining("; ")));
        runs.begin(new RunRequest(name, RunKind.FULL, false));
        Flash.notice(flash, "The rules hold from now on; a full run brings the documents in line.");
        return "redirect:/sites/" + name;
    }

    private static boolean isKnown(RuleProposal proposal) {
        Plan.Result result = proposal.getResult();
        return result != null && result.report().state() == State.COMPLETE;
    }

    private RuleProposal proposal(String site, String id) {
        return proposals
                .find(site, id)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "These rules are no longer kept; propose them again."));
    }
}
