package dev.kbsync.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that nobody wrote by accident. */
class HostileTest {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    private static Document convert(String storage) {
        return assertTimeoutPreemptively(GENEROUS, () -> Golden.convert(storage, Format.MARKDOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "div",
                "p",
                "ul><li",
                "ol><li",
                "blockquote",
                "strong",
                "em><strong><s",
                "a href=\"https://example.org/\"",
                "table><tr><td",
                "ac:layout-cell",
                "ac:structured-macro ac:name=\"info\"><ac:rich-text-body",
                "ac:structured-macro ac:name=\"unknown\"><ac:rich-text-body",
                "ac:structured-macro ac:name=\"code\"",
                "ac:parameter",
                "ac:link><ac:link-body",
                "ac:image><ac:caption",
                "ac:adf-extension><ac:adf-node><ac:adf-content",
                "ac:adf-fallback",
                "h1",
                "pre",
                "x xmlns:a=\"b\"",
                "br",
                "ac:task-list><ac:task><ac:task-body",
                "unknown"
            })
    void aHundredThousandLevelsKeepTheTextInside(String tags) {
        String name = tags.replaceAll(">.*| .*", "");
        for (String end : new String[] {"", "</" + name + ">"}) {
            String storage = ("<" + tags + ">").repeat(100_000) + "core" + end.repeat(100_000);
            Document document = convert(storage);
            assertThat(document.text().length()).isLessThan(1_000_000);
            if (!tags.equals("br")) {
                assertThat(document.census().warnings()).isNotEmpty();
            }
            if (!tags.contains("ac:parameter") && !tags.contains("fallback")) {
                assertThat(document.text()).contains("core");
            }
        }
    }

    @Test
    void aHundredMegabytesOfTextAreConverted() {
        String word = "lorem ipsum & dolor_sit * amet [x] <b>bold</b> `code` ";
        int times = 100_000_000 / word.length();
        Document document = convert("<p>" + word.replace("&", "&amp;").repeat(times) + "</p>");
        assertThat(document.text().length()).isBetween(90_000_000, 250_000_000);
    }

    /** Each repeats what could make a careless parser or renderer take quadratic time. */
    static Stream<String> repetitions() {
        return Stream.of(
                "<",
                "</",
                "<a ",
                "<a b",
                "<a b=",
                "<a '",
                "<a \"",
                "<a b='<a b=\"",
                "<!",
                "<![",
                "<!x[",
                "<!--",
                "<![CDATA[",
                "<![CDATA[</ac:plain-text",
                "<![CDATA[ ]] >",
                "]] >",
                "<?",
                "&",
                "&a",
                "&#",
                "&nbsp;",
                "_",
                "*",
                "~",
                "` ",
                "[",
                "](",
                "|",
                "# ",
                "\\",
                "a_ ",
                "<p>",
                "</p>",
                "<p/>",
                "<br>",
                "<br/>",
                "<b>",
                "<b>a</b>",
                "<b>(</b>a",
                "<b>a<i>b</b>c</i>",
                "<i>a</i>b",
                "<a href='x'>y</a>",
                "<a href='#x'>y</a><h1>x</h1>",
                "<a href='#x'>",
                "<ul>",
                "<li>a",
                "<ul><li>a</li></ul>",
                "<ol><li></li></ol>",
                "<table>",
                "<table><tr><td>",
                "<td>",
                "<tr>",
                "<table/>",
                "<table><tr><td>a</td></tr></table>",
                "<ac:image/>",
                "<ac:link/>",
                "<ac:link ac:anchor='a'/>",
                "<ac:emoticon ac:name='x'/>",
                "<ac:structured-macro ac:name='x'/>",
                "<ac:structured-macro ac:name='code'>",
                "<ac:structured-macro ac:name='status'><ac:parameter ac:name='title'>",
                "<ac:plain-text-body><![CDATA[",
                "<ac:adf-extension><ac:adf-node type='x'/></ac:adf-extension>",
                "<ac:adf-extension><ac:adf-node>",
                "<pre>\n",
                "<pre>\n</pre>",
                "<pre><a>\n</a></pre>",
                "\uD800",
                "\u202E",
                "\u0000",
                "\u00a0",
                "\n",
                "a\n");
    }

    @ParameterizedTest
    @MethodSource("repetitions")
    void halfAMillionCharactersOfOneKindTakeNoQuadraticTime(String part) {
        String repeated = part.repeat(500_000 / part.length());
        assertThat(convert(repeated).text().length()).isLessThan(30_000_000);
        assertThat(convert("<p>x" + repeated + "x</p>").text().length()).isLessThan(30_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<td colspan='1000'>a</td>",
                "<td rowspan='65534'>a</td>",
                "<td rowspan='1000' colspan='1000'>a</td>",
                "<td rowspan='0' colspan='0'>a</td>",
                "<tr><td rowspan='1000' colspan='1000'>word</td></tr>",
                "<tr><td/><td rowspan='1000'>word</td></tr>",
                "</tr></table><table><tr><td colspan='1000'>a</td>"
            })
    void mergedCellsCannotBlowUpATable(String cell) {
        Document document = convert("<table><tr>" + cell.repeat(20_000) + "</tr></table>");
        assertThat(document.text().length()).isLessThan(30_000_000);
    }

