package dev.kbsync.deliver.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbsync.embed.EmbeddingServer;
import dev.kbsync.embed.EmbeddingServer.Answer;
import dev.kbsync.embed.TestEmbeddings;
import dev.kbsync.page.Chunk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Four texts go in one request here. */
class ChunkVectorsTest {

    private final EmbeddingServer server = new EmbeddingServer();
    private final ChunkVectors vectors = new ChunkVectors(TestEmbeddings.at(server));

    @AfterEach
    void close() {
        server.close();
    }

    private Map<String, Chunk> chunks(int count) {
        Map<String, Chunk> chunks = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Chunk chunk =
                    new Chunk("1#" + i, "", "text " + i, List.of("ENG"), "", new TreeSet<>(), 2);
            chunks.put(vectors.hash(chunk), chunk);
        }
        return chunks;
    }

    @Test
    void whatWasMadeBeforeAFailureIsNotMadeAgain() {
        server.limit(4, 1000);
        Map<String, Chunk> chunks = chunks(8);
        assertThat(vectors.of(chunks(4)).failures()).isEmpty();
        server.answerNext(Answer.of(500, "broken"));

        assertThat(vectors.of(chunks).vectors()).hasSize(4);
        assertThat(vectors.of(chunks).vectors()).hasSize(8);
        assertThat(server.texts()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void aServiceThatIsDownIsAskedOnce() {
        server.setDown(true);

        ChunkVectors.Made made = vectors.of(chunks(40));

        assertThat(made.failures()).hasSize(40);
        assertThat(server.asked()).isEqualTo(1);
    }

    @Test
    void ofTextsThatAreRefusedTheOthersAreMade() {
        server.limit(4, 30);
        Map<String, Chunk> chunks = chunks(40);
        Chunk much =
                new Chunk("2#0", "", "long ".repeat(10), List.of("ENG"), "", new TreeSet<>(), 10);
        chunks.put(vectors.hash(much), much);

        ChunkVectors.Made made = vectors.of(chunks);

        assertThat(made.vectors()).hasSize(40);
        assertThat(made.failures()).containsOnlyKeys(vectors.hash(much));
    }
}
