package dev.kbsync.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry;
import dev.kbsync.history.RunList;
import dev.kbsync.history.RunList.Filter;
import dev.kbsync.history.RunPages;
import dev.kbsync.history.RunPages.RunPage;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureStore;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All runs, one run with its pages, and the end of a run before its end. */
@Controller
@ConditionalOnWebApplication
class RunsController {

    private static final int RUNS = 50;
    private static final int PAGES = 50;

    private final Sites sites;
    private final Runs running;
    private final RunStore runs;
    private final RunList list;
    private final RunPages pages;
    private final FailureStore failures;
    private final ObjectMapper json;
    private final Audit audit;

    RunsController(
            Sites sites,
            Runs running,
            RunStore runs,
            RunList list,
            RunPages pages,
            FailureStore failures,
            ObjectMapper json,
            Audit audit) {
        this.audit = audit;
        this.sites = sites;
        this.running = running;
        this.runs = runs;
        this.list = list;
        this.pages = pages;
        this.failures = failures;
        this.json = json;
    }

    @GetMapping("/runs")
    String runs(
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Filter filter =
                new Filter(
                        site,
                        kind.isEmpty() ? null : RunKind.of(kind),
                        state.isEmpty() ? null : state(state));
        Paging paging = new Paging(page, RUNS, list.count(filter));
        model.addAttribute("runs", list.of(filter, paging.from(), RUNS));
        model.addAttribute("paging", paging);
        model.addAttribute("sites", sites.all());
        model.addAttribute("site", site);
        model.addAttribute("kind", kind);
        model.addAttribute("state", state);
        return "runs";
    }

    private static State state(String word) {
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no state \"%s\" of runs; there are running, complete and incomplete."
                            .formatted(word),
                    e);
        }
    }

    @GetMapping("/runs/{id}")
    String run(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        RunReport run = find(id);
        Map<Kind, Integer> kept = pages.counts(id);
        Kind chosen = outcome.isEmpty() ? null : outcome(outcome);
        int rows =
                chosen == null
                        ? kept.values().stream().mapToInt(Integer::intValue).sum()
                        : kept.getOrDefault(chosen, 0);
        Paging paging = new Paging(page, PAGES, rows);
        List<RunPage> shown = pages.of(id, chosen, paging.from(), PAGES);
        model.addAttribute("run", run);
        model.addAttribute("kept", words(kept));
        model.addAttribute("outcome", outcome);
        model.addAttribute("paging", paging);
        model.addAttribute("pages", shown);
        model.addAttribute("failing", failing(run, shown));
        return "run";
    }

    /** Those of the pages that wait for another try still. */
    private Set<String> failing(RunReport run, List<RunPage> shown) {
        List<String> failed =
                shown.stream()
                        .filter(page -> page.outcome() == Kind.FAILED)
                        .map(RunPage::contentId)
                        .toList();
        for (Site site : sites.all()) {
            String cloudId = site.cloudId();
            if (site.name().equals(run.site()) && cloudId != null) {
                return failures.held(cloudId, failed).keySet();
            }
        }
        return Set.of();
    }

    private static Map<String, Integer> words(Map<Kind, Integer> kept) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (Kind kind : List.of(Kind.FAILED, Kind.REMOVED, Kind.SKIPPED, Kind.DELIVERED)) {
            Integer number = kept.get(kind);
            if (number != null) {
                words.put(kind.name().toLowerCase(Locale.ROOT), number);
            }
        }
        return words;
    }

    private static Kind outcome(String word) {
        try {
            return Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no outcome \"%s\"; there are delivered, skipped, failed and removed."
                            .formatted(word),
                    e);
        }
    }

    /** A run and what is kept of its pages, as a file. */
    record RunFile(RunReport run, List<RunPage> pages) {}

    @GetMapping("/runs/{id}/run.json")
    ResponseEntity<byte[]> json(@PathVariable String id) throws JsonProcessingException {
        RunFile file = new RunFile(find(id), pages.of(id, null, 0, Integer.MAX_VALUE));
        return file(
                id + ".json",
                "application/json",
                json.writerWithDefaultPrettyPrinter().writeValueAsString(file));
    }

    @GetMapping("/runs/{id}/pages.csv")
    ResponseEntity<byte[]> csv(@PathVariable String id) {
        RunReport run = find(id);
        StringBuilder csv = new StringBuilder();
        csv.append(Csv.line("outcome", "space", "page", "title", "stage", "reason", "url"));
        for (RunPage page : pages.of(run.id(), null, 0, Integer.MAX_VALUE)) {
            csv.append(
                    Csv.line(
                            page.outcome().name().toLowerCase(Locale.ROOT),
                            page.space(),
                            page.contentId(),
                            page.title(),
                            page.stage(),
                            page.reason(),
                            page.webUrl()));
        }
        return file(id + ".csv", "text/csv; charset=utf-8", csv.toString());
    }

    private RunReport find(String id) {
        return runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ResponseEntity<byte[]> file(String name, String type, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("run-" + name).build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/sites/{name}/stop")
    String stop(@PathVariable String name, RedirectAttributes flash) {
        if (running.stop(sites.get(name).name())) {
            audit.record(AuditEntry.Kind.RUN_STOPPED, name, "");
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
