package dev.kbsync.retrieval.cut;

import dev.kbsync.chunk.ChunkProperties;
import dev.kbsync.chunk.Chunker;
import dev.kbsync.retrieval.page.SourcePages;
import java.util.List;

/** The ways to cut that are compared, kbsync's default first. */
public final class Cuts {

    private Cuts() {}

    public static List<Cut> own(SourcePages pages) {
        KbsyncMarkdown kbsync = new KbsyncMarkdown(pages);
        return List.of(
                own(400, KbsyncCut.Ranked.BREADCRUMB_AND_TEXT, kbsync),
                own(400, KbsyncCut.Ranked.TEXT, kbsync),
                own(200, KbsyncCut.Ranked.BREADCRUMB_AND_TEXT, kbsync),
                own(200, KbsyncCut.Ranked.TEXT, kbsync));
    }

    private static Cut own(int tokens, KbsyncCut.Ranked ranked, KbsyncMarkdown markdown) {
        String searched = ranked == KbsyncCut.Ranked.TEXT ? ", text" : ", breadcrumb and text";
        ChunkProperties limits =
                new ChunkProperties(
                        tokens,
                        ChunkProperties.DEFAULT.smallest(),
                        ChunkProperties.DEFAULT.encoding());
        return new KbsyncCut("kbsync " + tokens + searched, markdown, new Chunker(limits), ranked);
    }

    public static List<Cut> others(SourcePages pages) {
        Markdown flexmark = new FlexmarkMarkdown();
        Markdown kbsync = new KbsyncMarkdown(pages);
        return List.of(
                LangChainCut.flat(512, flexmark),
                LangChainCut.flat(800, flexmark),
                LangChainCut.headings(400, flexmark),
                SpringAiCut.flat(800, flexmark),
                SpringAiCut.headings(400, flexmark),
                LangChainCut.flat(512, kbsync),
                LangChainCut.flat(800, kbsync),
                LangChainCut.headings(400, kbsync));
    }
}
