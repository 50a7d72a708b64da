package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown macros, and macros in text, that nobody wrote by accident. */
class HostileMarkdownTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private static Document convert(String storage) {
        return assertTimeoutPreemptively(GENEROUS, () -> Golden.convert(storage, Format.MARKDOWN));
    }

    private static String macro(String markdown) {
        return "<ac:structured-macro ac:name=\"markdown\"><ac:plain-text-body><![CDATA["
                + markdown
                + "]]></ac:plain-text-body></ac:structured-macro>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "- ",
                "1. ",
                "*a _b ",
                "**a __b ",
                "[",
                "![",
                "`",
                "<b>",
                "|",
                "~~a *b "
            })
    void twentyThousandDelimitersKeepTheTextInside(String part) {
        for (String end : new String[] {"", " b_ a*".repeat(10_000), "](x)".repeat(20_000)}) {
            Document document = convert(macro(part.repeat(20_000) + "core" + end));
            assertThat(document.text()).contains("core").hasSizeLessThan(3_000_000);
        }
    }

    @Test
    void textNestedTooDeepIsKeptAsItsSource() {
        Document document = convert(macro("> ".repeat(500) + "core"));
        assertThat(document.text()).startsWith("```markdown").contains("core");
        assertThat(document.census().warnings()).anyMatch(w -> w.contains("too many levels"));
    }

    @Test
    void bracketsThatTakeTheParserTooLongAreKeptAsTheirSource() {
        Document document = convert(macro("![".repeat(200_000) + "core" + "](x)".repeat(200_000)));
        assertThat(document.text()).startsWith("```markdown").contains("core");
    }

    @Test
    void markdownCannotIncludeAPage() {
        String include =
                "<ac:structured-macro ac:name='include'><ac:parameter ac:name=''>"
                        + "<ri:page ri:content-title='Shared' /></ac:parameter></ac:structured-macro>";
        assertThat(convert(macro("a " + include)).text()).doesNotContain("Shared text");
        assertThat(convert(macro(include)).text()).doesNotContain("Shared text");
        assertThat(convert(macro("<div>\n" + include + "\n</div>")).text())
                .contains("ri:content-title")
                .doesNotContain("Shared text");
    }

    @Test
    void manyMacrosInOneParagraphTakeNoQuadraticTime() {
        String macro = "<ac:structured-macro ac:name=\"x\"><ac:rich-text-body><p>a</p>";
        String end = "</ac:rich-text-body></ac:structured-macro>";
        assertThat(convert("<p>" + (macro + end).repeat(60_000) + "text</p>").text())
                .contains("text");
    }
}
