package dev.kbsync.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of files of each kind. */
class TextExtractionTest {

    private final TextExtraction extraction = new TextExtraction();
    @TempDir private Path folder;

    private FileText read(String name, String mediaType, byte[] bytes) throws IOException {
        return read(name, mediaType, bytes, 10_000);
    }

    private FileText read(String name, String mediaType, byte[] bytes, int most)
            throws IOException {
        return extraction.read(Files.write(folder.resolve("file"), bytes), name, mediaType, most);
    }

    @Test
    void pdf() throws IOException {
        FileText text = read("a.pdf", SampleFiles.PDF, SampleFiles.pdf("First page", "Second"));

        assertThat(text.xhtml()).contains("First page").contains("Second");
        assertThat(text.lacks()).isEmpty();
    }

    @Test
    void aPdfThatOnlyForbidsChangesIsRead() throws IOException {
        byte[] file = SampleFiles.encryptedPdf("Readable", "");

        assertThat(read("a.pdf", SampleFiles.PDF, file).xhtml()).contains("Readable");
    }

    @Test
    void aPdfWithoutTextSaysSo() throws IOException {
        FileText text = read("a.pdf", SampleFiles.PDF, SampleFiles.pdf(""));

        assertThat(text.lacks()).contains("no text was found");
    }

    @Test
    void word() throws IOException {
        FileText text =
                read("a.docx", SampleFiles.DOCX, SampleFiles.docx("Measures", "All of them."));

        assertThat(text.xhtml())
                .contains("Measures", "<p>All of them.</p>")
                .containsPattern("<td>(<p>)?height(</p>)?")
                .contains("42 | 43");
    }

    @Test
    void excel() throws IOException {
        FileText text = read("a.xlsx", "application/octet-stream", SampleFiles.xlsx());

        assertThat(text.xhtml())
                .contains("<h1>Prices</h1>")
                .contains("<td>Thing</td>")
                .contains("<td>12.50</td>");
    }

    @Test
    void powerPoint() throws IOException {
        assertThat(read("a.pptx", "", SampleFiles.pptx("On the slide")).xhtml())
                .contains("On the slide");
    }

    @Test
    void openDocument() throws IOException {
        assertThat(
                        read(
                                        "a.odt",
                                        "application/vnd.oasis.opendocument.text",
                                        SampleFiles.odt("Freely written"))
                                .xhtml())
                .contains("<p>Freely written</p>");
    }

    @Test
    void richText() throws IOException {
        byte[] file = "{\\rtf1\\ansi Rich \\b bold\\b0  text\\par}".getBytes(ISO_8859_1);

        assertThat(read("a.rtf", "application/rtf", file).xhtml()).contains("Rich", "bold");
    }

    @Test
    void plainTextKeepsItsLines() throws IOException {
        byte[] file = "one\n  two <b>\n\nthree & ü".getBytes(UTF_8);

        assertThat(read("a.txt", "text/plain", file).xhtml())
                .contains("<pre>one\n  two &lt;b&gt;\n\nthree &amp; ü");
        assertThat(read("a.md", "text/markdown", file).xhtml()).contains("<pre>one\n");
    }

    @Test
    void commaSeparatedValuesAreATable() throws IOException {
        byte[] file = ("a,b,c\n" + "1,\"x,y\",z\n".repeat(20)).getBytes(UTF_8);

        assertThat(read("a.csv", "text/csv", file).xhtml()).contains("<td>x,y</td>");
    }

    @Test
    void ofHtmlOnlyTextPasses() throws IOException {
        byte[] file =
                """
                <html><head><title>t</title><script>evil()</script></head><body><h2>Head</h2>
                <p onclick="x()">See <a href="https://example.com/a?b&amp;c">there</a>,
                <a href="javascript:x()">here</a> <img src="x.png"></p>
                <ac:structured-macro ac:name="html"><ac:plain-text-body>x</ac:plain-text-body></ac:structured-macro>
                </body></html>
                """
                        .getBytes(UTF_8);

        assertThat(read("a.html", "text/html", file).xhtml())
                .contains("<h2>Head</h2>")
                .contains("<a href=\"https://example.com/a?b&amp;c\">there</a>")
                .contains("<a>here</a>")
                .doesNotContain("script", "onclick", "img", "ac:", "evil", "<title");
    }

    @Test
    void textBeyondTheLimitIsCutOffAndThatIsSaid() throws IOException {
        FileText text = read("a.txt", "text/plain", "abcdefghij\nxyz".getBytes(UTF_8), 7);

        assertThat(text.xhtml()).contains("<pre>abcde</pre>");
        assertThat(text.lacks()).contains("cut off after 7 characters");
    }

    @Test
    void anEmptyFileHasNoText() throws IOException {
        assertThat(read("a.txt", "text/plain", new byte[0]).lacks()).contains("no text");
    }

    @Test
    void encryptedAndBrokenFilesSayWhatIsWrong() {
        assertThatThrownBy(() -> read("a.pdf", SampleFiles.PDF, SampleFiles.encryptedPdf("Secret")))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("encrypted");
        assertThatThrownBy(
                        () -> read("a.docx", SampleFiles.DOCX, "PK\3\4 not really".getBytes(UTF_8)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aBombIsRefusedOrCutOff() {
        assertThatThrownBy(() -> read("a.docx", SampleFiles.DOCX, SampleFiles.zipBomb()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("omb");
    }
}
