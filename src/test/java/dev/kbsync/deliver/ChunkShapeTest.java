package dev.kbsync.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.ChunkTag;
import dev.kbsync.page.SinkTargets;
import dev.kbsync.search.SearchIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Who holds chunks is filled again when they are cut otherwise, and nobody else. */
class ChunkShapeTest {

    private static final String ROUTE =
            """
            - route:
                id: deliver-to-kb
                from:
                  uri: direct:deliver-to-kb
                  steps:
                    - to:
                        uri: kamelet:%s-sink
                        parameters: { name: kb, %s }
            """;

    @TempDir private Path folder;

    @Test
    void filesWithChunksAreShapedByThem() {
        String none = target("file", "folder: kb", "a");
        String some = target("file", "folder: kb, chunks: jsonl", "a");

        assertThat(target("file", "folder: kb", "b")).isEqualTo(none);
        assertThat(target("file", "folder: kb, chunks: none", "b")).isEqualTo(none);
        assertThat(some).isNotEqualTo(none).hasSizeLessThanOrEqualTo(40);
        assertThat(target("file", "folder: kb, chunks: jsonl", "b")).isNotEqualTo(some);
        assertThat(target("file", "folder: kb, chunks: jsonl, profile: hugo", "a"))
                .isNotEqualTo(some);
        assertThat(SinkTargets.place(some)).isEqualTo(SinkTargets.place(none));
    }

    @Test
    void anAddressThatTakesChunksIsShapedByThem() {
        String url = "url: 'http://kb.example.org/docs'";
        String none = target("http", url, "a");
        String some = target("http", url + ", chunks: json", "a");

        assertThat(target("http", url, "b")).isEqualTo(none);
        assertThat(target("http", url + ", chunks: json", "b")).isNotEqualTo(some);
        assertThat(SinkTargets.place(some)).isEqualTo(none);
    }

    /** Where the table has no schema in its own name. */
    @Test
    void theSchemaThatTheAddressOfADatabaseNamesIsAPartOfThePlace() {
        String url = "url: 'RAW(jdbc:postgresql://db.example.org/kb%s)'";
        String none = target("pgvector", url.formatted(""), "a");
        String one = target("pgvector", url.formatted("?currentSchema=one&user=me"), "a");

        assertThat(one).isNotEqualTo(none);
        assertThat(target("pgvector", url.formatted("?user=you&currentSchema=one"), "a"))
                .isEqualTo(one);
        assertThat(target("pgvector", url.formatted("?currentSchema=two"), "a")).isNotEqualTo(one);
        assertThat(target("pgvector", url.formatted("?password=secret"), "a")).isEqualTo(none);
    }

    private String target(String kind, String parameters, String tag) {
        try (SinkBench bench =
                new SinkBench(folder, Map.of(), List.of(ROUTE.formatted(kind, parameters)))) {
            return new ConfiguredTargets(
                            bench.bean(SinkParameters.class),
                            bench.bean(SearchIndex.class),
                            new MockEnvironment(),
                            bench.bean(Embeddings.class),
                            new ChunkTag(tag))
                    .of("kb");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
