package dev.kbsync.run;

import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.TenantClient;
import dev.kbsync.confluence.Usage;
import dev.kbsync.confluence.UsageMeter;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.Batches;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Sentence;
import dev.kbsync.page.SpaceInfo;
import dev.kbsync.site.RulesInForce;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens, steers and closes runs; the bean behind the steps of the route {@code run}. */
@Component("runs")
public class Runs {

    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final Sites sites;
    private final TenantClient tenants;
    private final SiteAccess access;
    private final RulesInForce rules;
    private final RunLease lease;
    private final Legs legs;
    private final Removals removals;
    private final Relinker relinking;
    private final GivingWay givingWay;
    private final QuotaShare share;
    private final RunEffectsFactory effects;
    private final UsageMeter meter;
    private final Clock clock;
    private final ActiveRuns inWork;
    private final RunQueue queue;

    Runs(
            Sites sites,
            TenantClient tenants,
            SiteAccess access,
            RulesInForce rules,
            RunLease lease,
            Legs legs,
            Removals removals,
            Relinker relinking,
            GivingWay givingWay,
            QuotaShare share,
            RunEffectsFactory effects,
            UsageMeter meter,
            ActiveRuns inWork,
            RunQueue queue,
            Clock clock) {
        this.inWork = inWork;
        this.queue = queue;
        this.sites = sites;
        this.tenants = tenants;
        this.access = access;
        this.rules = rules;
        this.lease = lease;
        this.legs = legs;
        this.removals = removals;
        this.relinking = relinking;
        this.givingWay = givingWay;
        this.share = share;
        this.effects = effects;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * Body in: a {@link RunRequest} as text. Body out: the run, once it is its turn. One that need
     * not or cannot take place comes back with nothing to do.
     *
     * @param plan where a run that only says what it would do says it; null for others
     * @throws IllegalArgumentException if the text is no request
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     */
    public Run open(String text, @Nullable Plan plan) {
        RunRequest request = RunRequest.parse(text);
        RunEffects chosen = effects.of(request, plan);
        Turn turn = queue.await(request, () -> newRun(request, chosen));
        if (turn instanceof Turn.Granted granted) {
            return begun(granted.run());
        }
        Run run = newRun(request, chosen);
        if (turn instanceof Turn.Covered covered) {
            run.cover(covered.by());
        } else if (turn instanceof Turn.Denied denied) {
            run.refuse(denied.why());
        }
        return run;
    }

    private Run newRun(RunRequest request, RunEffects chosen) {
        Site site = chosen.proposed(sites.get(request.site()));
        Instant now = clock.instant();
        return new Run(
                RunId.of(site.name(), now), request, site, now, meter.of(site.name()), chosen);
    }

    private Run begun(Run run) {
        String site = run.getSite().name();
        try {
            Optional<String> lost = access.lost(site);
            if (lost.isPresent()) {
                run.refuse("Paused: " + lost.get());
                queue.leave(run);
                return run;
            }
            lease.givingWay(site).stream().findFirst().ifPresent(run::hasTurnOf);
            run.effects().open(run);
            inWork.add(run);
            run.effects().progress(run);
            return run;
        } catch (RuntimeException e) {
            queue.leave(run);
            throw e;
        }
    }

    /**
     * Decides what the run lists.
     *
     * @param visible the wanted spaces that the credential sees
     * @throws ConfluenceException if the site could not be asked who it is
     */
    public void begin(Run run, List<SpaceInfo> visible) {
        if (run.isRefused()) {
            return;
        }
        Site site = run.effects().proposed(tenants.identified(run.getSite()));
        List<String> keys = visible.stream().map(SpaceInfo::key).toList();
        List<Leg> toList = new ArrayList<>(legs.of(run.getKind(), site, keys));
        Batches.of(run.effects().reported(run)).forEach(ids -> toList.add(new Leg.Retry(ids)));
        run.effects().begin(run, site, toList);
        run.begin(site, keys, toList);
        run.follow(rules.of(site));
        removals.nameHiding(run, visible);
        removals.nameFormer(run);
        if (site.spaces().isEmpty()) {
            run.breakOff(sites.noSpaces(site.name()));
        }
        if (keys.isEmpty() && site.spaces().asks() && !site.spaces().all()) {
            run.breakOff(
                    "No space of \"%s\" that this credential sees matches %s (%s)."
                            .formatted(
                                    site.name(),
                                    sites.spacesSetting(site.name()),
                                    String.join(", ", site.spaces().words())));
        }
        for (String wanted : site.spaces().keys()) {
            if (site.spaces().covers(wanted) && keys.stream().noneMatch(wanted::equalsIgnoreCase)) {
                run.breakSpace(
                        wanted,
                        "Space \"%s\" is not on %s or is hidden from this credential; check its key and the account's permissions."
                                .formatted(wanted, site.url()));
            }
        }
        // With nothing to list, this is its end.
        settle(run);
    }

    /**
     * After each page of results: extends the lease, lets others go first, and settles removals and
     * links at the end of the lists.
     */
    public void settle(Run run) {
        lease.extend(run);
        givingWay.settle(run);
        removals.settle(run);
        relinking.settle(run);
    }

    /** Notes why a run cannot go on. */
    public void broke(Run run, Exception cause) {
        if (cause instanceof ConfluenceException) {
            run.breakOff(String.valueOf(cause.getMessage()));
        } else if (cause instanceof TakenOverException) {
            run.breakOff("Another run took this site over while this one was paused.");
        } else {
            log.error("Run {} broke", run.getId(), cause);
            run.breakOff(
                    "The run failed: %s; see the log for details.".formatted(Sentence.of(cause)));
        }
    }

    /** Body out: the report. Watermarks move for every space whose list was read to its end. */
    public RunReport close(Run run) {
        if (run.coveredBy().isPresent()) {
            return run.coveredBy().get();
        }
        Usage spent = run.spending().until(meter.of(run.getSite().name()));
        run.getScan().cancelAhead();
        RunReport report;
        try {
            Usage cost = run.effects().cost(spent);
            if (run.getKind() == RunKind.FULL) {
                run.note(share.warning(run.getSite().name(), cost.points()));
                if (run.listedToTheEnd() && run.brokenSpaces().isEmpty()) {
                    run.unmatched().sentences().forEach(run::note);
                }
            }
            report = RunReporter.of(run, cost, clock.instant());
            if (run.isRefused()) {
                RunCloser.refused(report);
            } else {
                run.effects().close(run, report);
            }
        } finally {
            // Whatever breaks here, the next run must not wait for this one.
            if (!run.isRefused()) {
                queue.leave(run);
            }
        }
        run.effects().left(report);
        return report;
    }

    /**
     * Asks the site's run in this process to end after its page of results, and has those that wait
     * for it give up.
     *
     * @return whether there is one
     */
    public boolean stop(String site) {
        return queue.stop(site);
    }

    /** Whether a run of this site is in progress in this process. */
    public boolean inWork(String site) {
        return inWork.any(site);
    }

    /** The kinds of the site's runs that wait for the one in progress, in whatever process. */
    public List<RunKind> waiting(String site) {
        return queue.waiting(site);
    }
}
