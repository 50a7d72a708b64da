package dev.kbsync.run;

import dev.kbsync.site.RunKind;
import java.util.List;

/**
 * The body of {@code direct:run}: which site, which kind, and whether a person allows removals
 * beyond the threshold. As text: {@code "demo full"} or {@code "demo full allow-removals"}.
 */
public record RunRequest(String site, RunKind kind, boolean allowRemovals) {

    private static final String ALLOW = "allow-removals";

    /**
     * @throws IllegalArgumentException with one sentence, if the text is no such request
     */
    public static RunRequest parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        if (words.size() < 2
                || words.size() > 3
                || (words.size() == 3 && !words.get(2).equals(ALLOW))) {
            throw new IllegalArgumentException(
                    "\"%s\" is no run; write \"<site> changes\" or \"<site> full\"."
                            .formatted(text));
        }
        return new RunRequest(words.get(0), RunKind.of(words.get(1)), words.size() == 3);
    }

    @Override
    public String toString() {
        return site + " " + kind.word() + (allowRemovals ? " " + ALLOW : "");
    }
}
