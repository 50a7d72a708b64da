package dev.kbsync.console;

import dev.kbsync.authorize.CredentialStates;
import dev.kbsync.run.FailureStore;
import dev.kbsync.run.RunStore;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gathers what a site's pages show. */
@Component
class SiteViews {

    private static final int RUNS = 10;

    /** More than anybody reads on a page. */
    private static final int SHOWN = 200;

    private final Sites sites;
    private final CredentialStates credentials;
    private final RunStore runs;
    private final FailureStore failures;

    SiteViews(Sites sites, CredentialStates credentials, RunStore runs, FailureStore failures) {
        this.sites = sites;
        this.credentials = credentials;
        this.runs = runs;
        this.failures = failures;
    }

    List<SiteView> all() {
        return sites.all().stream().map(this::view).toList();
    }

    SiteView of(String name) {
        return view(sites.get(name));
    }

    private SiteView view(Site site) {
        String cloudId = site.cloudId();
        return new SiteView(
                site,
                credentials.of(site.name()),
                runs.latest(site.name(), RUNS),
                cloudId == null ? List.of() : failures.of(cloudId, SHOWN),
                cloudId == null ? 0 : failures.count(cloudId),
                cloudId == null ? 0 : failures.countDismissed(cloudId));
    }
}
