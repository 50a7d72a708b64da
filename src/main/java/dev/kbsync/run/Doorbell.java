package dev.kbsync.run;

import com.github.benmanes.caffeine.cache.Cache;
import dev.kbsync.run.RunStarter.Begun;
import dev.kbsync.site.Caches;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts a run for changes as soon as somebody says that pages have changed. However often that is
 * said, no more than one run waits.
 */
@Component
public class Doorbell {

    /** How long a ring covers those after it, should its run not begin. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Sites sites;
    private final RunStarter starter;
    private final ReportedPages reported;
    private final Cache<String, Boolean> rung;

    Doorbell(Sites sites, RunStarter starter, ReportedPages reported, Clock clock) {
        this.sites = sites;
        this.starter = starter;
        this.reported = reported;
        this.rung = Caches.by(clock).expireAfterWrite(PATIENCE).build();
    }

    /**
     * @param contentIds of the pages that have changed; empty where that is not known
     * @throws dev.kbsync.site.UnknownSiteException if there is no such site
     * @throws IllegalArgumentException with one sentence, if one of them is no content id
     */
    public Begun ring(String site, Collection<String> contentIds) {
        sites.get(site);
        for (String id : contentIds) {
            if (!id.matches("[0-9]{1,19}")) {
                throw new IllegalArgumentException(
                        "A page is named by its id, a number of at most 19 digits.");
            }
        }
        reported.add(site, contentIds);
        if (rung.asMap().putIfAbsent(site, true) != null) {
            return Begun.WAITING_ALREADY;
        }
        try {
            return starter.begin(new RunRequest(site, RunKind.CHANGES, false));
        } catch (RuntimeException e) {
            rung.invalidate(site);
            throw e;
        }
    }

    /** What is said from now on is news to the run that begins. */
    @EventListener
    public void began(RunBegins run) {
        rung.invalidate(run.site());
    }

    /** A run is about to find out what has changed. */
    record RunBegins(String site) {}
}
