package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run changes, and what it finds because of what it changed before. Chosen when the run is
 * opened: {@link AppliedEffects} for a run that does what it decides, {@link ForetoldEffects} for a
 * dry run. Apart from {@link RunQueue}, which lets no dry run wait, nothing else in this package
 * knows which of the two it has.
 */
interface RunEffects {

    /** The site, as the run is to take it. */
    Site proposed(Site site);

    /** The run has its turn. */
    void open(Run run);

    /** The site was asked who it is and which spaces it has: the run is about to list them. */
    void begin(Run run, Site site, List<Leg> legs);

    /** Ids of pages that somebody said have changed since the last run. */
    List<String> reported(Run run);

    /** Whether the run may deliver. */
    boolean hasTurn(Run run);

    /** There is something new to show of the run. */
    void progress(Run run);

    /** How long the run waits at most for a spent quota. */
    Duration longestPause();

    /** What sinks hold of these pages now, by content id. */
    Map<String, LedgerEntry> known(Run run, Collection<String> contentIds);

    /**
     * The works as they are at this place of the run.
     *
     * @param known ids of the pages that the ledger knows
     */
    List<PageWork> decided(List<PageWork> works, Collection<String> known);

    /** A listing broke off: where it got to may be the reason. */
    void broken(Run run, Leg leg);

    /** Pages that failed before do not exist any more. */
    void vanished(Run run, List<String> contentIds);

    /**
     * These removals wait for a person.
     *
     * @param page the page of results that confirmed them
     */
    void withhold(Run run, ResultPage page, List<PageWork> removals);

    /** Ids of the pages that a person keeps in a sink that does not want them any more. */
    Set<String> kept(Run run, String sink);

    /**
     * Ids of the pages whose removal a person approved, or saw and did not approve.
     *
     * @param sink the sink they would leave; empty for pages that are gone
     */
    Set<String> approval(Run run, String sink, boolean approved);

    /**
     * Of the pages that a sink does not want any more, documents stay there.
     *
     * @param kept ids of those that a person keeps
     * @param waiting the removals that wait for a person; often none
     */
    void withhold(Run run, String sink, Set<String> kept, List<PageWork> waiting);

    /**
     * Everything is decided for a page of results.
     *
     * @param writers the people whose names it shows
     * @return the works to go on with
     */
    List<PageWork> announce(Run run, List<PageWork> works, List<Person> writers);

    /** These outcomes, of one page of results, are final. */
    void record(Run run, Collection<Outcome> outcomes);

    /** Every list was read to its end. */
    void listed(Run run);

    /** How many pages of the site may have documents now. */
    long documents(Run run);

    /** How many pages of the site may have documents in a sink. */
    long documents(Run run, String sink);

    /** Ids of the pages that no list showed, except in some spaces, and except those kept. */
    List<String> unseen(Run run, Collection<String> exceptSpaces);

    /**
     * The documents that have to be converted again because something they show or link to changed.
     *
     * @param stale ids of the pages of which the ledger says so
     */
    List<String> relink(Run run, List<String> stale);

    /**
     * What the run cost.
     *
     * @param spent what was spent since it began
     */
    Usage cost(Usage spent);

    /** The run has taken place. */
    void close(Run run, RunReport report);

    /** The run has given its turn to others. */
    void left(RunReport report);

    /**
     * Pages whose documents do not change, but that everybody may read. What appears, or appears
     * anew, is announced; restrictions come and go without that.
     */
    static List<PageRef> readable(Run run, List<PageWork> works) {
        return run.getKind() == RunKind.CHANGES
                ? List.of()
                : works.stream()
                        .filter(work -> work.verdict() == Verdict.UNCHANGED)
                        .filter(PageWork::mayBeLinked)
                        .map(PageWork::ref)
                        .filter(ref -> ref.access() == Access.OPEN)
                        .toList();
    }
}
