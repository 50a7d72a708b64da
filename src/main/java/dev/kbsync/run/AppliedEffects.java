package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.LateDeliveries;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.OutcomeRecorder;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.page.Batches;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Sentence;
import dev.kbsync.site.Site;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The run does what it decides. One page of results costs two writes: what is about to be
 * delivered, and what became of it.
 */
@Component
class AppliedEffects implements RunEffects {

    private static final Logger log = LoggerFactory.getLogger(AppliedEffects.class);

    private final LedgerStore store;
    private final FilteredPageStore filtered;
    private final FailureStore failures;
    private final WithheldStore withheld;
    private final SinkMoves moves;
    private final LateDeliveries late;
    private final ListingProgress lists;
    private final ReportedPages reported;
    private final Announcements announcements;
    private final OutcomeRecorder recorder;
    private final RunStore runs;
    private final RunCloser closer;
    private final RunProperties properties;
    private final ConverterTag tag;
    private final UndeliveredChanges changes;
    private final RunLease lease;
    private final FencedWrites writes;
    private final ApplicationEventPublisher events;

    AppliedEffects(
            LedgerStore store,
            FilteredPageStore filtered,
            FailureStore failures,
            WithheldStore withheld,
            SinkMoves moves,
            LateDeliveries late,
            ListingProgress lists,
            ReportedPages reported,
            Announcements announcements,
            OutcomeRecorder recorder,
            RunStore runs,
            RunCloser closer,
            RunProperties properties,
            ConverterTag tag,
            UndeliveredChanges changes,
            RunLease lease,
            FencedWrites writes,
            ApplicationEventPublisher events) {
        this.store = store;
        this.filtered = filtered;
        this.failures = failures;
        this.withheld = withheld;
        this.moves = moves;
        this.late = late;
        this.lists = lists;
        this.reported = reported;
        this.announcements = announcements;
        this.recorder = recorder;
        this.runs = runs;
        this.closer = closer;
        this.properties = properties;
        this.tag = tag;
        this.changes = changes;
        this.lease = lease;
        this.writes = writes;
        this.events = events;
    }

    private void write(Run run, Consumer<String> work) {
        writes.of(run, () -> work.accept(run.getSite().knownCloudId()));
    }

    @Override
    public Site proposed(Site site) {
        return site;
    }

    @Override
    public void open(Run run) {
        writes.of(run, () -> opened(run));
    }

    private void opened(Run run) {
        String site = run.getSite().name();
        if (runs.closeAbandoned(site, run.getStartedAt(), run.seenIn()) > 0) {
            log.warn("{}: the previous run was interrupted; this one continues it", site);
        }
        runs.open(run.getId(), site, run.getKind(), run.getStartedAt());
        // Before it is decided what is listed.
        String cloudId = run.getSite().cloudId();
        if (cloudId != null) {
            late.settle(cloudId);
        }
    }

    /**
     * Has the ledger be about the places that the sinks have now, and notes which whole spaces the
     * run begins to list.
     */
    @Override
    public void begin(Run run, Site site, List<Leg> legs) {
        writes.of(
                run,
                () -> {
                    moves.settle(site);
                    legs.forEach(leg -> begin(run, site, leg));
                });
    }

    private void begin(Run run, Site site, Leg leg) {
        if (leg instanceof Leg.Whole whole && whole.place() == null) {
            lists.begin(site.knownCloudId(), whole.space(), run.getStartedAt(), tag.value());
        }
    }

    @Override
    public boolean hasTurn(Run run) {
        return lease.holds(run);
    }

    @Override
    public List<String> reported(Run run) {
        String site = run.getSite().name();
        events.publishEvent(new Doorbell.RunBegins(site));
        return reported.take(site);
    }

    @Override
    public void progress(Run run) {
        events.publishEvent(new RunProgress(run.getId(), run.getSite().name()));
    }

    @Override
    public Duration longestPause() {
        return properties.longestPause();
    }

    @Override
    public Map<String, LedgerEntry> known(Run run, Collection<String> contentIds) {
        return store.find(run.getSite().knownCloudId(), contentIds);
    }

    @Override
    public List<PageWork> decided(List<PageWork> works, Collection<String> known) {
        return works;
    }

