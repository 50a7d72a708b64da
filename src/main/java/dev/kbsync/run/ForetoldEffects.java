package dev.kbsync.run;

import dev.kbsync.confluence.BodyCost;
import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.Tally;
import dev.kbsync.ledger.LedgerEntry;
import dev.kbsync.ledger.LedgerStore;
import dev.kbsync.ledger.LinkStore;
import dev.kbsync.ledger.OutdatedLinks;
import dev.kbsync.ledger.PersonStore;
import dev.kbsync.ledger.SinkMoves;
import dev.kbsync.ledger.WithheldStore;
import dev.kbsync.page.Leg;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Person;
import dev.kbsync.page.ResultPage;
import dev.kbsync.site.Site;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The run only says what it would do. It lists and decides as any run does, tells each page that is
 * not unchanged as soon as it is decided, and hands none on to be delivered. Of the pages it passed
 * it keeps only their ids.
 */
final class ForetoldEffects implements RunEffects {

    private static final Set<Verdict> DONE = EnumSet.of(Verdict.UPSERT, Verdict.REMOVE);

    private final Plan plan;
    private final LedgerStore store;
    private final LinkStore links;
    private final PersonStore people;
    private final SinkMoves moves;
    private final WithheldStore withheld;
    private final SparedCost spared;
    private final Map<String, Verdict> passed = new HashMap<>();
    private final Map<String, Set<String>> emptied = new HashMap<>();
    private final Set<String> outdated = new HashSet<>();
    private int growth;

    /**
     * @param plan records what the run would do
     */
    ForetoldEffects(
            Plan plan,
            LedgerStore store,
            LinkStore links,
            PersonStore people,
            SinkMoves moves,
            WithheldStore withheld,
            BodyCost bodyCost) {
        this.withheld = withheld;
        this.plan = plan;
        this.store = store;
        this.links = links;
        this.people = people;
        this.moves = moves;
        this.spared = new SparedCost(links, bodyCost);
    }

    @Override
    public Site proposed(Site site) {
        return plan.proposed(site);
    }

    @Override
    public void open(Run run) {}

    @Override
    public void begin(Run run, Site site, List<Leg> legs) {}

    /** They are left to the run that delivers them. */
    @Override
    public List<String> reported(Run run) {
        return List.of();
    }

    /** Nothing is delivered. */
    @Override
    public boolean hasTurn(Run run) {
        return true;
    }

    @Override
    public void progress(Run run) {}

    /** After a pause, what it has told might not be true any more. */
    @Override
    public Duration longestPause() {
        return Duration.ZERO;
    }

    /** With the marks that a run would have set in the ledger by now. */
    @Override
    public Map<String, LedgerEntry> known(Run run, Collection<String> contentIds) {
        Map<String, LedgerEntry> known =
                new HashMap<>(store.find(run.getSite().knownCloudId(), contentIds));
        Set<String> moved = moves.of(run.getSite());
        known.replaceAll((id, entry) -> run.relinking() ? entry.doubted() : entry.doubted(moved));
        return known;
    }

    /** A page that is listed for the second time was delivered or removed meanwhile. */
    @Override
    public List<PageWork> decided(List<PageWork> works, Collection<String> known) {
        return works.stream().map(work -> decided(work, known)).toList();
    }

    private PageWork decided(PageWork work, Collection<String> known) {
        String id = work.ref().contentId();
        if (work.verdict() == Verdict.LEAVE) {
            return work;
        }
        Verdict before = passed.put(id, work.verdict());
        if (before == work.verdict() && DONE.contains(before)) {
            return work.isUpsert()
                    ? work.as(Verdict.UNCHANGED, "")
                    : work.as(Verdict.SKIP, work.reason());
        }
        if (work.isUpsert() && !known.contains(id)) {
            growth++;
        } else if (work.isWithdrawal()) {
            growth--;
        }
        return work;
    }

    @Override
    public void broken(Run run, Leg leg) {}

    @Override
    public void vanished(Run run, List<String> contentIds) {}

    @Override
    public void withhold(Run run, ResultPage page, List<PageWork> removals) {
        removals.forEach(plan::withheld);
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
        waiting.forEach(plan::withheld);
    }

    @Override
    public List<PageWork> announce(Run run, List<PageWork> works, List<Person> writers) {
        people.outdatedBy(writers).forEach(this::outdate);
        outdate(links.missing(RunEffects.readable(run, works)));
        plan.tell(works);
        Map<String, LedgerEntry> held = held(run, works);
        for (PageWork work : works) {
            if (work.mayBeLinked() && work.isUpsert()) {
                outdate(links.appearing(List.of(work.ref()), held));
            } else if (work.mayBeLinked() && work.isRemoval() && leavesNothing(work, held)) {
                outdate(links.leadingTo(work.ref()));
            }
            run.count(work.ref().space(), Tally.of(Plan.outcome(work)));
        }
        spared.add(run.getSite().name(), works);
        return List.of();
    }

    /** What sinks hold of the pages that come, or leave some of them. */
    private Map<String, LedgerEntry> held(Run run, List<PageWork> works) {
        List<String> ids =
                works.stream()
                        .filter(work -> work.isUpsert() || work.verdict() == Verdict.LEAVE)
                        .map(work -> work.ref().contentId())
                        .distinct()
                        .toList();
        return store.find(run.getSite().knownCloudId(), ids);
    }

    /** Whether no sink has a document of the page any more once this removal is done. */
    private boolean leavesNothing(PageWork work, Map<String, LedgerEntry> held) {
        if (work.isWithdrawal()) {
            return true;
        }
        String id = work.ref().contentId();
        Set<String> sinks = emptied.computeIfAbsent(id, unused -> new HashSet<>());
        sinks.addAll(work.sinks());
        LedgerEntry entry = held.get(id);
        return entry != null
                && sinks.containsAll(entry.sinks().keySet())
                && passed.get(id) != Verdict.UPSERT;
    }

    private void outdate(OutdatedLinks changed) {
        outdated.addAll(changed.contentIds());
    }

    @Override
    public void record(Run run, Collection<Outcome> outcomes) {}

    @Override
    public void listed(Run run) {}

    @Override
    public long documents(Run run, String sink) {
        return store.inSink(run.getSite().knownCloudId(), sink);
    }

    @Override
    public long documents(Run run) {
        return store.count(run.getSite().knownCloudId()) + growth;
    }

    /** The ledger has seen nothing in a dry run, and so names all that it holds. */
    @Override
    public List<String> unseen(Run run, Collection<String> exceptSpaces) {
        return store.unseen(run.getSite().knownCloudId(), run.getId(), exceptSpaces).stream()
                .filter(id -> !passed.containsKey(id))
                .toList();
    }

    /** Those of them, and of those that the dry run outdates, that no step makes anew anyway. */
    @Override
    public List<String> relink(Run run, List<String> stale) {
        return Stream.concat(outdated.stream(), stale.stream())
                .distinct()
                .filter(id -> !DONE.contains(passed.getOrDefault(id, Verdict.UNCHANGED)))
                .sorted()
                .toList();
    }

    /** The dry run's own cost, and what a run would fetch. */
    @Override
    public Usage cost(Usage spent) {
        plan.spent(spent);
        return spent.plus(spared.usage());
    }

    @Override
    public void close(Run run, RunReport report) {}

    @Override
    public void left(RunReport report) {}
}
