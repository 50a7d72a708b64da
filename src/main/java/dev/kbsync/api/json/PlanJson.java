package dev.kbsync.api.json;

import dev.kbsync.confluence.Usage;
import dev.kbsync.run.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would do now.
 *
 * @param run the balance that it would come to, and what it would cost; it has no id
 * @param counts how many pages would be upserted, removed, skipped or withheld, or wait
 * @param steps the first of them; unchanged pages are not among them
 * @param cost what the plan itself has cost
 */
public record PlanJson(
        RunJson run, SortedMap<String, Integer> counts, List<Step> steps, Usage cost) {

    /**
     * What would be done with one page.
     *
     * @param verb upsert, remove, skip, wait or withhold
     * @param id Confluence's id of the page
     * @param sinks those that would hear of it
     * @param reason why, a few words; empty for an ordinary upsert
     */
    public record Step(
            String verb, String space, String title, String id, List<String> sinks, String reason) {

        static Step of(Plan.Step step) {
            return new Step(
                    step.verb().word(),
                    step.ref().space(),
                    step.ref().title(),
                    step.ref().contentId(),
                    step.sinks(),
                    step.reason());
        }
    }

    /** Collects the steps of a plan while it is made. */
    public static final class Steps {

        private final int most;
        private final List<Step> steps = new ArrayList<>();
        private final SortedMap<String, Integer> counts = new TreeMap<>();

        /**
         * @param most how many are kept; all are counted
         */
        public Steps(int most) {
            this.most = most;
        }

        public void add(Plan.Step step) {
            counts.merge(step.verb().word(), 1, Integer::sum);
            if (steps.size() < most) {
                steps.add(Step.of(step));
            }
        }

        public PlanJson of(Plan.Result result) {
            return new PlanJson(
                    RunJson.of(result.report()), counts, List.copyOf(steps), result.cost());
        }
    }
}
