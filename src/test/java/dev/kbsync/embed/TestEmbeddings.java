package dev.kbsync.embed;

import dev.kbsync.egress.TestEgress;
import dev.kbsync.site.Secret;
import java.time.Clock;
import java.time.Duration;

/** Embeddings of a test's own service. */
public final class TestEmbeddings {

    private TestEmbeddings() {}

    /** Where there is no service. */
    public static Embeddings none() {
        return of(properties("", EmbeddingServer.KEY), Clock.systemUTC());
    }

    public static Embeddings at(EmbeddingServer server) {
        return of(properties(server.url(), EmbeddingServer.KEY), Clock.systemUTC());
    }

    static Embeddings of(EmbeddingProperties properties, Clock clock) {
        return new Embeddings(properties, TestEgress.direct(), clock);
    }

    static EmbeddingProperties properties(String url, String key) {
        return new EmbeddingProperties(
                url,
                new Secret(key),
                EmbeddingServer.MODEL,
                0,
                4,
                "query: ",
                "passage: ",
                true,
                Duration.ofSeconds(30));
    }
}
