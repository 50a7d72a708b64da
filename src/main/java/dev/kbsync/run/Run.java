package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunLog;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.Tally;
import dev.kbsync.page.Census;
import dev.kbsync.page.Leg;
import dev.kbsync.page.ResultPage;
import dev.kbsync.page.Scan;
import dev.kbsync.page.TurnHolder;
import dev.kbsync.site.Rule;
import dev.kbsync.site.RunKind;
import dev.kbsync.site.Site;
import dev.kbsync.site.UnmatchedRules;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run in progress. The loop of the route {@code run} is the only one that changes it, except for
 * {@link #stop}, which a shutdown calls.
 */
public final class Run implements TurnHolder {

    private final String id;
    private final RunRequest request;
    private final Instant startedAt;
    private final Spending spending;
    private final SortedMap<String, Tally> tallies = new TreeMap<>();
    private final SortedMap<String, String> brokenSpaces = new TreeMap<>();
    private Site site;
    private final RunEffects effects;
    private Scan scan;
    private List<String> spaces = List.of();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Withholding withholding;
    private final Retries retries = new Retries();
    private final RunLog log = new RunLog();
    private Census census = Census.EMPTY;
    private @Nullable ResultPage inWork;
    private String problem = "";
    private String fullRunBehind = "";
    private boolean gaveWay;
    private boolean refused;
    private @Nullable RunReport coveredBy;
    private boolean confirming;
    private boolean relinking;
    private final Leaving leaving = new Leaving();
    private UnmatchedRules unmatched = new UnmatchedRules();
    private final PauseTimer pauses = new PauseTimer();
    private volatile boolean stopped;
    private volatile long fence;

    /**
     * @param usageBefore what the site had cost when the run began
     */
    Run(
            String id,
            RunRequest request,
            Site site,
            Instant startedAt,
            Usage usageBefore,
            RunEffects effects) {
        this.id = id;
        this.request = request;
        this.site = site;
        this.startedAt = startedAt;
        this.spending = new Spending(usageBefore);
        this.effects = effects;
        this.withholding = new Withholding(request.allowRemovals());
        this.scan = new Scan(site.name(), List.of());
    }

    public String getId() {
        return id;
    }

    public RunRequest getRequest() {
        return request;
    }

    public RunKind getKind() {
        return request.kind();
    }

    public Site getSite() {
        return site;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    /** What is left to list. */
    public Scan getScan() {
        return scan;
    }

    /** Whether the loop goes on. */
    public boolean isMore() {
        return !stopped && problem.isEmpty() && scan.position().isPresent();
    }

    Spending spending() {
        return spending;
    }

    /**
     * The run under which pages are marked as seen. A full run that gave way to this one relies on
     * its own marks: a page that both of them see is not to look like one that is gone.
     */
    String seenIn() {
        return fullRunBehind.isEmpty() ? id : fullRunBehind;
    }

    /**
     * @param fullRun id of the full run that gave way to this one
     */
    void hasTurnOf(String fullRun) {
        fullRunBehind = fullRun;
    }

    /** Whether other runs of the site took place while this one gave way. */
    boolean gaveWay() {
        return gaveWay;
    }

    void givesWay() {
        gaveWay = true;
    }

    /** The number of the lease under which the run writes; see {@link RunLease}. */
    long fence() {
        return fence;
    }

    void fencedBy(long number) {
        fence = number;
    }

    @Override
    public boolean hasTurn() {
        return effects.hasTurn(this);
    }

    RunEffects effects() {
        return effects;
    }

    void begin(Site identified, List<String> visible, List<Leg> legs) {
        site = identified;
        spaces = List.copyOf(visible);
        spaces.forEach(space -> tallies.put(space, Tally.NONE));
        legs.forEach(retries::expect);
        scan = new Scan(site.name(), site.rule().cql().text(), legs);
    }

    /** Keys of the wanted spaces that the credential sees, as Confluence spells them. */
    List<String> spaces() {
        return spaces;
    }

    void count(String space, Tally more) {
        tallies.merge(space, more, Tally::plus);
    }

    Tally tally(String space) {
        return tallies.getOrDefault(space, Tally.NONE);
    }

    SortedMap<String, Tally> tallies() {
        return Collections.unmodifiableSortedMap(tallies);
    }

    /** Something to say once, however often it comes up. */
    void note(String sentence) {
        if (!sentence.isEmpty() && notes.add(sentence)) {
            add(new Census(new TreeMap<>(), List.of(sentence)));
        }
    }

    /** What was said once, in the order in which it came up. */
    Set<String> notes() {
        return Collections.unmodifiableSet(notes);
    }

    RunLog log() {
        return log;
    }

    void add(Census more) {
        census = census.plus(more);
    }

    Census census() {
        return census;
    }

    /** The page of results without what this run has tried already. */
    ResultPage once(ResultPage page) {
        return relinking ? page : retries.once(page);
    }

    /** Notes which page of results is in progress. */
    void listed(ResultPage page) {
        inWork = page;
    }

    /** The page of results in progress; forgotten once taken. */
    Optional<ResultPage> takeListed() {
        Optional<ResultPage> page = Optional.ofNullable(inWork);
        inWork = null;
        return page;
    }

    /** The space's list has a hole: nothing of it may be taken for gone, its watermark stays. */
    void breakSpace(String space, String why) {
        brokenSpaces.putIfAbsent(space, why);
    }

    Map<String, String> brokenSpaces() {
        return Collections.unmodifiableMap(brokenSpaces);
    }

    /** The run ends here and is incomplete. */
    void breakOff(String why) {
        if (problem.isEmpty()) {
            problem = why;
        }
    }

    String problem() {
        return problem;
    }

    /** The run does not take place. */
    void refuse(String why) {
        refused = true;
        breakOff(why);
    }

    /** The run does not take place, since another one has done its work. */
    void cover(RunReport by) {
        coveredBy = by;
        refuse("Another run has done the work of this one.");
    }

    Optional<RunReport> coveredBy() {
        return Optional.ofNullable(coveredBy);
    }

    public boolean isRefused() {
        return refused;
    }

    PauseTimer pauses() {
        return pauses;
    }

    /** Asks the loop to end after the page of results in progress. */
    void stop() {
        stopped = true;
    }

    /** Whether every list was read to its end. */
    boolean listedToTheEnd() {
        return problem.isEmpty() && !stopped && scan.position().isEmpty();
    }

    boolean stopped() {
        return stopped;
    }

    /** Whether the pages no listing showed were looked up already. */
    boolean confirming() {
        return confirming;
    }

    void confirm(List<Leg> legs) {
        confirming = true;
        legs.forEach(scan::add);
    }

    /** Whether the documents with outdated links were listed already. */
    boolean relinking() {
        return relinking;
    }

    void relink(List<Leg> legs) {
        relinking = true;
        legs.forEach(scan::add);
    }

    /** Which documents of pages that are gone stay until a person has looked. */
    Withholding withholding() {
        return withholding;
    }

    /** Says which rules hold in this run. */
    void follow(List<Rule> rules) {
        unmatched = new UnmatchedRules(rules);
    }

    /** The rules that no listed page matches. */
    UnmatchedRules unmatched() {
        return unmatched;
    }

    /** Which pages leave which sinks. */
    Leaving leaving() {
        return leaving;
    }
}
