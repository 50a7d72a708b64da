package dev.kbsync.console;

import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.console.DocumentContents.Content;
import dev.kbsync.history.PageHistory;
import dev.kbsync.ledger.DocumentAccounts;
import dev.kbsync.ledger.DocumentAccounts.Account;
import dev.kbsync.ledger.DocumentAccounts.Held;
import dev.kbsync.ledger.DocumentFinder;
import dev.kbsync.ledger.DocumentFinder.Found;
import dev.kbsync.ledger.DocumentState;
import dev.kbsync.page.Census.Met;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The documents: a list to search in, and each of them. */
@Controller
@ConditionalOnWebApplication
class DocumentsController {

    /** More than a person reads of what became of one page. */
    private static final int EVENTS = 20;

    private final Sites sites;
    private final DocumentSearch search;
    private final DocumentFinder finder;
    private final DocumentAccounts accounts;
    private final PageHistory history;
    private final SinkLinks links;
    private final DocumentContents contents;

    DocumentsController(
            Sites sites,
            DocumentSearch search,
            DocumentFinder finder,
            DocumentAccounts accounts,
            PageHistory history,
            SinkLinks links,
            DocumentContents contents) {
        this.sites = sites;
        this.search = search;
        this.finder = finder;
        this.accounts = accounts;
        this.history = history;
        this.links = links;
        this.contents = contents;
    }

    @GetMapping("/documents")
    String documents(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "title") String in,
            @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String space,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        DocumentSearch.Asked asked =
                new DocumentSearch.Asked(q, in, site, space, label, state, page);
        model.addAttribute("asked", asked);
        model.addAttribute("sites", sites.all());
        model.addAttribute("names", names());
        model.addAttribute("states", DocumentState.values());
        model.addAttribute("textSearched", search.searchesText());
        try {
            model.addAttribute("list", search.list(asked));
        } catch (IllegalArgumentException | IllegalStateException e) {
            model.addAttribute("trouble", e.getMessage());
        }
        return "documents";
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Site site : sites.all()) {
            String cloudId = site.cloudId();
            if (cloudId != null) {
                names.putIfAbsent(cloudId, site.name());
            }
        }
        return names;
    }

    @GetMapping("/sites/{name}/documents/{id}")
    String document(@PathVariable String name, @PathVariable String id, Model model) {
        Site site = sites.get(name);
        Found found = found(site, id);
        model.addAttribute("site", site);
        model.addAttribute("document", found);
        Account account = accounts.of(found.cloudId(), id);
        model.addAttribute("account", account);
        model.addAttribute(
                "files",
                account.sinks().stream()
                        .map(Held::sink)
                        .filter(links::keepsFiles)
                        .collect(Collectors.toSet()));
        model.addAttribute("history", history.of(name, id, EVENTS));
        model.addAttribute("links", links.of(found.documentId()));
        return "document";
    }

    /**
     * What has to be asked of Confluence, which costs requests: only the console's own script sends
     * this header.
     */
    @GetMapping(path = "/sites/{name}/documents/{id}/content", headers = "X-Requested-With=fetch")
    String content(@PathVariable String name, @PathVariable String id, Model model) {
        Site site = sites.get(name);
        found(site, id);
        try {
            Content content = contents.of(site, id);
            model.addAttribute("content", content);
            Map<Boolean, List<Met>> met =
                    content.census().met().stream()
                            .collect(Collectors.partitioningBy(Met::isMacro));
            model.addAttribute("macros", met.get(true));
            model.addAttribute("elements", met.get(false));
        } catch (ConfluenceException | IllegalStateException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return "document :: made";
    }

    private Found found(Site site, String id) {
        return Optional.ofNullable(site.cloudId())
                .flatMap(cloudId -> finder.find(cloudId, id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
