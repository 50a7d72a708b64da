package dev.kbsync.routes;

import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.run.RunProperties;
import dev.kbsync.run.RunRequest;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import dev.kbsync.state.CredentialStates;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Syncs sites that never were right after the start, instead of at the next firing. */
@Component
@ConditionalOnWebApplication
class FirstRuns {

    private final Sites sites;
    private final CredentialStates credentials;
    private final RunStore runs;
    private final RunStarter starter;
    private final RunProperties properties;

    FirstRuns(
            Sites sites,
            CredentialStates credentials,
            RunStore runs,
            RunStarter starter,
            RunProperties properties) {
        this.sites = sites;
        this.credentials = credentials;
        this.runs = runs;
        this.starter = starter;
        this.properties = properties;
    }

    @EventListener
    void routesLoaded(RoutesLoaded event) {
        if (properties.firstAtOnce()) {
            sites.all().stream()
                    .filter(this::ready)
                    .forEach(
                            site ->
                                    starter.begin(
                                            new RunRequest(site.name(), RunKind.CHANGES, false)));
        }
    }

    private boolean ready(Site site) {
        return !site.spaces().isEmpty()
                && credentials.of(site.name()).used().isPresent()
                && runs.latest(site.name(), 20).stream()
                        .noneMatch(run -> run.state() == RunReport.State.COMPLETE);
    }
}
