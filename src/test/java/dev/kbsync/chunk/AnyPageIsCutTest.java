package dev.kbsync.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.api.EncodingType;
import dev.kbsync.convert.RandomPage;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the chunks of any page. */
class AnyPageIsCutTest {

    private static final Path SAMPLES = Path.of("src/test/resources/convert");

    private final Tokens tokens = new Tokens(EncodingType.CL100K_BASE);

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 400})
    void everySampleIsKeptWholeWithinTheLimit(int limit) throws IOException {
        for (String storage : samples()) {
            check(storage, limit);
        }
    }

    @Test
    void everyRandomPageIsKeptWholeWithinTheLimit() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            check(RandomPage.write(random::nextInt, 200), 50 + random.nextInt(200));
        }
    }

    @Test
    void allSamplesOnOnePageAreKeptWhole() throws IOException {
        check(String.join("", samples()), 100);
        check(String.join("", samples()), 400);
    }

    @Test
    void inMarkdownFencesAreClosedAndTablesHaveHeaders() throws IOException {
        for (String storage : samples()) {
            Document document = Cuts.document(storage, 150);
            document.chunks().forEach(chunk -> checkSyntax(chunk.text(), document.text()));
        }
    }

    static List<String> samples() throws IOException {
        List<String> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            for (Path file : files.filter(f -> f.endsWith("storage.xml")).sorted().toList()) {
                samples.add(Files.readString(file));
            }
        }
        return samples;
    }

    private void check(String storage, int limit) {
        for (Format format : Format.values()) {
            Document document = Cuts.chunker(limit).cut(Cuts.document(storage, format));
            assertThat(document.chunks())
                    .allSatisfy(
                            chunk -> {
                                assertThat(chunk.text()).isNotBlank();
                                assertThat(chunk.tokens())
                                        .isEqualTo(tokens.count(chunk.text()))
                                        .isLessThanOrEqualTo(limit);
                            });
            assertIsKept(document);
        }
    }

    /** What is repeated is more; what is lost or moved shows. */
    private static void assertIsKept(Document document) {
        StringBuilder all = new StringBuilder();
        document.chunks().forEach(chunk -> all.append(chunk.text()).append('\n'));
        String kept = all.toString();
        int at = 0;
        String text = document.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '>') {
                at = kept.indexOf(c, at) + 1;
                if (at == 0) {
                    assertThat(kept).isEqualTo(text);
                }
            }
        }
    }

    private static void checkSyntax(String chunk, String whole) {
        Node tree =
                Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(chunk);
        tree.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(FencedCodeBlock code) {
                        assertThat(code.getClosingFenceLength()).as(chunk).isNotNull();
                    }

                    @Override
                    public void visit(Paragraph paragraph) {
                        if (paragraph.getFirstChild() instanceof Text text
                                && text.getLiteral().startsWith("| ")) {
                            // Some begin like that on the page.
                            assertThat(whole).contains("\n\n" + text.getLiteral());
                        }
                    }
                });
    }
}
