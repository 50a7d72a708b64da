package dev.kbsync.site;

import dev.kbsync.page.PageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules that none of the pages seen so far matches: a name in them may be misspelled. */
public final class UnmatchedRules {

    private final List<Rule> left = new ArrayList<>();

    /** Nothing is expected. */
    public UnmatchedRules() {
        this(List.of());
    }

    public UnmatchedRules(List<Rule> rules) {
        rules.stream()
                .flatMap(rule -> rule.parts().stream())
                .filter(UnmatchedRules::isTold)
                .forEach(left::add);
    }

    /** Of chosen spaces, single ones that are not there are told of anyway. */
    private static boolean isTold(Rule rule) {
        boolean chosen = rule.sink().isEmpty() && rule.name().equals("spaces");
        return !rule.values().equals(List.of("*"))
                && (!chosen || rule.values().stream().anyMatch(value -> value.contains("*")));
    }

    /** Takes note of a page. */
    public void saw(PageRef ref, Instant now) {
        left.removeIf(rule -> rule.matches(ref, now));
    }

    /** A sentence for each that is left. */
    public List<String> sentences() {
        return left.stream()
                .map(
                        rule ->
                                "The rule \"%s\" (%s) matches no page."
                                        .formatted(rule.text(), rule.origin()))
                .toList();
    }
}
