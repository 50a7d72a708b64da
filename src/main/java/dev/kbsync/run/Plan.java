package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.page.Census;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.page.Scan;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A run that only says what it would do. It lists and decides as any run does, tells each page that
 * is not unchanged as soon as it is decided, and hands none on to be delivered. Of the pages it
 * passed it keeps only their ids.
 */
public final class Plan {

    private static final Set<Verdict> DONE = EnumSet.of(Verdict.UPSERT, Verdict.REMOVE);

    private final Consumer<Step> listener;
    private final Map<String, Verdict> passed = new HashMap<>();
    private final Set<String> outdated = new HashSet<>();
    private final Set<String> included = new HashSet<>();
    private int unknown;
    private int forgotten;
    private Usage cost = Usage.NONE;

    /**
     * @param listener is told each step, in the order a run would take them
     */
    public Plan(Consumer<Step> listener) {
        this.listener = listener;
    }

    /**
     * What a run would do with one page.
     *
     * @param verb what would be done
     * @param ref the page; for one that is gone, as it was when last delivered
     * @param sinks names of the sinks that would hear of it; empty if none would
     * @param reason why, a few words; empty for an ordinary upsert
     */
    public record Step(Verb verb, PageRef ref, List<String> sinks, String reason) {}

    /** What a run would do with a page, in the words an operator reads. */
    public enum Verb {
        UPSERT("upsert"),
        REMOVE("remove"),
        SKIP("skip"),
        /** Failed before and waits for its next try. */
        WAIT("wait"),
        /** Gone, but more are than the threshold allows: its removal waits for a person. */
        WITHHOLD("withhold");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * What came of a plan.
     *
     * @param report the balance a run would come to, and under {@code usage} what it would cost;
     *     its state says whether the lists could be read to their end
     * @param cost what the plan itself has cost
     */
    public record Result(RunReport report, Usage cost) {}

    /**
     * The works as a run would find them at this place: a page that is listed for the second time
     * was delivered or taken back meanwhile.
     *
     * @param known ids of the pages the ledger knew before
     */
    List<PageWork> decided(List<PageWork> works, Collection<String> known) {
        return works.stream().map(work -> decided(work, known)).toList();
    }

    private PageWork decided(PageWork work, Collection<String> known) {
        Verdict before = passed.put(work.ref().contentId(), work.verdict());
        if (before == Verdict.UPSERT && work.isUpsert()) {
            passed.put(work.ref().contentId(), before);
            return work.as(Verdict.UNCHANGED, "");
        }
        if (before == Verdict.REMOVE && work.isRemoval()) {
            passed.put(work.ref().contentId(), before);
            return work.as(Verdict.SKIP, work.reason());
        }
        if (work.isUpsert() && !known.contains(work.ref().contentId())) {
            unknown++;
        }
        if (work.isRemoval()) {
            forgotten++;
        }
        return work;
    }

    void tell(List<PageWork> works) {
        works.stream()
                .filter(work -> work.verdict() != Verdict.UNCHANGED)
                .forEach(
                        work ->
                                listener.accept(
                                        new Step(
                                                verb(work.verdict()),
                                                work.ref(),
                                                work.sinks(),
                                                work.reason())));
    }

    void withheld(PageWork removal) {
        listener.accept(new Step(Verb.WITHHOLD, removal.ref(), removal.sinks(), removal.reason()));
    }

    /**
     * Notes what the plan itself has cost.
     *
     * @return what a run would cost: the same, and what it would fetch
     */
    Usage costing(Usage own, Scan scan) {
        cost = own;
        return own.plus(new Usage(scan.requestsSpared(), scan.pointsSpared()));
    }

    Usage cost() {
        return cost;
    }

    /** Notes pages whose links, or whose included pages, a step would make outdated. */
    void outdates(Collection<String> contentIds) {
        outdated.addAll(contentIds);
    }

    /**
     * Notes pages that documents would show. A page that no document showed yet is not known before
     * it is read; what it includes is not reckoned.
     *
     * @return how many of them were not noted before
     */
    int includes(Collection<String> contentIds) {
        int before = included.size();
        included.addAll(contentIds);
        return included.size() - before;
    }

    /** Those of them, and of some others, that no step makes anew anyway. */
    List<String> outdated(Collection<String> others) {
        return Stream.concat(outdated.stream(), others.stream())
                .distinct()
                .filter(id -> !DONE.contains(passed.getOrDefault(id, Verdict.UNCHANGED)))
                .sorted()
                .toList();
    }

    /** Whether a list has shown the page. */
    boolean saw(String contentId) {
        return passed.containsKey(contentId);
    }

    /** By how many pages the ledger would have grown up to here. */
    int growth() {
        return unknown - forgotten;
    }

    /** What would become of a work if nothing goes wrong. */
    static Outcome outcome(PageWork work) {
        Kind kind =
                switch (work.verdict()) {
                    case UPSERT -> Kind.DELIVERED;
                    case REMOVE -> Kind.REMOVED;
                    case UNCHANGED -> Kind.UNCHANGED;
                    case SKIP -> Kind.SKIPPED;
                    case WAIT, FAIL -> Kind.FAILED;
                };
        return new Outcome(work, kind, "", work.reason(), Map.of(), Census.EMPTY);
    }

    private static Verb verb(Verdict verdict) {
        return switch (verdict) {
            case UPSERT -> Verb.UPSERT;
            case REMOVE -> Verb.REMOVE;
            case SKIP, UNCHANGED -> Verb.SKIP;
            case WAIT, FAIL -> Verb.WAIT;
        };
    }
}
