package dev.kbsync.api.json;

import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.DocumentCount;
import dev.kbsync.ledger.FailureReview;
import dev.kbsync.ledger.WithheldReview;
import dev.kbsync.site.Site;
import dev.kbsync.state.CredentialState;
import dev.kbsync.state.CredentialStates;
import dev.kbsync.state.SiteState;
import dev.kbsync.state.SiteStates;
import org.springframework.stereotype.Component;

/** Gathers what there is to say of a site. */
@Component
public class SiteSummaries {

    private final SiteStates states;
    private final CredentialStates credentials;
    private final RunStore runs;
    private final DocumentCount documents;
    private final FailureReview failures;
    private final WithheldReview withheld;

    public SiteSummaries(
            SiteStates states,
            CredentialStates credentials,
            RunStore runs,
            DocumentCount documents,
            FailureReview failures,
            WithheldReview withheld) {
        this.states = states;
        this.credentials = credentials;
        this.runs = runs;
        this.documents = documents;
        this.failures = failures;
        this.withheld = withheld;
    }

    public SiteJson of(Site site) {
        String cloudId = site.cloudId();
        SiteState state = states.of(site);
        CredentialState credential = credentials.of(site.name());
        return new SiteJson(
                site.name(),
                site.url().toString(),
                state.word(),
                state.text(),
                state instanceof SiteState.Behind behind ? behind.since() : null,
                credential.wording(),
                credential.problem(),
                site.spaces().all(),
                site.spaces().words(),
                site.sinks(),
                cloudId == null ? 0 : documents.of(cloudId),
                cloudId == null ? 0 : failures.count(cloudId),
                cloudId == null ? 0 : withheld.count(cloudId, false),
                runs.latest(site.name(), 1).stream().findFirst().map(RunJson::of).orElse(null));
    }
}