    @Test
    void aMillionTagsAreMoreThanEnough() {
        Document document = convert("<ul>" + "<li>a</li>".repeat(1_500_000) + "</ul><p>end</p>");
        assertThat(document.text()).startsWith("- a\n").endsWith("a a a\n\nend\n");
        assertThat(document.census().warnings()).hasSize(1);
    }

    @Test
    void oneWideRowAndManyShortOnesStaySmall() {
        String wide = "<tr>" + "<td>a</td>".repeat(50_000) + "</tr>";
        Document document =
                convert("<table>" + wide + "<tr><td>b</td></tr>".repeat(50_000) + "</table>");
        assertThat(document.text().length()).isLessThan(10_000_000);
    }

    @Test
    void manyAttributesAreCutOff() {
        StringBuilder tag = new StringBuilder("<p");
        for (int i = 0; i < 200_000; i++) {
            tag.append(" a").append(i).append("='1'");
        }
        assertThat(convert(tag + ">text</p>").text()).isEqualTo("text\n");
    }

    @Test
    void manyNamespacesAreIgnored() {
        StringBuilder storage = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            storage.append("<x xmlns:n").append(i).append("='u'>").append(i % 7 == 0 ? "</x>" : "");
        }
        assertThat(convert(storage + "text").text()).contains("text");
    }

    @Test
    void entitiesOfADocumentTypeStayWhatTheyAre() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY lol").append(i).append(" \"");
            bomb.append(("&lol" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("<!ENTITY file SYSTEM \"file:///etc/passwd\">]>");
        assertThat(convert(bomb + "<p>&lol9; &file; end</p>").text())
                .isEqualTo("\\&lol9; \\&file; end\n");
    }

    @Test
    void controlCharactersAndHalvesOfPairsGoAway() {
        Document document =
                convert(
                        "<p>a\u0000b\u0007c\u202Etxt.exe\u202C \uD800 d \uDC00\u2066e\u2069 &#0;&#1;f</p>");
        assertThat(document.text()).isEqualTo("abctxt.exe \uFFFD d \uFFFDe f\n");
        assertThat(document.census().warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java&#9;script:alert(1)",
                "java&#10;script:alert(1)",
                "&#1;javascript:alert(1)",
                "javascript&#58;alert(1)",
                "javascript&colon;alert(1)",
                "vbscript:msgbox(1)",
                "data:text/html,&lt;script>alert(1)&lt;/script>",
                "blob:https://example.org/1",
                "file:///etc/passwd",
                "\u202Ejavascript:alert(1)",
                "jar:http://example.org!/"
            })
    void addressesThatCouldRunAreNoLinks(String address) {
        String storage =
                "<p><a href=\""
                        + address
                        + "\">text</a><ac:image><ri:url ri:value=\""
                        + address
                        + "\" /></ac:image><ac:link><ri:url ri:value=\""
                        + address
                        + "\" /><ac:link-body>body</ac:link-body></ac:link></p>"
                        + "<ac:structured-macro ac:name=\"widget\"><ac:parameter ac:name=\"url\">"
                        + address
                        + "</ac:parameter></ac:structured-macro><img src=\""
                        + address
                        + "\" />";
        assertThat(Markdown.destinations(convert(storage).text())).isEmpty();
    }

    @Test
    void markupInTextStaysText() {
        Document document =
                convert(
                        "<p>&lt;script>alert(1)&lt;/script> &lt;img src=x onerror=alert(1)>"
                                + " &lt;!-- x --> [x](javascript:alert(1))"
                                + " &lt;javascript:alert(1)></p><script>alert(2)</script><p"
                                + " onclick=\"alert(3)\">click</p>");
        assertThat(Markdown.html(document.text()))
                .doesNotContain("<script", "<img", "href", "<!--", "alert(2)", "alert(3)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>one</b> two</p>",
                "<p>one <b>two",
                "<b>one <i>two</b> three</i>",
                "<ul><li>one<li>two</ul>",
                "<p>one <ac:link><ri:page ri:content-title=\"two\"",
                "<p>one</p><p class=\"x>two</p>",
                "one < two & three",
                "<p>one</p></p></p><p>two</p>",
                "<table><tr><td>one<tr><td>two</table>",
                "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[one]</ac:plain-text-body></ac:structured-macro><p>two</p>",
                "<!-- one <p>two</p>"
            })
    void aMalformedPageIsConvertedAsFarAsItGoesAndNamesThePlace(String storage) {
        Document document = convert(storage);
        assertThat(document.text()).contains("one", "two");
        assertThat(document.census().warnings()).isNotEmpty();
        assertThat(document.census().warnings().get(0)).matches(".* at line 1, column \\d+");
    }
}
