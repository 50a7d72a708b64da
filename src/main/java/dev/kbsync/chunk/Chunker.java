package dev.kbsync.chunk;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.Pieces;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts documents into chunks. It may be used by several threads. */
public class Chunker {

    /** Changes whenever the same document would be cut otherwise. */
    static final String TAG = "1";

    private final ChunkProperties properties;
    private final Tokens tokens;

    public Chunker(ChunkProperties properties) {
        this.properties = properties;
        this.tokens = new Tokens(properties.encoding());
    }

    /** Body in: a document. Body out: the same, cut once its chunks are asked for. */
    public Document cut(Document document) {
        return document.with(new Later(document));
    }

    /** What tells apart ways to cut. */
    public String tag() {
        return "%s-%d-%d-%s"
                .formatted(
                        TAG,
                        properties.tokens(),
                        properties.smallest(),
                        properties.encoding().name().toLowerCase(Locale.ROOT));
    }

    /** Most sinks want no chunks: then nothing is cut. */
    private final class Later implements Pieces {

        private final Document document;
        private @Nullable List<Chunk> chunks;

        Later(Document document) {
            this.document = document;
        }

        @Override
        public String tag() {
            return Chunker.this.tag();
        }

        @Override
        public Pieces of(Document other) {
            return new Later(other);
        }

        @Override
        public synchronized List<Chunk> chunks() {
            if (chunks == null) {
                chunks = List.copyOf(new Cut(document, tokens, properties).chunks());
            }
            return chunks;
        }
    }
}
