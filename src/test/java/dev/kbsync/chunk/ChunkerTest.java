package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.TestPages;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules by which documents are cut. */
class ChunkerTest {

    private static final String SENTENCE = "The quick brown fox jumps over the lazy dog again. ";

    private static String paragraph(int sentences) {
        return "<p>" + SENTENCE.repeat(sentences).strip() + "</p>";
    }

    private static String numbered(int count, String pattern) {
        return IntStream.range(0, count)
                .mapToObj(i -> pattern.formatted(i, i))
                .collect(Collectors.joining());
    }

    @Test
    void aShortPageIsOneChunk() {
        List<Chunk> chunks = Cuts.chunks("<h1>Title</h1><p>one</p><p>two</p>", 400);

        assertThat(chunks).hasSize(1);
        Chunk chunk = chunks.get(0);
        assertThat(chunk.id()).isEqualTo(TestPages.page("123").documentId() + "#0");
        assertThat(chunk.text()).isEqualTo("# Title\n\none\n\ntwo");
        assertThat(chunk.breadcrumb()).containsExactly("ENG", "Home", "Page 123", "Title");
        assertThat(chunk.url()).isEqualTo(TestPages.page("123").webUrl() + "#Title");
        assertThat(chunk.kinds()).containsExactly("heading", "paragraph");
        assertThat(chunk.tokens()).isEqualTo(6);
    }

    @Test
    void nothingHasNoChunks() {
        assertThat(Cuts.chunks("", 400)).isEmpty();
    }

    @Test
    void sectionsAreCutAtTheirHeadings() {
        List<Chunk> chunks =
                Cuts.chunks(
                        "<h1>A</h1>"
                                + paragraph(5)
                                + "<h2>B</h2>"
                                + paragraph(5)
                                + "<h1>C</h1>"
                                + paragraph(5),
                        400);

        assertThat(chunks)
                .extracting(chunk -> chunk.text().lines().findFirst().orElseThrow())
                .containsExactly("# A", "## B", "# C");
        assertThat(chunks.get(1).breadcrumb()).endsWith("Page 123", "A", "B");
        assertThat(chunks.get(1).url()).endsWith("#B");
        assertThat(chunks.get(2).breadcrumb()).endsWith("Page 123", "C");
    }

    @Test
    void aSmallSectionJoinsItsNeighbourUnderTheSameParent() {
        String storage =
                "<h1>A</h1>"
                        + paragraph(5)
                        + "<h2>Small</h2><p>x</p><h2>Large</h2>"
                        + paragraph(5)
                        + "<h1>Last</h1><p>y</p>";

        assertThat(Cuts.texts(storage, 400))
                .extracting(text -> text.replaceAll("The quick.*", "..."))
                .containsExactly("# A\n\n...", "## Small\n\nx\n\n## Large\n\n...", "# Last\n\ny");
        assertThat(Cuts.chunks(storage, 400).get(1).breadcrumb()).endsWith("Page 123", "A");
    }

