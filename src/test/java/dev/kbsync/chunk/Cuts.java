package dev.kbsync.chunk;

import com.knuddels.jtokkit.api.EncodingType;
import dev.kbsync.convert.PageConverter;
import dev.kbsync.convert.StorageConverter;
import dev.kbsync.convert.handling.ConvertOptions;
import dev.kbsync.convert.handling.LinkStyle;
import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.Format;
import dev.kbsync.page.Page;
import dev.kbsync.page.TestPages;
import java.util.List;

/** Pages that are converted and cut. */
final class Cuts {

    private Cuts() {}

    static Document document(String storage, Format format) {
        return new PageConverter(new StorageConverter(new ConvertOptions(format, LinkStyle.WEB)))
                .convert(new Page(TestPages.page("123"), storage));
    }

    static Document document(String storage, int tokens) {
        return chunker(tokens).cut(document(storage, Format.MARKDOWN));
    }

    static List<Chunk> chunks(String storage, int tokens) {
        return document(storage, tokens).chunks();
    }

    static List<String> texts(String storage, int tokens) {
        return chunks(storage, tokens).stream().map(Chunk::text).toList();
    }

    static Chunker chunker(int tokens) {
        return new Chunker(new ChunkProperties(tokens, 40, EncodingType.CL100K_BASE));
    }
}
