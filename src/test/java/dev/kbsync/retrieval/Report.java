package dev.kbsync.retrieval;

import dev.kbsync.retrieval.Ratio.Interval;
import dev.kbsync.retrieval.cut.Torn;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;

/**
 * Prints what was measured.
 *
 * @param own kbsync's cuts, the default first
 * @param others what they are compared with
 */
record Report(PrintStream out, List<Group> groups, List<Trial> own, List<Trial> others) {

    private static final String NAME = "%-36s";

    void print(List<String> rankings) {
        pieces();
        for (String ranking : rankings) {
            groups.forEach(group -> table(group, ranking));
        }
        out.println("Where " + own.get(0).name() + " loses (difference and its interval)");
        for (String ranking : rankings) {
            groups.forEach(group -> losses(group, ranking));
        }
    }

    private void pieces() {
        out.printf(
                NAME + "%9s%9s%9s%9s%9s%n",
                "cut",
                "passages",
                "tokens",
                "longest",
                "tables",
                "fences");
        for (List<Trial> trials : List.of(own, others)) {
            for (Trial trial : trials) {
                Torn torn = trial.torn();
                out.printf(
                        NAME + "%9d%9d%9d%9d%9d%n",
                        trial.name(),
                        trial.passages().size(),
                        trial.tokens(),
                        trial.longest(),
                        torn.tables(),
                        torn.fences());
            }
        }
        out.println("tables: cut without their header; fences: cut open\n");
    }

    private void table(Group group, String ranking) {
        out.printf(
                "%s, by %s: %s on %s%n",
                group.title(),
                ranking,
                count(group.size(), "question"),
                count(group.byPage().size(), "page"));
        out.printf(NAME, "");
        for (Metric metric : Metric.values()) {
            out.printf("%-18s", metric.title());
        }
        out.println();
        own.forEach(trial -> row(group, ranking, trial));
        others.forEach(trial -> row(group, ranking, trial));
        out.println();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void row(Group group, String ranking, Trial trial) {
        out.printf(NAME, trial.name());
        for (Metric metric : Metric.values()) {
            Ratio ratio = group.ratio(trial.found(ranking), metric);
            Interval interval = ratio.interval();
            out.printf(
                    "%-18s",
                    "%s [%s %s]"
                            .formatted(
                                    metric.format(ratio.value()),
                                    metric.format(interval.low()),
                                    metric.format(interval.high())));
        }
        out.println();
    }

    private void losses(Group group, String ranking) {
        for (Metric metric : Metric.values()) {
            Ratio ours = group.ratio(own.get(0).found(ranking), metric);
            others.stream()
                    .max(
                            Comparator.comparingDouble(
                                    trial ->
                                            -loss(
                                                    ours,
                                                    ratio(group, trial, ranking, metric),
                                                    metric)))
                    .filter(best -> loss(ours, ratio(group, best, ranking, metric), metric) < 0)
                    .ifPresent(best -> loss(group, ranking, metric, best));
        }
    }

    private static double loss(Ratio ours, Ratio other, Metric metric) {
        return metric.advantage(ours.value(), other.value());
    }

    private static Ratio ratio(Group group, Trial trial, String ranking, Metric metric) {
        return group.ratio(trial.found(ranking), metric);
    }

    private void loss(Group group, String ranking, Metric metric, Trial best) {
        Ratio ours = ratio(group, own.get(0), ranking, metric);
        Ratio other = ratio(group, best, ranking, metric);
        Interval interval = ours.advantage(other, metric);
        out.printf(
                "  %s, by %s, %s: %s, but %s by %s (%s [%s %s])%n",
                group.title(),
                ranking,
                metric.title(),
                metric.format(ours.value()),
                metric.format(other.value()),
                best.name(),
                metric.format(loss(ours, other, metric)),
                metric.format(interval.low()),
                metric.format(interval.high()));
    }
}
