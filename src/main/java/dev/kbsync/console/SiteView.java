package dev.kbsync.console;

import dev.kbsync.confluence.Budgets.Budget;
import dev.kbsync.history.RunPace;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.FailureReview.Failure;
import dev.kbsync.ledger.FormerSinks.FormerSink;
import dev.kbsync.ledger.WithheldReview.Withheld;
import dev.kbsync.routes.Schedules.Due;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.state.CredentialState;
import dev.kbsync.state.SiteState;
import dev.kbsync.state.SiteState.WaitingForYou;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A site as its pages show it.
 *
 * @param state how it stands
 * @param runs its latest runs, the newest first
 * @param waiting the kinds of runs that wait for the one in progress
 * @param failures pages that wait for another try, the latest of them
 * @param failed how many there are
 * @param dismissed how many a person does not want to hear of
 * @param former sinks that are switched off and hold documents still
 * @param budget what is known of its hourly quota, null if nothing is
 * @param removals what waits to be removed, or is kept by a person
 * @param documents how many there are of it in the sinks
 * @param next the run that its schedule starts next, null if none is scheduled
 * @param pace how far the run in progress is, null if there is none
 */
public record SiteView(
        Site site,
        SiteState state,
        CredentialState credential,
        List<RunReport> runs,
        List<RunKind> waiting,
        List<Failure> failures,
        int failed,
        int dismissed,
        Removals removals,
        List<FormerSink> former,
        @Nullable Budget budget,
        long documents,
        @Nullable Due next,
        @Nullable RunPace pace) {

    /** What a person can do about a site that waits for one: a link, and what it says. */
    public record Step(String label, String place) {}

    /**
     * Documents whose pages are gone, or that a sink does not want any more.
     *
     * @param waiting those that wait for a person, the first of them
     * @param kept those that a person wants to stay, the first of them
     * @param withheld how many wait
     * @param keptInAll how many are kept
     */
    public record Removals(
            List<Withheld> waiting, List<Withheld> kept, int withheld, int keptInAll) {}

    /** The one thing that a person should do, null unless the site waits for one. */
    public @Nullable Step step() {
        if (!(state instanceof WaitingForYou)) {
            return null;
        }
        if (credential.used().isEmpty() || !credential.problem().isEmpty()) {
            boolean before = credential.grant() != null || credential.token() != null;
            return new Step(before ? "Authorize again" : "Authorize", "authorization");
        }
        if (site.spaces().isEmpty()) {
            return new Step("Choose spaces", "spaces");
        }
        return removals.withheld() == 0 && !former.isEmpty()
                ? new Step("Decide about the sink", "former")
                : new Step("Look at the removals", "withheld");
    }

    /** How many removals wait for a person. */
    public int withheld() {
        return removals.withheld();
    }

    public Optional<RunReport> lastRun() {
        return runs.stream().findFirst();
    }

    public boolean running() {
        return lastRun().map(run -> run.state() == RunReport.State.RUNNING).orElse(false);
    }

    /** Whether the site can be synced at all. */
    public boolean ready() {
        return credential.used().isPresent() && !site.spaces().isEmpty();
    }
}
