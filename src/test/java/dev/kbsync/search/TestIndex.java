package dev.kbsync.search;

import dev.kbsync.egress.TestEgress;
import dev.kbsync.embed.EmbeddingProperties;
import dev.kbsync.embed.EmbeddingServer;
import dev.kbsync.embed.Embeddings;
import dev.kbsync.page.Census;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Delivery;
import dev.kbsync.page.Details;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.PageRef;
import dev.kbsync.page.PageRef.Access;
import dev.kbsync.page.Readers;
import dev.kbsync.page.TestPages;
import dev.kbsync.site.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Indexes for tests. */
final class TestIndex {

    private TestIndex() {}

    /**
     * @param embeddings address of the service for vectors; empty for none
     */
    static SearchIndex in(Path folder, String embeddings) {
        return new SearchIndex(
                new SearchProperties(folder),
                new Embeddings(
                        new EmbeddingProperties(
                                embeddings,
                                new Secret(EmbeddingServer.KEY),
                                EmbeddingServer.MODEL,
                                0,
                                4,
                                "query: ",
                                "passage: ",
                                true,
                                Duration.ofSeconds(10)),
                        TestEgress.direct(),
                        Clock.systemUTC()));
    }

    static PageRef page(String id, String title) {
        return TestPages.titled(TestPages.page(id), title);
    }

    static PageRef restricted(String id, Readers... readers) {
        return page(id, "Secret " + id)
                .with(Access.RESTRICTED, Details.NONE.readBy(List.of(readers)));
    }

    static Readers list(List<String> users, List<String> groups) {
        return new Readers(
                "1",
                "Top",
                users.stream().map(user -> new Readers.User(user, "name of " + user)).toList(),
                groups.stream().map(group -> new Readers.Group(group, group + "-name")).toList());
    }

    static Delivery delivery(PageRef ref, String site, String... texts) {
        List<Chunk> chunks = new ArrayList<>();
        for (String text : texts) {
            chunks.add(
                    new Chunk(
                            ref.documentId() + "#" + chunks.size(),
                            "",
                            text,
                            List.of(ref.space(), ref.title()),
                            ref.webUrl() + "#s" + chunks.size(),
                            new TreeSet<>(),
                            1));
        }
        String whole = String.join("\n\n", texts) + "\n";
        return new Delivery(
                ref.documentId(),
                "key",
                ref,
                site,
                "path",
                List.of(),
                List.of(),
                new Document(ref, Format.MARKDOWN, whole, whole, List.of(), Census.EMPTY)
                        .with(chunks),
                whole,
                "");
    }
}
