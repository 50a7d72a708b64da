package dev.kbsync.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.retrieval.cut.Torn;
import dev.kbsync.retrieval.rank.Bm25;
import dev.kbsync.search.SearchAnalyzer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetrievalTest {

    @Test
    void theChunksAnswerWhatIsAskedAboutTheSamplePages() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<Trial> own =
                new Retrieval(
                                new PrintStream(printed, true, StandardCharsets.UTF_8),
                                List.of(Path.of("src/test/resources/retrieval")),
                                List.of(new Bm25(new SearchAnalyzer())))
                        .print();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("3 pages, 21 questions")
                .contains("English, cell by row and column, by BM25: 7 questions on 2 pages")
                .contains("Korean, section by heading, by BM25: 1 question on 1 page")
                .contains("LangChain4j recursive 512, flexmark")
                .contains("Spring AI headings 400, flexmark");
        assertThat(own.get(0).found("BM25")).hasSize(21).allMatch(Found::answered);
        assertThat(own.get(0).torn()).isEqualTo(new Torn(0, 0));
    }
}
