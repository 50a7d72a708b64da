package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kbsync.page.Format;
import java.util.Locale;

/**
 * What no page may do to the converter. The ordinary build tries the recorded inputs only; the
 * README says how to fuzz.
 */
class ConverterFuzzTest {

    /** Bytes as they come: the parser's side. */
    @DictionaryEntries({
        "<![CDATA[",
        "]]>",
        "]] >",
        "<!--",
        "<!DOCTYPE",
        "&nbsp;",
        "&#35;",
        "<p>",
        "</p>",
        "<ac:structured-macro ac:name=\"code\">",
        "<ac:structured-macro ac:name=\"info\">",
        "<ac:parameter ac:name=\"title\">",
        "<ac:plain-text-body>",
        "<ac:rich-text-body>",
        "</ac:structured-macro>",
        "<ac:link>",
        "<ri:page ri:content-title=\"Known Page\"/>",
        "<ac:image>",
        "<ri:url ri:value=\"",
        "<a href=\"",
        "javascript:",
        "<table>",
        "<tr>",
        "<td rowspan=\"9\" colspan=\"9\">",
        "<ul>",
        "<ol start=\"3\">",
        "<li>",
        "<strong>",
        "<code>",
        "<pre>",
        "<ac:task-list>",
        "<ac:task>",
        "<ac:task-body>",
        "<ac:adf-extension>",
        "<ac:adf-node type=\"panel\">",
        "<ac:adf-content>",
        "<ac:adf-fallback>",
        "<time datetime=\"2026-01-31\"/>"
    })
    @FuzzTest(maxDuration = "60m")
    void anyTextIsConverted(FuzzedDataProvider data) {
        check(data.consumeRemainingAsString());
    }

    /** Bytes as choices: anything inside of anything. */
    @FuzzTest(maxDuration = "60m")
    void anyPageIsConverted(FuzzedDataProvider data) {
        int size = data.consumeInt(1, 80);
        check(RandomPage.write(bound -> data.consumeInt(0, bound - 1), size));
    }

    private static void check(String storage) {
        RoundTrip.check(storage);
        String markdown = Golden.convert(storage, Format.MARKDOWN).text();
        String text = Golden.convert(storage, Format.TEXT).text();
        for (String document : new String[] {markdown, text}) {
            assertThat(document.codePoints())
                    .noneMatch(c -> c < ' ' && c != '\n' && c != '\t')
                    .noneMatch(c -> c >= 0xd800 && c <= 0xdfff)
                    .noneMatch(c -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
            assertThat(document.length()).isLessThan(1_000_000 + 20 * storage.length());
        }
        assertThat(Markdown.destinations(markdown))
                .noneMatch(
                        address ->
                                address.strip()
                                        .toLowerCase(Locale.ROOT)
                                        .matches("(javascript|vbscript|data|blob|jar|file):.*"));
        assertThat(Markdown.html(markdown)).doesNotContain("<script", "<img on", "<iframe");
    }
}
