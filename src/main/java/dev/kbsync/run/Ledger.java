package dev.kbsync.run;

import dev.kbsync.page.ConverterTag;
import dev.kbsync.page.Fingerprint;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Listed;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.ResultPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final LedgerStore store;
    private final LinkStore links;
    private final FailureStore failures;
    private final RunStore runs;
    private final SpaceLists lists;
    private final Planner planner;
    private final ConverterTag tag;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;

    Ledger(
            LedgerStore store,
            LinkStore links,
            FailureStore failures,
            RunStore runs,
            SpaceLists lists,
            Planner planner,
            ConverterTag tag,
            TransactionOperations transaction,
            ApplicationEventPublisher events) {
        this.store = store;
        this.links = links;
        this.failures = failures;
        this.runs = runs;
        this.lists = lists;
        this.planner = planner;
        this.tag = tag;
        this.transaction = transaction;
        this.events = events;
    }

    /**
     * Body in: a page of results. Body out: what is to be done with each of its pages, and with
     * those that were asked for by id and are gone. What is going to be delivered is written down
     * first.
     */
    public List<PageWork> plan(Run run, ResultPage page) {
        if (!page.problem().isEmpty()) {
            noteProblem(run, page.leg(), page.problem());
            // Where the list broke may be what broke it.
            whole(page).forEach(space -> lists.forget(run.getSite().knownCloudId(), space));
            return List.of();
        }
        run.listed(page);
        run.note(page.note());
        Map<String, Listed> rows = new LinkedHashMap<>();
        for (Listed row : page.rows()) {
            // A page edited while it is listed may come twice; the newer one counts.
            rows.merge(
                    row.ref().contentId(),
                    row,
                    (one, two) -> one.ref().version() > two.ref().version() ? one : two);
        }
        Set<String> ids = new LinkedHashSet<>(rows.keySet());
        ids.addAll(page.absent());
        Map<String, LedgerEntry> known = store.find(run.getSite().knownCloudId(), ids);

        List<PageWork> works = new ArrayList<>();
        rows.forEach((id, row) -> works.add(planner.listed(run.getSite(), row, known.get(id))));
        if (page.leg().purpose() == Leg.Purpose.CONFIRM) {
            page.absent().stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .forEach(entry -> works.add(planner.absent(run.getSite(), entry)));
        } else {
            // Nothing is left to try again; what a sink may hold of them goes with the next full
            // run.
            failures.mended(run.getSite().knownCloudId(), page.absent());
        }
        if (page.oldEnough() && works.stream().noneMatch(Ledger::needsDoing)) {
            run.getScan().finish(page.leg());
        }
        works.stream()
                .filter(PageWork::listed)
                .forEach(work -> run.count(work.ref().space(), Tally.listed(1)));
        announce(run, works);
        return works;
    }

    private static boolean needsDoing(PageWork work) {
        return work.verdict() != Verdict.UNCHANGED && work.verdict() != Verdict.SKIP;
    }

    private void announce(Run run, List<PageWork> works) {
        List<PageWork> upserts = works.stream().filter(PageWork::isUpsert).toList();
        if (upserts.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(
                status -> {
                    for (PageWork work : upserts) {
                        store.announce(work.ref(), possiblePaths(work), work.sinks(), run.getId());
                        links.appeared(work.ref());
                    }
                });
    }

    private static List<String> possiblePaths(PageWork work) {
        return Stream.concat(Stream.of(work.path()), work.formerPaths().stream()).toList();
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
        transaction.executeWithoutResult(
                status -> {
                    if (!outcomes.isEmpty()) {
                        write(run, outcomes);
                    }
                    run.takeListed().ifPresent(page -> passed(run, page));
                });
        outcomes.forEach(outcome -> run.count(outcome.work().ref().space(), Tally.of(outcome)));
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
        failures.mended(
                run.getSite().knownCloudId(),
                ids(outcomes.stream().filter(outcome -> outcome.kind() != Kind.FAILED)));
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
            boolean all = good.containsAll(work.sinks());
            store.delivered(
                    ref,
                    all ? List.of(work.path()) : possiblePaths(work),
                    good,
                    Fingerprint.of(ref, tag.value()),
                    run.getId());
            if (all) {
                links.record(ref, outcome.links());
            }
        }
        if (work.isRemoval()) {
            store.removed(ref, good);
            links.gone(ref);
        }
        if (outcome.kind() == Kind.FAILED) {
            failures.failed(outcome);
        }
    }

    private static List<String> ids(Stream<Outcome> outcomes) {
        return outcomes.map(outcome -> outcome.work().ref().contentId()).toList();
    }
}
