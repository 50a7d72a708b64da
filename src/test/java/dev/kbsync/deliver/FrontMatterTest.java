package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.PageRef;
import dev.kbsync.page.TestPages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class FrontMatterTest {

    @Test
    void itReadsWell() {
        assertThat(FrontMatter.of(TestPages.page("42"), "acme"))
                .isEqualTo(
                        """
                        ---
                        title: "Page 42"
                        id: "11111111-2222-4333-8444-555555555555-42"
                        source: "https://example.atlassian.net/wiki/spaces/ENG/pages/42"
                        site: "acme"
                        space: "ENG"
                        path: "Home"
                        version: 1
                        author: "Ada Lovelace"
                        updated: "2026-03-19T14:26:46Z"
                        labels:
                          - "howto"
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
                "tab\tand\u0000control",
                "line\nbreak\r",
                "---",
                "'",
                "{a}",
                "\u2028\u202E\uFEFF",
                "emoji 🎉",
                "~"
            })
    void everyTitleComesBackAsItWas(String title) {
        PageRef ref = TestPages.labelled(TestPages.titled(TestPages.page("42"), title), title);

        String yaml = FrontMatter.of(ref, "acme").replaceAll("(?m)^---$", "");
        Map<String, Object> read = new Yaml().load(yaml);

        assertThat(read).containsEntry("title", title).containsEntry("labels", List.of(title));
    }
}
