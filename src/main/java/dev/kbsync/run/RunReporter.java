package dev.kbsync.run;

import dev.kbsync.confluence.Usage;
import dev.kbsync.history.RunReport;
import dev.kbsync.history.RunReport.State;
import dev.kbsync.history.Tally;
import java.time.Instant;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a run came to. */
final class RunReporter {

    private RunReporter() {}

    static RunReport of(Run run, Usage usage, Instant now) {
        return new RunReport(
                run.getId(),
                run.getSite().name(),
                run.getKind(),
                state(run),
                run.getStartedAt(),
                now,
                null,
                run.pauses().total(),
                problems(run),
                new TreeMap<>(run.tallies()),
                run.withholding().documents(),
                usage,
                run.census());
    }

    private static State state(Run run) {
        if (run.isRefused()) {
            return State.REFUSED;
        }
        boolean balanced = run.tallies().values().stream().allMatch(Tally::balances);
        return run.listedToTheEnd() && balanced && run.brokenSpaces().isEmpty()
                ? State.COMPLETE
                : State.INCOMPLETE;
    }

    private static String problems(Run run) {
        Stream<String> unbalanced =
                run.problem().isEmpty() && !run.stopped()
                        ? run.tallies().entrySet().stream()
                                .filter(space -> !space.getValue().balances())
                                .map(space -> "Space " + space.getKey() + " does not balance.")
                        : Stream.empty();
        Stream<String> stopped =
                run.stopped()
                        ? Stream.of("The run was stopped; the next one goes on.")
                        : Stream.empty();
        return Stream.of(
                        Stream.of(run.problem()),
                        stopped,
                        run.brokenSpaces().values().stream().distinct(),
                        unbalanced)
                .flatMap(sentences -> sentences)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
