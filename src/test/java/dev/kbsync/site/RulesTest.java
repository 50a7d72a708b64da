package dev.kbsync.site;

import static dev.kbsync.page.TestPages.below;
import static dev.kbsync.page.TestPages.labelled;
import static dev.kbsync.page.TestPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.PageRef.Ancestor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages are of the space ENG, changed on 2026-03-19. */
class RulesTest {

    private static final Instant NOW = Instant.parse("2026-04-19T00:00:00Z");

    @Test
    void whatIsChosenIsStoredAndReadAgain() {
        ChosenRules rules =
                ChosenRules.of(
                        Map.of(
                                "only.labels", "a,b",
                                "except.below", "123",
                                "only.types", "page,blog-post",
                                "except.changed-within", "30d",
                                "cql", "title ~ \"a\\\"b = c: d\\\\\" or label = x"));

        assertThat(ChosenRules.parse(rules.text())).isEqualTo(rules);
        assertThat(rules.values())
                .containsEntry("only.labels", "a,b")
                .containsEntry("only.types", "page,blog-post")
                .containsEntry("except.changed-within", "30d")
                .containsEntry("cql", "title ~ \"a\\\"b = c: d\\\\\" or label = x");
        assertThat(ChosenRules.parse("")).isEqualTo(ChosenRules.NONE);
    }

    private static List<String> unmatched(Stream<dev.kbsync.page.PageRef> pages, Rule... rules) {
        UnmatchedRules unmatched = new UnmatchedRules(List.of(rules));
        pages.forEach(ref -> unmatched.saw(ref, NOW));
        return unmatched.sentences();
    }

    private static Rule rule(String name, String... values) {
        return new Rule("", name, List.of(values), "kbsync.sites.acme." + name);
    }

    @Test
    void aRuleThatMatchesNoPageIsNamedWithThePartThatIsWrong() {
        assertThat(
                        unmatched(
                                Stream.of(
                                        labelled(page("5"), "Public"),
                                        below(page("6"), new Ancestor("1", "Home"))),
                                rule("only.labels", "public", "publik"),
                                rule("except.below", "1", "6", "7"),
                                rule("only.types", "page", "blog-post"),
                                rule("except.types", "attachment"),
                                rule("only.changed-within", "60d"),
                                rule("except.changed-within", "7d")))
                .containsExactly(
                        "The rule \"only.labels = publik\" (kbsync.sites.acme.only.labels) matches no page.",
                        "The rule \"except.below = 7\" (kbsync.sites.acme.except.below) matches no page.",
                        "The rule \"except.types = attachment\" (kbsync.sites.acme.except.types) matches no page.",
                        "The rule \"except.changed-within = 7d\" (kbsync.sites.acme.except.changed-within) matches no page.");
    }

    @Test
    void ofChosenSpacesOnlyPatternsAreTold() {
        assertThat(
                        unmatched(
                                Stream.of(page("5")),
                                rule("spaces", "OPS", "E*", "X*", "!Y*"),
                                new Rule(
                                        "kb",
                                        "spaces",
                                        List.of("eng", "ops"),
                                        "kbsync.sinks.kb.spaces")))
                .containsExactly(
                        "The rule \"spaces = X*\" (kbsync.sites.acme.spaces) matches no page.",
                        "The rule \"spaces = ops\" (kbsync.sinks.kb.spaces) matches no page.");
        assertThat(unmatched(Stream.of(), rule("spaces", "*"))).isEmpty();
    }

    @Test
    void aClauseThatFindsNothingIsTold() {
        assertThat(unmatched(Stream.of(), rule("cql", "label = x")))
                .containsExactly(
                        "The rule \"cql = label = x\" (kbsync.sites.acme.cql) matches no page.");
        assertThat(unmatched(Stream.of(page("5")), rule("cql", "label = x"))).isEmpty();
    }
}
