package dev.kbsync.run;

import dev.kbsync.site.RunKind;
import java.util.List;

/**
 * The body of {@code direct:run}: which site, which kind, whether a person allows removals beyond
 * the threshold, and whether the run only says what it would do. As text: {@code "demo full"},
 * {@code "demo full allow-removals"}, {@code "demo changes plan"}.
 */
public record RunRequest(String site, RunKind kind, boolean allowRemovals, boolean planOnly) {

    private static final String ALLOW = "allow-removals";
    private static final String PLAN = "plan";

    public RunRequest(String site, RunKind kind, boolean allowRemovals) {
        this(site, kind, allowRemovals, false);
    }

    /**
     * @throws IllegalArgumentException with one sentence, if the text is no such request
     */
    public static RunRequest parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        List<String> more = words.subList(Math.min(2, words.size()), words.size());
        if (words.size() < 2
                || !List.of(ALLOW, PLAN).containsAll(more)
                || more.stream().distinct().count() < more.size()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a valid run; write \"<site> changes\" or \"<site> full\"."
                            .formatted(text));
        }
        return new RunRequest(
                words.get(0), RunKind.of(words.get(1)), more.contains(ALLOW), more.contains(PLAN));
    }

    @Override
    public String toString() {
        return site
                + " "
                + kind.word()
                + (allowRemovals ? " " + ALLOW : "")
                + (planOnly ? " " + PLAN : "");
    }
}
