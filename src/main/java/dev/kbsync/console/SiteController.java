package dev.kbsync.console;

import dev.kbsync.authorize.CredentialKind;
import dev.kbsync.authorize.OAuthApps;
import dev.kbsync.authorize.SiteCredentials;
import dev.kbsync.confluence.TenantClient;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.Audit;
import dev.kbsync.history.AuditEntry.Kind;
import dev.kbsync.listing.choice.ReachableSpaces;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.run.RunStarter.Begun;
import dev.kbsync.site.RequiredScopes;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Secret;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.site.SpaceChoice;
import dev.kbsync.state.CredentialState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One site: its credentials, spaces, runs and failures. */
@Controller
@RequestMapping("/sites/{name}")
@ConditionalOnWebApplication
class SiteController {

    private final SiteViews views;
    private final Sites sites;
    private final SiteCredentials credentials;
    private final ApiTokenTrial trial;
    private final ServiceAccountTrial accountTrial;
    private final OAuthApps apps;
    private final Audit audit;
    private final TenantClient tenants;
    private final ReachableSpaces spaces;
    private final RunStarter runs;
    private final Ago ago;

    SiteController(
            SiteViews views,
            Sites sites,
            SiteCredentials credentials,
            ApiTokenTrial trial,
            ServiceAccountTrial accountTrial,
            OAuthApps apps,
            Audit audit,
            TenantClient tenants,
            ReachableSpaces spaces,
            RunStarter runs,
            Ago ago) {
        this.ago = ago;
        this.views = views;
        this.sites = sites;
        this.credentials = credentials;
        this.trial = trial;
        this.accountTrial = accountTrial;
        this.apps = apps;
        this.audit = audit;
        this.tenants = tenants;
        this.spaces = spaces;
        this.runs = runs;
    }

    @GetMapping
    String site(@PathVariable String name, HttpServletRequest request, Model model) {
        model.addAttribute("view", views.of(name));
        model.addAttribute("app", apps.idFor(name));
        model.addAttribute("redirectUri", apps.redirectUri(name));
        model.addAttribute(
                "elsewhere", apps.elsewhere(name, ConsoleAddress.of(request)).orElse(null));
        model.addAttribute("events", audit.authorizations(name, 8));
        model.addAttribute("picked", sites.pickedSpaces(name));
        model.addAttribute("scopes", scopes(name));
        model.addAttribute("callback", ConsoleAddress.of(request) + "/auth/callback");
        return "site";
    }

    /** What the app needs in Atlassian's developer console, where refreshing is not a scope. */
    private List<String> scopes(String name) {
        List<String> asked =
                apps.scopes(name).stream()
                        .filter(scope -> !scope.equals("offline_access"))
                        .toList();
        return asked.isEmpty() ? RequiredScopes.missing(List.of()) : asked;
    }

    /** Who authorized the site when, each refresh, each removal. */
    @GetMapping("/history")
    String history(@PathVariable String name, Model model) {
        model.addAttribute("site", sites.get(name).name());
        model.addAttribute("events", audit.authorizations(name, 500));
        return "history";
    }

    /** The part of the page that Confluence has to be asked for; loaded after the rest. */
    @GetMapping("/spaces")
    String spaces(@PathVariable String name, Model model) {
        model.addAttribute("view", views.of(name));
        model.addAttribute("picked", sites.pickedSpaces(name));
        model.addAttribute("spacesSetting", sites.spacesSetting(name));
        try {
            model.addAttribute("way", spaces.way(name));
            model.addAttribute("spaces", spaces.all(name));
        } catch (ConfluenceException e) {
            model.addAttribute("spaces", List.of());
            model.addAttribute("problem", e.getMessage());
        }
        return "spaces :: list";
    }

    /** How many pages a space has, as a number and nothing else; empty if that cannot be told. */
    @GetMapping(path = "/spaces/{key}/pages", headers = "X-Requested-With=fetch")
    @ResponseBody
    String pages(@PathVariable String name, @PathVariable String key) {
        try {
            Site site = tenants.identified(sites.get(name));
            return ago.counted(spaces.preview(site, key).pages(), "page");
        } catch (ConfluenceException e) {
            return "";
        }
    }

    @GetMapping("/spaces/{key}")
    String space(@PathVariable String name, @PathVariable String key, Model model) {
        model.addAttribute("view", views.of(name));
        try {
            Site site = tenants.identified(sites.get(name));
            model.addAttribute("preview", spaces.preview(site, key));
        } catch (ConfluenceException e) {
            model.addAttribute("problem", e.getMessage());
        }
        return "spaces :: preview";
    }

