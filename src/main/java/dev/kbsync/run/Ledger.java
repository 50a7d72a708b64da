package dev.kbsync.run;

import dev.kbsync.history.RunCensus;
import dev.kbsync.history.Tally;
import dev.kbsync.page.Leg;
import dev.kbsync.page.ListAnswer;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every sink holds, page by page; decides and records one page of results at a time. */
@Component("ledger")
public class Ledger {

    private final Decisions decisions;

    Ledger(Decisions decisions) {
        this.decisions = decisions;
    }

    /**
     * Body in: a page of results. Body out: what is to be done with each of its pages, and with
     * those that were asked for by id and are gone. What is going to be delivered is written down
     * first.
     */
    public List<PageWork> decide(Run run, ListAnswer answer) {
        if (answer instanceof ResultPage listed) {
            return decided(run, run.once(listed));
        }
        if (answer instanceof ListAnswer.Broken broken) {
            noteProblem(run, broken.leg(), broken.problem());
            run.effects().broken(run, broken.leg());
        }
        return List.of();
    }

    private List<PageWork> decided(Run run, ResultPage page) {
        run.listed(page);
        page.notes().forEach(run::note);
        List<PageWork> decided = decisions.of(run, page);
        if (page.oldEnough() && decided.stream().noneMatch(Ledger::needsDoing)) {
            run.getScan().finish(page.leg());
        }
        decided.stream()
                .filter(PageWork::listed)
                .forEach(work -> run.count(work.ref().space(), Tally.listed(1)));
        List<Person> writers =
                page.rows().stream().flatMap(row -> row.people().stream()).distinct().toList();
        return run.effects().announce(run, decided, writers);
    }

    private static boolean needsDoing(PageWork work) {
        return work.isUpsert() || work.isRemoval();
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
        run.effects().record(run, outcomes);
        outcomes.forEach(outcome -> run.count(outcome.work().ref().space(), Tally.of(outcome)));
        outcomes.forEach(outcome -> run.log().tell(run.getSite().name(), outcome));
        run.add(RunCensus.of(outcomes));
        run.effects().progress(run);
    }
}
