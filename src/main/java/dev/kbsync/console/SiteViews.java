package dev.kbsync.console;

import dev.kbsync.confluence.Budgets;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.listing.choice.ReachableSpaces;
import dev.kbsync.routes.Schedules;
import dev.kbsync.run.Runs;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialStates;
import dev.kbsync.state.SiteStates;
import java.time.Clock;
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
    private final FailureReview failures;
    private final WithheldReview withheld;
    private final FormerSinks former;
    private final Budgets budgets;
    private final LedgerStore ledger;
    private final RunHistory history;
    private final Schedules schedules;
    private final ReachableSpaces spaces;
    private final Clock clock;

    SiteViews(
            Sites sites,
            SiteStates states,
            CredentialStates credentials,
            RunStore runs,
            Runs queue,
            FailureReview failures,
            WithheldReview withheld,
            FormerSinks former,
            Budgets budgets,
            LedgerStore ledger,
            RunHistory history,
            Schedules schedules,
            ReachableSpaces spaces,
            Clock clock) {
        this.spaces = spaces;
        this.ledger = ledger;
        this.history = history;
        this.schedules = schedules;
        this.clock = clock;
        this.budgets = budgets;
        this.withheld = withheld;
        this.former = former;
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
        List<RunReport> latest = runs.latest(site.name(), RUNS);
        return new SiteView(
                site,
                states.of(site),
                credentials.of(site.name()),
                latest,
                queue.waiting(site.name()),
                cloudId == null ? List.of() : failures.of(cloudId, SHOWN),
                cloudId == null ? 0 : failures.count(cloudId),
                cloudId == null ? 0 : failures.countDismissed(cloudId),
                removals(cloudId),
                former.of(site),
                budgets.of(site.name()).orElse(null),
                cloudId == null ? 0 : ledger.count(cloudId),
                schedules.next(site.name(), clock.instant()).orElse(null),
                latest.stream()
                        .filter(run -> run.state() == RunReport.State.RUNNING)
                        .findFirst()
                        .map(run -> RunPace.of(run, expected(run), clock.instant()))
                        .orElse(null));
    }

    /**
     * Full runs look at what the one before looked at, the first at what the first steps saw; how
     * much has changed nobody knows.
     */
    private long expected(RunReport run) {
        if (history.lastComplete(run.site()).isEmpty()) {
            return spaces.sampled(run.site());
        }
        return run.kind() == RunKind.FULL
                ? history.lastComplete(run.site(), RunKind.FULL)
                        .map(before -> before.total().listed())
                        .orElse(0)
                : 0;
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