    /** Stores the choice and syncs at once, so that nobody has to wait for the schedule. */
    @PostMapping("/spaces")
    String choose(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> space,
            @RequestParam(defaultValue = "false") boolean all,
            RedirectAttributes flash) {
        sites.chooseSpaces(name, all ? SpaceChoice.ALL : SpaceChoice.of(space));
        SpaceChoice choice = sites.get(name).spaces();
        audit.record(Kind.SPACES_CHOSEN, name, String.join(", ", choice.words()));
        if (choice.isEmpty()) {
            Flash.notice(flash, "No space is chosen now; nothing is synced.");
        } else {
            Begun begun = runs.begin(new RunRequest(name, RunKind.CHANGES, false));
            Flash.notice(flash, "The choice is stored. " + sentence(begun));
        }
        return back(name);
    }

    @PostMapping("/sync")
    String sync(
            @PathVariable String name,
            @RequestParam(defaultValue = "changes") String kind,
            @RequestParam(defaultValue = "false") boolean allowRemovals,
            RedirectAttributes flash) {
        sites.get(name);
        Begun begun = runs.begin(new RunRequest(name, RunKind.of(kind), allowRemovals));
        audit.record(Kind.SYNC_ORDERED, name, kind + (allowRemovals ? ", removals allowed" : ""));
        Flash.notice(flash, sentence(begun));
        return back(name);
    }

    private static String sentence(Begun begun) {
        return switch (begun) {
            case STARTED -> "The run has begun.";
            case QUEUED -> "The run is queued; it starts when the one in progress has ended.";
            case WAITING_ALREADY -> "Such a run is already queued; it will cover this one.";
        };
    }

    @PostMapping("/api-token")
    String apiToken(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam String token,
            @RequestParam(defaultValue = "false") boolean scoped,
            RedirectAttributes flash) {
        try {
            credentials.enterApiToken(name, email, new Secret(token), scoped);
            trial.problem(name)
                    .ifPresentOrElse(
                            problem ->
                                    Flash.problem(
                                            flash,
                                            "The API token is stored, encrypted. " + problem),
                            () ->
                                    Flash.notice(
                                            flash,
                                            "The API token works; it is stored, encrypted, and in use."));
        } catch (IllegalArgumentException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
        }
        return back(name);
    }

    @PostMapping("/service-account")
    String serviceAccount(
            @PathVariable String name,
            @RequestParam String clientId,
            @RequestParam String clientSecret,
            RedirectAttributes flash) {
        try {
            credentials.enterServiceAccount(name, clientId, new Secret(clientSecret));
            accountTrial
                    .problem(name)
                    .ifPresentOrElse(
                            problem ->
                                    Flash.problem(
                                            flash,
                                            "The service account is stored, encrypted. " + problem),
                            () ->
                                    Flash.notice(
                                            flash,
                                            "The service account works; it is stored, encrypted, and in use."));
        } catch (IllegalArgumentException e) {
            Flash.problem(flash, String.valueOf(e.getMessage()));
        }
        return back(name);
    }

    @PostMapping("/prefer")
    String prefer(@PathVariable String name, @RequestParam CredentialKind kind) {
        credentials.prefer(name, kind);
        return back(name);
    }

    @PostMapping("/forget")
    String forget(
            @PathVariable String name,
            @RequestParam CredentialKind kind,
            RedirectAttributes flash) {
        boolean forgotten = credentials.forget(sites.get(name).name(), kind);
        CredentialState left = views.of(name).credential();
        if (!forgotten) {
            Flash.problem(
                    flash,
                    "There is nothing to forget here: remove a service account or an API token from the properties or the environment where it is set.");
        } else if ((kind == CredentialKind.API_TOKEN && left.token() != null)
                || (kind == CredentialKind.SERVICE && left.account() != null)) {
            Flash.notice(
                    flash,
                    "The %s entered here is forgotten; the one of the properties or the environment is used again."
                            .formatted(kind.words()));
        } else {
            Flash.notice(flash, "The credential is forgotten.");
        }
        return back(name);
    }

    @PostMapping("/remove")
    String remove(@PathVariable String name, RedirectAttributes flash) {
        sites.remove(name);
        for (CredentialKind kind : CredentialKind.values()) {
            credentials.forget(name, kind);
        }
        audit.record(Kind.SITE_REMOVED, name, "");
        Flash.notice(flash, "The site is removed; its documents stay where they were delivered.");
        return "redirect:/";
    }

    private static String back(String name) {
        return "redirect:/sites/" + name;
    }
}
