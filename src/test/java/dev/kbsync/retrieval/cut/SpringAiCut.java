package dev.kbsync.retrieval.cut;

import dev.kbsync.retrieval.page.SourcePage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.springframework.ai.document.Document;
import org.springframework.ai.reader.markdown.MarkdownDocumentReader;
import org.springframework.ai.reader.markdown.config.MarkdownDocumentReaderConfig;
import org.springframework.ai.transformer.splitter.TokenTextSplitter;
import org.springframework.core.io.ByteArrayResource;

/** The splitter of Spring AI. */
record SpringAiCut(
        String name,
        Markdown markdown,
        Function<String, List<Document>> reader,
        TokenTextSplitter splitter)
        implements Cut {

    private static final MarkdownDocumentReaderConfig WHOLE =
            MarkdownDocumentReaderConfig.builder()
                    .withIncludeCodeBlock(true)
                    .withIncludeBlockquote(true)
                    .build();

    /** By tokens alone. */
    static Cut flat(int tokens, Markdown markdown) {
        return new SpringAiCut(
                "Spring AI tokens " + tokens + ", " + markdown.name(),
                markdown,
                text -> List.of(new Document(text)),
                splitter(tokens));
    }

    /** By Spring AI's own reader of Markdown, which makes a document of each section. */
    static Cut headings(int tokens, Markdown markdown) {
        return new SpringAiCut(
                "Spring AI headings " + tokens + ", " + markdown.name(),
                markdown,
                SpringAiCut::sections,
                splitter(tokens));
    }

    private static TokenTextSplitter splitter(int tokens) {
        return TokenTextSplitter.builder().withChunkSize(tokens).build();
    }

    private static List<Document> sections(String text) {
        ByteArrayResource resource = new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
        return new MarkdownDocumentReader(List.of(resource), WHOLE).get();
    }

    @Override
    public List<Passage> passages(SourcePage page) {
        return splitter.apply(reader.apply(markdown.of(page))).stream()
                .map(document -> passage(page, document))
                .toList();
    }

    /** What is embedded: of a section its title, too, which the reader keeps beside the text. */
    private static Passage passage(SourcePage page, Document document) {
        Object title = document.getMetadata().get("title");
        String text = document.getText();
        String whole = title == null ? "" + text : title + "\n\n" + text;
        return new Passage(page, whole, whole);
    }
}
