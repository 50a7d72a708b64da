package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that nobody wrote by accident are cut within the limit and in linear time. */
class HostileCutTest {

    private static final Duration GENEROUS = Duration.ofSeconds(15);
    private static final int SIZE = 500_000;

    static Stream<Arguments> pages() {
        return Stream.of(
                page("words without a sentence", "<p>", "word ", "</p>"),
                page("one word", "<p>", "abcdefghij", "</p>"),
                page("a word of one letter", "<p>", "a", "</p>"),
                page("sentences", "<p>", "One is here. Two is there. ", "</p>"),
                page("Korean without a blank", "<p>", "\uac00\ub098\ub2e4\ub77c", "</p>"),
                page("Chinese sentences", "<p>", "\u4eca\u5929\u5f88\u597d\u3002", "</p>"),
                page("emoji", "<p>", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "</p>"),
                page("one letter with marks", "<p>a", "\u0301", "</p>"),
                page("open brackets", "<p>", "[a. ", "</p>"),
                page("backticks", "<p>", "`a. ", "</p>"),
                page("lines", "<p>", "a line<br/>", "</p>"),
                page("headings", "", "<h2>Heading</h2>", ""),
                page("headings at all levels", "", "<h1>a</h1><h3>b</h3><h6>c</h6>", ""),
                page("one heading", "<h1>", "word ", "</h1><p>text</p>"),
                page(
                        "one cell",
                        "<table><tr><th>a</th></tr><tr><td>",
                        "word. ",
                        "</td></tr></table>"),
                page("one row", "<table><tr><th>a</th></tr><tr>", "<td>x</td>", "</tr></table>"),
                page("one header", "<table><tr>", "<th>x</th>", "</tr><tr><td>y</td></tr></table>"),
                page("rows", "<table><tr><th>a</th></tr>", "<tr><td>x</td></tr>", "</table>"),
                page("items", "<ul>", "<li>x</li>", "</ul>"),
                page("nested lists", "", "<ul><li>x", ""),
                page("nested quotations", "", "<blockquote><p>x</p>", ""),
                page("a line of code", "<pre>", "code ", "</pre>"),
                page("lines of code", "<pre>", "code\n", "</pre>"),
                page("blank lines of code", "<pre>x", "\n", "x</pre>"),
                page("a fence as long as the code", "<pre>", "`", "</pre>"),
                page("blanks in code", "<pre>x", " ", "x</pre>"),
                page(
                        "blanks in the code of a cell",
                        "<table><tr><th>a</th></tr><tr><td><code>x",
                        " ",
                        "y</code></td></tr></table>"),
                page("call-outs", "", callout("t", "x"), ""),
                page("a title", "", callout("title ".repeat(SIZE / 6), "x. ".repeat(1000)), ""));
    }

    private static Arguments page(String name, String before, String part, String after) {
        int times = Math.max(1, SIZE / part.length());
        return Arguments.of(name, before + part.repeat(times) + after);
    }

    private static String callout(String title, String body) {
        return "<ac:structured-macro ac:name=\"info\"><ac:parameter ac:name=\"title\">"
                + title
                + "</ac:parameter><ac:rich-text-body><p>"
                + body
                + "</p></ac:rich-text-body></ac:structured-macro>";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isCutInTime(String name, String storage) {
        Document document = Cuts.document(storage, 400);
        List<Chunk> chunks = assertTimeoutPreemptively(GENEROUS, document::chunks);

        long length = chunks.stream().mapToLong(chunk -> chunk.text().length()).sum();
        assertThat(chunks).isNotEmpty().allMatch(chunk -> chunk.tokens() <= 400);
        assertThat(length).isLessThan(3L * document.text().length() + 10_000);
    }

    @Test
    void aHeadingOfAnyLengthIsNoBurdenToItsSection() {
        List<Chunk> chunks = Cuts.chunks("<h1>" + "long ".repeat(10_000) + "</h1><p>text</p>", 400);

        assertThat(chunks)
                .allSatisfy(
                        chunk -> {
                            assertThat(String.join("", chunk.breadcrumb()).length())
                                    .isLessThan(300);
                            assertThat(chunk.url().length()).isLessThan(500);
                        });
    }
}
