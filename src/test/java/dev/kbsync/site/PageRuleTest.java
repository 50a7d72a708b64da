package dev.kbsync.site;

import static dev.kbsync.page.TestPages.below;
import static dev.kbsync.page.TestPages.labelled;
import static dev.kbsync.page.TestPages.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Ancestor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A page of the space ENG, changed on 2026-03-19. */
class PageRuleTest {

    private static final Instant NOW = Instant.parse("2026-04-19T00:00:00Z");

    private static PageRule rule(String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            properties.put("rule." + settings[i], settings[i + 1]);
        }
        Binder binder = new Binder(new MapConfigurationPropertySource(properties));
        return new PageRule(
                binder.bindOrCreate("rule.only", PageRule.Pages.class),
                binder.bindOrCreate("rule.except", PageRule.Pages.class),
                CqlClause.NONE);
    }

    private static String refusal(PageRef ref, String... settings) {
        return rule(settings).refusal(ref, NOW);
    }

    @Test
    void withoutARuleEveryPageIsWanted() {
        assertThat(rule()).isEqualTo(PageRule.ALL);
        assertThat(refusal(page("5"))).isEmpty();
    }

    @Test
    void labels() {
        PageRef ref = labelled(page("5"), "Public", "howto");

        assertThat(refusal(ref, "only.labels", "public,internal")).isEmpty();
        assertThat(refusal(ref, "only.labels", "internal,open"))
                .isEqualTo("it is not labelled internal or open");
        assertThat(refusal(ref, "except.labels", "draft,public"))
                .isEqualTo("it is labelled Public");
        assertThat(refusal(ref, "only.labels", "howto", "except.labels", "public"))
                .isEqualTo("it is labelled Public");
    }

    @Test
    void aPageAndEverythingBelowIt() {
        PageRef ref = below(page("5"), new Ancestor("1", "Home"), new Ancestor("3", "Handbook"));

        assertThat(refusal(ref, "only.below", "3")).isEmpty();
        assertThat(refusal(ref, "only.below", "5")).isEmpty();
        assertThat(refusal(ref, "only.below", "4,6")).isEqualTo("it is not below page 4 or 6");
        assertThat(refusal(ref, "except.below", "3")).isEqualTo("it is below page 3");
    }

    @Test
    void types() {
        assertThat(refusal(page("5"), "only.types", "page,blog-post")).isEmpty();
        assertThat(refusal(page("5"), "only.types", "blog-post")).isEqualTo("it is a page");
        assertThat(refusal(page("5"), "except.types", "page")).isEqualTo("it is a page");
    }

    @Test
    void spacesOfASink() {
        assertThat(refusal(page("5"), "only.spaces", "eng,OPS")).isEmpty();
        assertThat(refusal(page("5"), "only.spaces", "OPS")).isEqualTo("it is in the space ENG");
        assertThat(refusal(page("5"), "except.spaces", "E*")).isEqualTo("it is in the space ENG");
    }

    @Test
    void age() {
        assertThat(refusal(page("5"), "only.changed-within", "365d")).isEmpty();
        assertThat(refusal(page("5"), "only.changed-within", "30d"))
                .isEqualTo("it has not changed for 30 days");
        assertThat(rule("only.changed-within", "30d").only().changedWithin())
                .isEqualTo(Duration.ofDays(30));
    }

    @Test
    void everyRespectThatIsGivenHasToMatch() {
        PageRef ref = labelled(page("5"), "public");

        assertThat(refusal(ref, "only.labels", "public", "only.types", "blog-post"))
                .isEqualTo("it is a page");
    }
}
