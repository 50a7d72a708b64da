package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport;
import dev.kbsync.page.Census;
import dev.kbsync.page.Outcome;
import dev.kbsync.page.Outcome.Kind;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageWork;
import dev.kbsync.page.PageWork.Verdict;
import dev.kbsync.site.Site;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a dry run tells: each step that a run would take, and what it would come to. */
public final class Plan {

    private final Consumer<Step> listener;
    private final UnaryOperator<Site> proposal;
    private Usage cost = Usage.NONE;

    /**
     * @param listener receives each step, in the order a run would take them
     */
    public Plan(Consumer<Step> listener) {
        this(listener, UnaryOperator.identity());
    }

    /**
     * @param proposal makes the site what somebody proposes it to be
     */
    Plan(Consumer<Step> listener, UnaryOperator<Site> proposal) {
        this.listener = listener;
        this.proposal = proposal;
    }

    Site proposed(Site site) {
        return proposal.apply(site);
    }

    /**
     * What a run would do with one page.
     *
     * @param verb what would be done
     * @param ref the page; for one that is gone, as it was when last delivered
     * @param sinks names of the sinks that would hear of it; empty if none would
     * @param reason why, a few words; empty for an ordinary upsert
     * @param fresh whether these sinks have no document of the page yet
     */
    public record Step(Verb verb, PageRef ref, List<String> sinks, String reason, boolean fresh) {}

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
                                                work.reason(),
                                                work.isUpsert() && work.ownPaths().isEmpty())));
    }

    void withheld(PageWork removal) {
        listener.accept(
                new Step(Verb.WITHHOLD, removal.ref(), removal.sinks(), removal.reason(), false));
    }

    /** Notes what the dry run itself has cost. */
    void spent(Usage usage) {
        cost = usage;
    }

    Usage cost() {
        return cost;
    }

    /** What would become of a work if nothing goes wrong. */
    static Outcome outcome(PageWork work) {
        Kind kind =
                switch (work.verdict()) {
                    case UPSERT -> Kind.DELIVERED;
                    case REMOVE, LEAVE -> Kind.REMOVED;
                    case UNCHANGED -> Kind.UNCHANGED;
                    case SKIP -> Kind.SKIPPED;
                    case WAIT, FAIL -> Kind.FAILED;
                };
        return new Outcome(work, kind, "", work.reason(), Map.of(), Census.EMPTY);
    }

    private static Verb verb(Verdict verdict) {
        return switch (verdict) {
            case UPSERT -> Verb.UPSERT;
            case REMOVE, LEAVE -> Verb.REMOVE;
            case SKIP, UNCHANGED -> Verb.SKIP;
            case WAIT, FAIL -> Verb.WAIT;
        };
    }
}