    @Test
    void aHeadingWithoutContentStaysWithTheSectionBelowIt() {
        List<Chunk> chunks = Cuts.chunks("<h1>A</h1><h2>B</h2>" + paragraph(5), 400);

        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).breadcrumb()).endsWith("Page 123", "A", "B");
        assertThat(chunks.get(0).url()).endsWith("#A");
    }

    @Test
    void wholeBlocksArePacked() {
        List<Chunk> chunks = Cuts.chunks(paragraph(8).repeat(6), 200);

        assertThat(chunks).hasSize(3).allMatch(chunk -> chunk.text().endsWith("again."));
        assertThat(chunks).allMatch(chunk -> chunk.text().split("\n\n").length == 2);
    }

    @Test
    void aTableThatIsCutRepeatsItsHeader() {
        String storage =
                "<table><tr><th>Name</th><th>Port</th></tr>"
                        + numbered(60, "<tr><td>server %d</td><td>80%d</td></tr>")
                        + "</table>";

        List<String> texts = Cuts.texts(storage, 100);

        assertThat(texts).hasSizeGreaterThan(4);
        assertThat(texts)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith("| Name | Port |\n| --- | --- |\n| server ")
                                        .endsWith(" |"));
        assertThat(rows(texts)).isEqualTo(60);
    }

    private static long rows(List<String> texts) {
        return texts.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("| server"))
                .count();
    }

    @Test
    void aRowTooLongKeepsItsHeaderItsKeyAndItsColumns() {
        String storage =
                "<table><tr><th>Name</th><th>Port</th><th>Notes</th></tr><tr><td>server</td><td>80</td><td>"
                        + SENTENCE.repeat(40)
                        + "</td></tr></table>";

        List<String> texts = Cuts.texts(storage, 100);

        assertThat(texts).hasSizeGreaterThan(4);
        assertThat(texts.get(0))
                .startsWith("| Name | Port | Notes |\n| --- | --- | --- |\n| server | 80 | The ");
        assertThat(texts.subList(1, texts.size()))
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .startsWith(
                                                "| Name | Port | Notes |\n| --- | --- | --- |\n| server | | The ")
                                        .endsWith(". |"));
    }

    @Test
    void codeThatIsCutIsClosedAndOpenedAgain() {
        String storage =
                "<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">java</ac:parameter>"
                        + "<ac:plain-text-body><![CDATA["
                        + numbered(80, "int a%d = %d;\n")
                        + "]]></ac:plain-text-body></ac:structured-macro>";

        List<String> texts = Cuts.texts(storage, 100);

        assertThat(texts).hasSizeGreaterThan(4);
        assertThat(texts)
                .allSatisfy(
                        text -> assertThat(text).startsWith("```java\nint a").endsWith(";\n```"));
    }

    @Test
    void aCalloutThatIsCutKeepsItsTitle() {
        String storage =
                "<ac:structured-macro ac:name=\"info\"><ac:parameter ac:name=\"title\">Mind</ac:parameter>"
                        + "<ac:rich-text-body>"
                        + paragraph(5).repeat(5)
                        + "</ac:rich-text-body></ac:structured-macro>";

        List<String> texts = Cuts.texts(storage, 100);

        assertThat(texts).hasSizeGreaterThan(2);
        assertThat(texts)
                .allSatisfy(
                        text -> assertThat(text).startsWith("> \ud83d\udcd8 **Mind**\n> \n> The "));
    }

    @Test
    void aListIsCutBetweenItems() {
        String storage = "<ul>" + numbered(40, "<li>item %d of the long list</li>") + "</ul>";

        assertThat(Cuts.texts(storage, 100))
                .hasSizeGreaterThan(2)
                .allSatisfy(text -> assertThat(text).startsWith("- item ").endsWith("list"));
    }

    @Test
    void aLongParagraphIsCutBetweenSentences() {
        assertThat(Cuts.texts(paragraph(60), 100))
                .hasSizeGreaterThan(5)
                .allSatisfy(text -> assertThat(text).startsWith("The quick").endsWith("again."));
    }

    @Test
    void aLongSentenceIsCutBetweenWordsAndALongWordBetweenCharacters() {
        assertThat(Cuts.texts("<p>" + "word ".repeat(500) + "</p>", 100))
                .hasSizeGreaterThan(4)
                .allSatisfy(text -> assertThat(text).startsWith("word").endsWith("word"));
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        assertThat(Cuts.texts("<p>" + family.repeat(100) + "</p>", 100))
                .hasSizeGreaterThan(4)
                .allSatisfy(text -> assertThat(text.length() % family.length()).isZero());
    }

    @Test
    void aLinkIsNotTorn() {
        String link = "<a href=\"https://example.org/a\">One. Two. Three</a>";
        assertThat(Cuts.texts("<p>" + (link + " and more. ").repeat(60) + "</p>", 100))
                .hasSizeGreaterThan(4)
                .allSatisfy(text -> assertThat(text).startsWith("[One. Two").endsWith("."));
    }

    @Test
    void aLeadInStaysWithWhatItLeadsTo() {
        String storage =
                paragraph(6)
                        + "<p>Run this:</p><ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA["
                        + numbered(8, "run a%d %d\n")
                        + "]]></ac:plain-text-body></ac:structured-macro>";

        List<String> texts = Cuts.texts(storage, 120);

        assertThat(texts).hasSize(2);
        assertThat(texts.get(1)).startsWith("Run this:\n\n```\nrun a0");
    }

    @Test
    void aParagraphBeforeCodeStaysWithItWhateverItEndsWith() {
        String code = code(numbered(20, "run a%d %d\n"));
        String storage = paragraph(12) + "<p>A symbolic link is made.</p>" + code + paragraph(4);

        assertThat(Cuts.texts(storage, 200))
                .anySatisfy(text -> assertThat(text).contains("is made.\n\n```\nrun a0"));
    }

    @Test
    void whatLeadsToCodeThatIsCutStaysWithItsFirstLines() {
        String storage = "<p>This is how it is done.</p>" + code(numbered(60, "run a%d %d\n"));

        assertThat(Cuts.texts(storage, 200).get(0))
                .startsWith("This is how it is done.\n\n```\nrun a0");
    }

    private static String code(String lines) {
        return "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA["
                + lines
                + "]]></ac:plain-text-body></ac:structured-macro>";
    }

    @Test
    void halvesOfCharactersAreNoReasonNotToCut() {
        Document whole = Cuts.document("<p>x</p>", Format.MARKDOWN);
        String text = "One \uD83D and \uDE00 two.\n";
        Document torn =
                new Document(whole.ref(), whole.format(), text, text, List.of(), whole.census());

        assertThat(Cuts.chunker(100).cut(torn).chunks())
                .singleElement()
                .extracting(Chunk::text)
                .asString()
                .contains("two.");
    }

    /** A text ends with its last words, whatever its blocks end with. */
    @Test
    void plainTextMayEndInBlankLinesOfCode() {
        for (String end : List.of(code("x\n\n\n"), "<pre>   \n \n </pre>", code(" \n"))) {
            Document document =
                    Cuts.chunker(100).cut(Cuts.document("<p>Before.</p>" + end, Format.TEXT));

            assertThat(document.chunks()).hasSize(1);
            assertThat(document.chunks().get(0).text()).startsWith("Before.");
        }
    }

    @Test
    void plainTextIsCutByTheSameRules() {
        String storage =
                "<h1>A</h1><table><tr><th>Name</th><th>Port</th></tr>"
                        + numbered(60, "<tr><td>server %d</td><td>80%d</td></tr>")
                        + "</table><h1>B</h1>"
                        + paragraph(20);
        Document document = Cuts.chunker(100).cut(Cuts.document(storage, Format.TEXT));

        assertThat(document.chunks().get(1).text()).startsWith("Name | Port\nserver ");
        assertThat(document.chunks().get(1).breadcrumb()).endsWith("A");
        assertThat(document.chunks().get(document.chunks().size() - 1).breadcrumb()).endsWith("B");
    }

    @Test
    void whatWasInsideOfAListIsNotIndented() {
        String storage =
                "<ul><li>a<ul><li>b<ul>"
                        + numbered(40, "<li>deep %d of %d</li>")
                        + "</ul></li></ul></li></ul>";

        assertThat(Cuts.texts(storage, 100))
                .hasSizeGreaterThan(2)
                .allSatisfy(text -> assertThat(text).startsWith("- "));
    }

    @Test
    void equalHeadingsHaveAnchorsOfTheirOwn() {
        String section = "<h2>What's new?</h2>" + paragraph(5);

        assertThat(Cuts.chunks(section + section, 400))
                .extracting(chunk -> chunk.url().replaceAll(".*#", ""))
                .containsExactly("What%27s-new%3F", "What%27s-new%3F.1");
    }

    @Test
    void theHashTellsTheTextAndTheWayToIt() {
        Chunk one = Cuts.chunks("<h1>A</h1><p>text</p>", 400).get(0);
        Chunk same = Cuts.chunks("<h1>A</h1><p>text</p>", 400).get(0);
        Chunk other = Cuts.chunks("<h1>A</h1><p>text!</p>", 400).get(0);
        Chunk elsewhere = Cuts.chunks("<h2>A</h2><p>text</p>", 400).get(0);

        assertThat(one.hash()).hasSize(32).isEqualTo(same.hash());
        assertThat(other.hash()).isNotEqualTo(one.hash());
        assertThat(elsewhere.hash()).isNotEqualTo(one.hash());
    }

    @Test
    void theSameDocumentInAnotherFormatIsCutAsWell() {
        Document document = Cuts.document("<p>a <strong>b</strong></p>", 400);

        assertThat(document.in(Format.TEXT).chunks())
                .extracting(Chunk::text)
                .containsExactly("a b");
    }

    @Test
    void nothingIsCutBeforeChunksAreAskedFor() {
        Document document = Cuts.document("<p>text</p>", 400);

        assertThat(document.chunks()).isSameAs(document.chunks());
    }
}