    @Override
    public void broken(Run run, Leg leg) {
        if (leg instanceof Leg.Whole whole) {
            write(run, cloud -> lists.forget(cloud, whole.space()));
        }
    }

    /** Nothing is left to try again; what a sink may hold of them goes with the next full run. */
    @Override
    public void vanished(Run run, List<String> contentIds) {
        if (!contentIds.isEmpty()) {
            write(
                    run,
                    cloud -> {
                        failures.mended(cloud, contentIds);
                        filtered.forget(cloud, contentIds);
                    });
        }
    }

    @Override
    public void withhold(Run run, ResultPage page, List<PageWork> removals) {
        List<String> there = page.rows().stream().map(row -> row.ref().contentId()).toList();
        write(
                run,
                cloud -> {
                    withheld.found(cloud, there);
                    withheld.hold(cloud, removals);
                    // One that failed before is not tried again as long as it is withheld.
                    failures.mended(cloud, ids(removals));
                });
    }

    @Override
    public Set<String> kept(Run run, String sink) {
        return withheld.kept(run.getSite().knownCloudId(), sink);
    }

    @Override
    public Set<String> approval(Run run, String sink, boolean approved) {
        return withheld.decided(run.getSite().knownCloudId(), sink, approved);
    }

    @Override
    public void withhold(Run run, String sink, Set<String> kept, List<PageWork> waiting) {
        write(run, cloud -> withheld.hold(cloud, run.getId(), sink, kept, waiting));
    }

    @Override
    public List<PageWork> announce(Run run, List<PageWork> works, List<Person> writers) {
        announcements.make(run, works, writers);
        return works;
    }

    private static List<String> ids(List<PageWork> works) {
        return works.stream().map(work -> work.ref().contentId()).toList();
    }

    /** Of what was delivered in vain, whoever has the site now has to hear. */
    @Override
    public void record(Run run, Collection<Outcome> outcomes) {
        try {
            writes.of(run, () -> write(run, outcomes));
            changes.end(run, outcomes);
        } catch (TakenOverException e) {
            leaveWord(run, outcomes);
            throw e;
        }
    }

    private void leaveWord(Run run, Collection<Outcome> outcomes) {
        try {
            late.note(outcomes.stream().map(Outcome::work).toList());
            events.publishEvent(new Takeover.Late(run.getSite().name()));
        } catch (DataAccessException e) {
            log.warn(
                    "{}: documents that were delivered late are not known: {}",
                    run.getSite().name(),
                    Sentence.of(e));
        }
    }

    private void write(Run run, Collection<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            runs.progress(run.getId(), outcomes);
            recorder.record(run.getSite(), run.seenIn(), outcomes);
        }
        run.takeListed().ifPresent(page -> passed(run, page));
    }

    private void passed(Run run, ResultPage page) {
        if (page.leg() instanceof Leg.Whole whole) {
            lists.passed(run.getSite().knownCloudId(), whole.space(), page.cursor());
        }
    }

    @Override
    public void listed(Run run) {
        write(run, cloud -> withheld.settle(cloud, run.getId(), run.getSite().sinks()));
    }

    @Override
    public long documents(Run run, String sink) {
        return store.inSink(run.getSite().knownCloudId(), sink);
    }

    @Override
    public long documents(Run run) {
        return store.count(run.getSite().knownCloudId());
    }

    @Override
    public List<String> unseen(Run run, Collection<String> exceptSpaces) {
        return store.unseen(run.getSite().knownCloudId(), run.getId(), exceptSpaces);
    }

    @Override
    public List<String> relink(Run run, List<String> stale) {
        if (!stale.isEmpty()) {
            write(run, cloud -> Batches.of(stale).forEach(ids -> store.doubt(cloud, ids)));
        }
        return stale;
    }

    @Override
    public Usage cost(Usage spent) {
        return spent;
    }

    @Override
    public void close(Run run, RunReport report) {
        try {
            writes.of(run, () -> closer.close(run, report));
            RunCloser.tell(run, report);
        } catch (TakenOverException e) {
            log.warn(
                    "{}: run {} was paused for longer than its lease, and another one took the site over",
                    report.site(),
                    report.id());
        }
    }

    @Override
    public void left(RunReport report) {
        events.publishEvent(report);
        events.publishEvent(new RunProgress(report.id(), report.site()));
    }
}
