package dev.kbsync.retrieval.cut;

import dev.kbsync.chunk.Chunker;
import dev.kbsync.page.Chunk;
import dev.kbsync.retrieval.page.SourcePage;
import java.util.List;

/** kbsync's own chunks. Breadcrumb and text are read; the breadcrumb is searched if wanted. */
record KbsyncCut(String name, KbsyncMarkdown markdown, Chunker chunker, Ranked ranked)
        implements Cut {

    /** What of a chunk is searched. */
    enum Ranked {
        TEXT,
        BREADCRUMB_AND_TEXT
    }

    @Override
    public List<Passage> passages(SourcePage page) {
        return chunker.cut(markdown.document(page)).chunks().stream()
                .map(chunk -> passage(page, chunk))
                .toList();
    }

    private Passage passage(SourcePage page, Chunk chunk) {
        String whole = String.join(" > ", chunk.breadcrumb()) + "\n\n" + chunk.text();
        return new Passage(page, whole, ranked == Ranked.TEXT ? chunk.text() : whole);
    }
}
