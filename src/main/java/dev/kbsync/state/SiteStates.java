package dev.kbsync.state;

import dev.kbsync.confluence.ClockSkew;
import dev.kbsync.confluence.SiteAccess;
import dev.kbsync.confluence.failure.ConfluenceException;
import dev.kbsync.history.RunHistory;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.FormerSinks;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.page.UtcTime;
import dev.kbsync.site.Cron;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.SiteState.Behind;
import dev.kbsync.state.SiteState.InStep;
import dev.kbsync.state.SiteState.WaitingForYou;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells how each site stands: in step, behind, or waiting for a person. Asks nobody outside. */
@Component
public class SiteStates {

    private final Sites sites;
    private final SiteAccess access;
    private final RunHistory history;
    private final FailureReview failures;
    private final WithheldReview withheld;
    private final FormerSinks former;
    private final ClockSkew clocks;
    private final Clock clock;
    private final boolean scheduled;

    public SiteStates(
            Sites sites,
            SiteAccess access,
            RunHistory history,
            FailureReview failures,
            WithheldReview withheld,
            FormerSinks former,
            ClockSkew clocks,
            Clock clock,
            @Value("${kbsync.schedule.enabled:true}") boolean scheduled) {
        this.sites = sites;
        this.access = access;
        this.history = history;
        this.failures = failures;
        this.withheld = withheld;
        this.former = former;
        this.clocks = clocks;
        this.clock = clock;
        this.scheduled = scheduled;
    }

    /** Something that keeps a site from being in step. */
    private record Lag(Instant since, int pages, String why) {}

    public SiteState of(Site site) {
        Optional<String> stopped = stopped(site);
        if (stopped.isPresent()) {
            return new WaitingForYou(stopped.get());
        }
        List<Lag> lags = new ArrayList<>();
        runs(site).ifPresent(lags::add);
        failed(site).ifPresent(lags::add);
        if (!lags.isEmpty()) {
            return new Behind(
                    lags.stream().map(Lag::since).min(Instant::compareTo).orElseThrow(),
                    lags.stream().mapToInt(Lag::pages).sum(),
                    String.join(" ", lags.stream().map(Lag::why).toList()));
        }
        List<String> waiting = new ArrayList<>(withheld(site).stream().toList());
        if (site.sinks().isEmpty()) {
            waiting.add(
                    "Its pages go nowhere; name a sink in kbsync.deliver.to or %s.sinks."
                            .formatted(sites.prefix(site.name())));
        }
        former.of(site).forEach(sink -> waiting.add(sink.text()));
        clocks.problem(site.name()).ifPresent(waiting::add);
        return waiting.isEmpty() ? new InStep() : new WaitingForYou(String.join(" ", waiting));
    }

    /** When the last complete run of exactly this kind began. */
    public Optional<Instant> lastComplete(Site site, RunKind kind) {
        return history.lastComplete(site.name(), kind).map(RunReport::startedAt);
    }

    private Optional<String> stopped(Site site) {
        try {
            return access.lost(site.name()).or(() -> unchosen(site));
        } catch (ConfluenceException e) {
            // A token store that is away comes back without a person.
            return unchosen(site);
        }
    }

    private Optional<String> unchosen(Site site) {
        return site.spaces().isEmpty()
                ? Optional.of(sites.noSpaces(site.name()))
                : Optional.empty();
    }

    private Optional<String> withheld(Site site) {
        String cloudId = site.cloudId();
        int documents = cloudId == null ? 0 : withheld.count(cloudId, false);
        return documents == 0
                ? Optional.empty()
                : Optional.of(
                        "%d %s to be removed; look at them on the console, or run sync --kind full --allow-removals, or keep."
                                .formatted(
                                        documents,
                                        documents == 1 ? "document waits" : "documents wait"));
    }

    private Optional<Lag> failed(Site site) {
        String cloudId = site.cloudId();
        return cloudId == null
                ? Optional.empty()
                : failures.undelivered(cloudId)
                        .map(
                                failed ->
                                        new Lag(
                                                failed.since(),
                                                failed.pages(),
                                                "Failed, the latest because: " + failed.reason()));
    }

    private Optional<Lag> runs(Site site) {
        Optional<RunReport> running = history.running(site.name());
        if (history.lastComplete(site.name()).isEmpty()) {
            Optional<Instant> first = history.firstStart(site.name());
            return Optional.of(
                    new Lag(
                            first.orElseGet(clock::instant),
                            0,
                            running.map(run -> "First sync in progress, " + listed(run) + ".")
                                    .or(
                                            () ->
                                                    history.lastClosed(site.name())
                                                            .map(SiteStates::ended))
                                    .orElse("It was never synced.")));
        }
        Map<RunKind, Cron> schedule = scheduled ? site.schedule() : Map.of();
        for (RunKind kind : RunKind.values()) {
            Optional<Lag> late = late(site, kind, Optional.ofNullable(schedule.get(kind)), running);
            if (late.isPresent()) {
                return late;
            }
        }
        return Optional.empty();
    }

    /**
     * Runs of a kind, or such that cover it, that broke since the last complete one, or are due.
     */
    private Optional<Lag> late(
            Site site, RunKind kind, Optional<Cron> cron, Optional<RunReport> running) {
        Optional<RunReport> complete = history.lastCovering(site.name(), kind);
        Optional<RunReport> broken = history.firstBroken(site.name(), kind, complete);
        if (broken.isPresent()) {
            RunReport last = history.lastBroken(site.name(), kind).orElse(broken.get());
            return Optional.of(new Lag(broken.get().startedAt(), 0, ended(last)));
        }
        // Without a complete full run the first firing is counted from the first run of all.
        Optional<Instant> from =
                complete.map(RunReport::startedAt).or(() -> history.firstStart(site.name()));
        Optional<Instant> due = cron.flatMap(times -> from.flatMap(times::next));
        Optional<Instant> next = due.flatMap(time -> cron.orElseThrow().next(time));
        if (next.isEmpty() || clock.instant().isBefore(next.get())) {
            return Optional.empty();
        }
        return Optional.of(
                new Lag(
                        due.orElseThrow(),
                        0,
                        running.map(
                                        run ->
                                                "The %s run that began at %s is in progress, %s."
                                                        .formatted(
                                                                run.kind().word(),
                                                                UtcTime.of(run.startedAt()),
                                                                listed(run)))
                                .orElse(
                                        "No %s run has completed since %s, although at least two were due."
                                                .formatted(
                                                        kind.word(),
                                                        UtcTime.of(from.orElseThrow())))));
    }

    private static String ended(RunReport run) {
        return run.state() == State.COMPLETE
                ? ""
                : "The last %s run did not complete: %s"
                        .formatted(
                                run.kind().word(),
                                run.problem().isEmpty() ? "it does not balance." : run.problem());
    }

    private static String listed(RunReport run) {
        int pages = run.total().listed();
        return pages == 1 ? "1 page listed so far" : pages + " pages listed so far";
    }
}
