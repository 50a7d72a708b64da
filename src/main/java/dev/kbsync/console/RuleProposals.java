package dev.kbsync.console;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.run.RunStarter;
import dev.kbsync.site.Caches;
import dev.kbsync.site.Site;
import dev.kbsync.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Finds out in the background what proposed rules would change. Kept in memory for an hour. */
@Component
@ConditionalOnWebApplication
class RuleProposals {

    private static final Logger log = LoggerFactory.getLogger(RuleProposals.class);

    private final Sites sites;
    private final RunStarter starter;
    private final Cache<String, RuleProposal> proposals;
    private final SimpleAsyncTaskExecutor background = new SimpleAsyncTaskExecutor("rules-");

    RuleProposals(Sites sites, RunStarter starter, Clock clock) {
        this.sites = sites;
        this.starter = starter;
        this.proposals =
                Caches.by(clock).maximumSize(50).expireAfterWrite(Duration.ofHours(1)).build();
        background.setDaemon(true);
    }

    /**
     * Begins to find out.
     *
     * @return the id to ask by
     */
    String begin(String site, RulesForm form) {
        Site before = sites.get(site);
        RuleProposal proposal = new RuleProposal(UUID.randomUUID().toString(), before, form);
        proposals.put(key(site, proposal.getId()), proposal);
        background.execute(() -> plan(before.name(), proposal));
        return proposal.getId();
    }

    private void plan(String site, RuleProposal proposal) {
        Site proposed = sites.proposed(site, proposal.form().spaces(), proposal.form().rules());
        try {
            proposal.end(
                    starter.planProposed(
                            site,
                            now -> now.wanting(proposed.spaces(), proposed.rule()),
                            proposal::tell));
        } catch (RuntimeException e) {
            log.error("{}: what proposed rules would change could not be found out", site, e);
            proposal.fail("It could not be found out what would change; see the log for details.");
        }
    }

    Optional<RuleProposal> find(String site, String id) {
        return Optional.ofNullable(proposals.getIfPresent(key(site, id)));
    }

    private static String key(String site, String id) {
        return site + " " + id;
    }
}
