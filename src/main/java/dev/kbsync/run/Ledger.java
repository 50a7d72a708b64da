package dev.kbsync.run;

import dev.kbsync.ledger.FailureStore;
import dev.kbsync.ledger.FilteredPageStore;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.ListingProgress;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.RunKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What every sink holds, page by page. One page of results costs two writes: what is about to be
 * delivered, and what became of it.
 */
@Component("ledger")
public class Ledger {

    private static final Set<Kind> MENDED =
            EnumSet.of(Kind.DELIVERED, Kind.UNCHANGED, Kind.REMOVED);

    private final LedgerStore store;
    private final FilteredPageStore letGo;
    private final LinkStore links;
    private final PersonStore people;
    private final FailureStore failures;
    private final RunStore runs;
    private final ListingProgress lists;
    private final Decisions decisions;
    private final ConverterTag tag;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    Ledger(
            LedgerStore store,
            FilteredPageStore letGo,
            LinkStore links,
            PersonStore people,
            FailureStore failures,
            RunStore runs,
            ListingProgress lists,
            Decisions decisions,
            ConverterTag tag,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.store = store;
        this.letGo = letGo;
        this.links = links;
        this.people = people;
        this.failures = failures;
        this.runs = runs;
        this.lists = lists;
        this.decisions = decisions;
        this.tag = tag;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * Body in: a page of results. Body out: what is to be done with each of its pages, and with
     * those that were asked for by id and are gone. What is going to be delivered is written down
     * first.
     */
    public List<PageWork> decide(Run run, ResultPage listed) {
        ResultPage page = run.once(listed);
        if (!page.problem().isEmpty()) {
            noteProblem(run, page.leg(), page.problem());
            if (run.plan() == null) {
                // Where the list broke may be what broke it.
                whole(page).forEach(space -> lists.forget(run.getSite().knownCloudId(), space));
            }
            return List.of();
        }
        run.listed(page);
        page.notes().forEach(run::note);
        Plan plan = run.plan();
        List<Person> writers =
                page.rows().stream().flatMap(row -> row.people().stream()).distinct().toList();
        List<PageWork> decided = decisions.of(run, page);
        if (page.oldEnough() && decided.stream().noneMatch(Ledger::needsDoing)) {
            run.getScan().finish(page.leg());
        }
        decided.stream()
                .filter(PageWork::listed)
                .forEach(work -> run.count(work.ref().space(), Tally.listed(1)));
        if (plan != null) {
            plan.outdates(people.wouldLearn(writers));
            unchanged(run, decided).forEach(ref -> plan.outdates(links.wouldBeReadable(ref)));
            tell(run, plan, decided);
            return List.of();
        }
        people.learn(writers);
        links.readable(unchanged(run, decided));
        announce(run, decided);
        return decided;
    }

    /** What appears, or appears anew, is announced; but restrictions come and go without that. */
    private static List<PageRef> unchanged(Run run, List<PageWork> works) {
        return run.getKind() == RunKind.CHANGES
                ? List.of()
                : works.stream()
                        .filter(work -> work.verdict() == Verdict.UNCHANGED)
                        .map(PageWork::ref)
                        .filter(ref -> ref.access() == Access.OPEN)
                        .toList();
    }

    /** A plan ends here: nothing is written down, and no work goes on to be delivered. */
    private void tell(Run run, Plan plan, List<PageWork> works) {
        plan.tell(works);
        for (PageWork work : pages(works)) {
            if (work.isUpsert()) {
                plan.outdates(links.wouldAppear(work.ref()));
            } else if (work.isRemoval()) {
                plan.outdates(links.wouldGo(work.ref()));
            }
        }
        works.forEach(work -> run.count(work.ref().space(), Tally.of(Plan.outcome(work))));
        run.getScan().wouldFetch((int) works.stream().filter(PageWork::needsBody).count());
        run.getScan()
                .wouldInclude(
                        plan.includes(
                                works.stream()
                                        .filter(PageWork::isUpsert)
                                        .flatMap(work -> links.shownBy(work.ref()).stream())
                                        .toList()));
        long files = works.stream().filter(PageWork::needsFile).count();
        // Where a file lies is a request of its own, for one object.
        run.getScan().spare(files, 2 * files);
    }

    /** Nothing links to the document of a file, and nothing includes it. */
    private static List<PageWork> pages(List<PageWork> works) {
        return works.stream().filter(work -> !work.ref().isAttachment()).toList();
    }

    private static boolean needsDoing(PageWork work) {
        return work.isUpsert() || work.isRemoval();
    }

    private void announce(Run run, List<PageWork> works) {
        List<PageWork> upserts = works.stream().filter(PageWork::isUpsert).toList();
        if (upserts.isEmpty()) {
            return;
        }
        // Not within the transaction: it has to begin with a write (SQLite).
        Map<String, LedgerEntry> known =
                store.find(
                        run.getSite().knownCloudId(),
                        upserts.stream().map(work -> work.ref().contentId()).toList());
        transaction.executeWithoutResult(
                status -> {
                    // First the links: they compare with the name in the ledger.
                    pages(upserts).forEach(work -> links.appeared(work.ref()));
                    store.announce(upserts, known, run.getId());
                });
    }

    private static void noteProblem(Run run, Leg leg, String problem) {
        if (leg.spaces().isEmpty()) {
            // A list by ids tells nothing of a single space: whatever it was for has to wait.
            run.breakOff(problem);
        }
        leg.spaces().forEach(space -> run.breakSpace(space, problem));
    }

    /** Body in: the outcomes of one page of results. Writes them down in one transaction. */
    public void record(Run run, Collection<Outcome> outcomes) {
        if (run.plan() != null) {
            return;
        }
        transaction.executeWithoutResult(
                status -> {
                    if (!outcomes.isEmpty()) {
                        write(run, outcomes);
                    }
                    run.takeListed().ifPresent(page -> passed(run, page));
                });
        outcomes.forEach(outcome -> run.count(outcome.work().ref().space(), Tally.of(outcome)));
        outcomes.forEach(outcome -> run.log().tell(run.getSite().name(), outcome));
        run.add(RunCensus.of(outcomes));
        events.publishEvent(new RunProgress(run.getId(), run.getSite().name()));
    }

    private void passed(Run run, ResultPage page) {
        whole(page)
                .forEach(space -> lists.passed(run.getSite().knownCloudId(), space, page.cursor()));
    }

    private static List<String> whole(ResultPage page) {
        return page.leg().purpose() == Leg.Purpose.WHOLE ? page.leg().spaces() : List.of();
    }

    private void write(Run run, Collection<Outcome> outcomes) {
        // A write comes first: a transaction that begins with a read may not write any more once
        // another process has (SQLite).
        runs.progress(run, outcomes);
        store.seen(
                run.getSite().knownCloudId(),
                ids(outcomes.stream().filter(outcome -> outcome.work().listed())),
                run.getId());
        outcomes.forEach(outcome -> write(run, outcome));
        withdraw(run, outcomes);
        failures.mended(
                run.getSite().knownCloudId(),
                ids(outcomes.stream().filter(outcome -> MENDED.contains(outcome.kind()))));
        failures.skipped(
                run.getSite().knownCloudId(),
                ids(outcomes.stream().filter(outcome -> outcome.kind() == Kind.SKIPPED)));
    }

    private void write(Run run, Outcome outcome) {
        PageWork work = outcome.work();
        PageRef ref = work.ref();
        List<String> good =
                outcome.sinks().entrySet().stream()
                        .filter(sink -> sink.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        if (work.isUpsert() && !good.isEmpty()) {
            String fingerprint = Fingerprint.of(ref, tag.value());
            store.delivered(ref, work.path(), good, fingerprint, run.getId());
            letGo.forget(ref.cloudId(), ref.contentId(), good);
            if (good.containsAll(run.getSite().sinks())) {
                links.record(ref, outcome.links());
            } else {
                links.add(ref, outcome.links());
            }
        }
        if (!outcome.letGo().isEmpty()) {
            letGo.record(ref, outcome.letGo(), Fingerprint.of(ref, tag.value()));
            if (store.letGo(ref, outcome.letGo())) {
                links.gone(ref);
            }
        }
        if (work.isRemoval()) {
            store.removed(ref, good);
            letGo.forget(ref.cloudId(), List.of(ref.contentId()));
        }
        if (outcome.kind() == Kind.FAILED && work.verdict() != Verdict.WAIT) {
            failures.failed(outcome, Fingerprint.of(ref, tag.value()));
        }
    }

    /**
     * Outcomes come in the order in which they were ready. What is withdrawn comes last: documents
     * of the same page of results were made while it was still there.
     */
    private void withdraw(Run run, Collection<Outcome> outcomes) {
        outcomes.stream()
                .map(Outcome::work)
                .filter(PageWork::isRemoval)
                .forEach(work -> links.gone(work.ref()));
        links.compare(
                run.getSite().knownCloudId(),
                ids(outcomes.stream().filter(outcome -> outcome.work().isUpsert())));
    }

    private static List<String> ids(Stream<Outcome> outcomes) {
        return outcomes.map(outcome -> outcome.work().ref().contentId()).toList();
    }
}
