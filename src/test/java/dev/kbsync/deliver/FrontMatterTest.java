package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Details;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.Readers;
import dev.kbsync.page.Readers.Group;
import dev.kbsync.page.Readers.User;
import dev.kbsync.page.TestPages;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class FrontMatterTest {

    @Test
    void itReadsWell() {
        assertThat(FrontMatter.of(FrontMatter.all(TestPages.page("42"), "acme")))
                .isEqualTo(
                        """
                        ---
                        title: "Page 42"
                        id: "11111111-2222-4333-8444-555555555555-42"
                        source: "https://example.atlassian.net/wiki/spaces/ENG/pages/42"
                        site: "acme"
                        space: "ENG"
                        type: "page"
                        path: "Home"
                        version: 1
                        author: "Ada Lovelace"
                        updated: "2026-03-19T14:26:46Z"
                        labels:
                          - "howto"
                        ---
                        """);
    }

    @Test
    void pagePropertiesHaveAPrefixAndAreQuoted() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("owner", "Ada: \"#1\" - [x]\u2028");
        properties.put("title", "yes");
        PageRef ref = TestPages.page("42").saying(properties);

        String yaml = FrontMatter.of(FrontMatter.all(ref, "acme"));
        assertThat(yaml)
                .endsWith(
                        """
                        labels:
                          - "howto"
                        property.owner: "Ada: \\"#1\\" - [x]\\u2028"
                        property.title: "yes"
                        ---
                        """);
        Map<String, Object> read = new Yaml().load(yaml.replace("---\n", ""));
        assertThat(read)
                .containsEntry("property.owner", "Ada: \"#1\" - [x]\u2028")
                .containsEntry("property.title", "yes")
                .containsEntry("title", "Page 42");
    }

    @Test
    void itTellsWhoMadeThePageAndWhoMayReadIt() {
        Details details =
                new Details(
                        "Grace Hopper",
                        Instant.parse("2025-01-02T03:04:05Z"),
                        List.of(
                                new Readers(
                                        "1",
                                        "Home",
                                        List.of(new User("712020:a", "Ada")),
                                        List.of(new Group("g-1", "engineering"))),
                                new Readers(
                                        "42",
                                        "Page 42",
                                        List.of(new User("712020:a", "")),
                                        List.of())));

        assertThat(
                        FrontMatter.of(
                                FrontMatter.all(
                                        TestPages.details(TestPages.page("42"), details), "acme")))
                .endsWith(
                        """
                        updated: "2026-03-19T14:26:46Z"
                        creator: "Grace Hopper"
                        created: "2025-01-02T03:04:05Z"
                        labels:
                          - "howto"
                        restricted: true
                        readers_1:
                          - "user 712020:a Ada"
                          - "group g-1 engineering"
                        readers_2:
                          - "user 712020:a"
                        ---
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "0123",
                "2024",
                "a: b",
                "@x",
                "# not a comment",
                "quote \" and \\ slash",
                "tab\tand\u0001control",
                "line\nbreak\r",
                "---",
                "'",
                "{a}",
                "\u2028\u202E\uFEFF",
                "emoji 🎉",
                "~"
            })
    void everyTitleComesBackAsItWas(String title) {
        PageRef ref =
                TestPages.readers(
                        TestPages.labelled(TestPages.titled(TestPages.page("42"), title), title),
                        new Readers("42", title, List.of(new User("a", title)), List.of()));

        String yaml = FrontMatter.of(FrontMatter.all(ref, "acme")).replaceAll("(?m)^---$", "");
        Map<String, Object> read = new Yaml().load(yaml);

        assertThat(read)
                .containsEntry("title", title)
                .containsEntry("labels", List.of(title))
                .containsEntry("readers_1", List.of("user a " + title));
    }
}
