package dev.kbsync.console;

import dev.kbsync.authorize.CredentialState;
import dev.kbsync.run.FailureStore.Failure;
import dev.kbsync.run.RunReport;
import dev.kbsync.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * A site as its pages show it.
 *
 * @param runs its latest runs, the newest first
 * @param failures pages that wait for another try, the latest of them
 * @param failed how many there are
 * @param dismissed how many a person does not want to hear of
 */
public record SiteView(
        Site site,
        CredentialState credential,
        List<RunReport> runs,
        List<Failure> failures,
        int failed,
        int dismissed) {

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

    /** Removals that wait for a person, by the latest full run. */
    public int withheld() {
        return runs.stream()
                .filter(run -> run.kind() == dev.kbsync.site.RunKind.FULL)
                .filter(run -> run.state() != RunReport.State.RUNNING)
                .findFirst()
                .map(RunReport::withheld)
                .orElse(0);
    }
}
