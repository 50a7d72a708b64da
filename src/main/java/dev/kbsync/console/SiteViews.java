package dev.kbsync.console;

import dev.kbsync.confluence.Budgets;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.run.Runs;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialStates;
import dev.kbsync.state.SiteStates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what a site's pages show. */
@Component
class SiteViews {

    private static final int RUNS = 10;

    /** More than anybody reads on a page. */
    private static final int SHOWN = 200;

    private final Sites sites;
    private final SiteStates states;
    private final CredentialStates credentials;
    private final RunStore runs;
    private final Runs queue;
    private final FailureStore failures;
    private final WithheldStore withheld;
    private final Budgets budgets;

    SiteViews(
            Sites sites,
            SiteStates states,
            CredentialStates credentials,
            RunStore runs,
            Runs queue,
            FailureStore failures,
            WithheldStore withheld,
            Budgets budgets) {
        this.budgets = budgets;
        this.withheld = withheld;
        this.sites = sites;
        this.states = states;
        this.credentials = credentials;
        this.runs = runs;
        this.queue = queue;
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
                states.of(site),
                credentials.of(site.name()),
                runs.latest(site.name(), RUNS),
                queue.waiting(site.name()),
                cloudId == null ? List.of() : failures.of(cloudId, SHOWN),
                cloudId == null ? 0 : failures.count(cloudId),
                cloudId == null ? 0 : failures.countDismissed(cloudId),
                removals(cloudId),
                budgets.of(site.name()).orElse(null));
    }

    private SiteView.Removals removals(@Nullable String cloudId) {
        return cloudId == null
                ? new SiteView.Removals(List.of(), List.of(), 0, 0)
                : new SiteView.Removals(
                        withheld.of(cloudId, false, SHOWN),
                        withheld.of(cloudId, true, SHOWN),
                        withheld.count(cloudId, false),
                        withheld.count(cloudId, true));
    }
}
