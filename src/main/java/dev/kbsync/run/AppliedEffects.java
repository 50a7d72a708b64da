package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunProgress;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunStore;
import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.OutcomeRecorder;
import dev.kbsync.ledger.OutdatedLinks;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.page.Batches;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.Site;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The run does what it decides. One page of results costs two writes: what is about to be
 * delivered, and what became of it.
 */
@Component
class AppliedEffects implements RunEffects {

    private static final Logger log = LoggerFactory.getLogger(AppliedEffects.class);

    private final LedgerStore store;
    private final FilteredPageStore filtered;
    private final LinkStore links;
    private final PersonStore people;
    private final FailureStore failures;
    private final WithheldStore withheld;
    private final SinkMoves moves;
    private final ListingProgress lists;
    private final ReportedPages reported;
    private final OutcomeRecorder recorder;
    private final RunStore runs;
    private final RunCloser closer;
    private final RunProperties properties;
    private final ConverterTag tag;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    AppliedEffects(
            LedgerStore store,
            FilteredPageStore filtered,
            LinkStore links,
            PersonStore people,
            FailureStore failures,
            WithheldStore withheld,
            SinkMoves moves,
            ListingProgress lists,
            ReportedPages reported,
            OutcomeRecorder recorder,
            RunStore runs,
            RunCloser closer,
            RunProperties properties,
            ConverterTag tag,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.store = store;
        this.filtered = filtered;
        this.links = links;
        this.people = people;
        this.failures = failures;
        this.withheld = withheld;
        this.moves = moves;
        this.lists = lists;
        this.reported = reported;
        this.recorder = recorder;
        this.runs = runs;
        this.closer = closer;
        this.properties = properties;
        this.tag = tag;
        this.transaction = transaction;
        this.events = events;
    }

    @Override
    public void open(Run run) {
        String site = run.getSite().name();
        if (runs.closeAbandoned(site, run.getStartedAt(), run.seenIn()) > 0) {
            log.warn("{}: the previous run was interrupted; this one continues it", site);
        }
        runs.open(run.getId(), site, run.getKind(), run.getStartedAt());
    }

    /**
     * Has the ledger be about the places that the sinks have now, and notes which whole spaces the
     * run begins to list.
     */
    @Override
    public void begin(Run run, Site site, List<Leg> legs) {
        moves.settle(site);
        for (Leg leg : legs) {
            if (leg instanceof Leg.Whole whole && whole.place() == null) {
                lists.begin(site.knownCloudId(), whole.space(), run.getStartedAt(), tag.value());
            }
        }
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
            lists.forget(run.getSite().knownCloudId(), whole.space());
        }
    }

    /** Nothing is left to try again; what a sink may hold of them goes with the next full run. */
    @Override
    public void vanished(Run run, List<String> contentIds) {
        failures.mended(run.getSite().knownCloudId(), contentIds);
        filtered.forget(run.getSite().knownCloudId(), contentIds);
    }

    @Override
    public void withhold(Run run, ResultPage page, List<PageWork> removals) {
        String cloudId = run.getSite().knownCloudId();
        withheld.found(cloudId, page.rows().stream().map(row -> row.ref().contentId()).toList());
        withheld.hold(cloudId, removals);
        // One that failed before is not tried again as long as it is withheld.
        failures.mended(
                cloudId, removals.stream().map(removal -> removal.ref().contentId()).toList());
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
        withheld.hold(run.getSite().knownCloudId(), run.getId(), sink, kept, waiting);
    }

    @Override
    public List<PageWork> announce(Run run, List<PageWork> works, List<Person> writers) {
        people.learn(writers);
        RunEffects.readable(run, works).forEach(ref -> links.missing(ref).mark());
        List<PageWork> upserts = works.stream().filter(PageWork::isUpsert).toList();
        if (!upserts.isEmpty()) {
            // Not within the transaction: it has to begin with a write (SQLite).
            Map<String, LedgerEntry> known =
                    known(run, upserts.stream().map(work -> work.ref().contentId()).toList());
            transaction.executeWithoutResult(
                    status -> {
                        // First the links: they compare with the name in the ledger.
                        upserts.stream()
                                .filter(PageWork::mayBeLinked)
                                .map(work -> links.appearing(work.ref()))
                                .forEach(OutdatedLinks::mark);
                        store.announce(upserts, known, run.seenIn());
                    });
        }
        return works;
    }

    @Override
    public void record(Run run, Collection<Outcome> outcomes) {
        transaction.executeWithoutResult(
                status -> {
                    if (!outcomes.isEmpty()) {
                        // A write comes first: a transaction that begins with a read may not write
                        // any more once another process has (SQLite).
                        runs.progress(run.getId(), outcomes);
                        recorder.record(run.getSite(), run.seenIn(), outcomes);
                    }
                    run.takeListed().ifPresent(page -> passed(run, page));
                });
    }

    private void passed(Run run, ResultPage page) {
        if (page.leg() instanceof Leg.Whole whole) {
            lists.passed(run.getSite().knownCloudId(), whole.space(), page.cursor());
        }
    }

    @Override
    public void listed(Run run) {
        withheld.settle(run.getSite().knownCloudId(), run.getId(), run.getSite().sinks());
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
        Batches.of(stale).forEach(ids -> store.doubt(run.getSite().knownCloudId(), ids));
        return stale;
    }

    @Override
    public Usage cost(Usage spent) {
        return spent;
    }

    @Override
    public void close(Run run, RunReport report) {
        closer.close(run, report);
    }

    @Override
    public void left(RunReport report) {
        events.publishEvent(report);
        events.publishEvent(new RunProgress(report.id(), report.site()));
    }
}
