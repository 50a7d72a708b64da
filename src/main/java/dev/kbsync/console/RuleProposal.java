package dev.kbsync.console;

import dev.kbsync.page.PageRef;
import dev.kbsync.run.Plan;
import dev.kbsync.run.Plan.Verb;
import dev.kbsync.site.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that somebody proposed, and what a full run would do if they held. */
final class RuleProposal {

    /** More titles than anybody reads on a page; all are counted. */
    private static final int SHOWN = 300;

    private final String id;
    private final Site before;
    private final RulesForm form;
    private final Changes comesIn = new Changes();
    private final Changes goesOut = new Changes();
    private final Changes waits = new Changes();
    private final Changes again = new Changes();
    private Plan.@Nullable Result result;
    private String problem = "";

    /**
     * @param before the site as it was when they were proposed
     */
    RuleProposal(String id, Site before, RulesForm form) {
        this.id = id;
        this.before = before;
        this.form = form;
    }

    /** A page, and the sinks that would get or lose its document. */
    public record Row(PageRef ref, Set<String> sinks, String reason) {}

    /** Pages of one fate. */
    public static final class Changes {

        private final Map<String, Row> rows = new HashMap<>();
        private final List<Row> shown = new ArrayList<>();

        private void add(Plan.Step step) {
            Row row =
                    rows.computeIfAbsent(
                            step.ref().contentId(),
                            unused -> new Row(step.ref(), new LinkedHashSet<>(), step.reason()));
            if (row.sinks().isEmpty() && shown.size() < SHOWN) {
                shown.add(row);
            }
            row.sinks().addAll(step.sinks());
        }

        /** How many there are. */
        public int getCount() {
            return rows.size();
        }

        /** The first of them. */
        public List<Row> getRows() {
            return List.copyOf(shown);
        }
    }

    public String getId() {
        return id;
    }

    RulesForm form() {
        return form;
    }

    /** Whether the site's rules are still those that it was compared with. */
    boolean isStillAbout(Site now) {
        return now.rule().equals(before.rule()) && now.spaces().equals(before.spaces());
    }

    synchronized void tell(Plan.Step step) {
        if (step.verb() == Verb.UPSERT) {
            (step.fresh() ? comesIn : again).add(step);
        } else if (step.verb() == Verb.REMOVE) {
            goesOut.add(step);
        } else if (step.verb() == Verb.WITHHOLD) {
            waits.add(step);
        }
    }

    synchronized void end(Plan.Result planned) {
        result = planned;
        problem = planned.report().problem();
    }

    synchronized void fail(String why) {
        problem = why;
    }

    public synchronized boolean isRunning() {
        return result == null && problem.isEmpty();
    }

    /** Why it cannot be said what would happen; empty if it can. */
    public synchronized String getProblem() {
        return problem;
    }

    /** What the plan came to; null as long as it runs. */
    public synchronized Plan.@Nullable Result getResult() {
        return result;
    }

    /** Pages that no document was made of yet. */
    public synchronized Changes getComesIn() {
        return comesIn;
    }

    /** Pages whose documents would be removed. */
    public synchronized Changes getGoesOut() {
        return goesOut;
    }

    /** Pages whose documents would be removed once a person has agreed. */
    public synchronized Changes getWaits() {
        return waits;
    }

    /** Pages that would be delivered again in any case. */
    public synchronized Changes getAgain() {
        return again;
    }
}
