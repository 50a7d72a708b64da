package dev.kbsync.chunk;

import dev.kbsync.page.Chunk;
import dev.kbsync.page.Document;
import dev.kbsync.page.PageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Cuts documents into pieces. */
@Component("chunker")
public class Chunker {

    /** Body in: a document. Body out: the same with its chunks. */
    public Document cut(Document document) {
        PageRef ref = document.ref();
        List<String> breadcrumb =
                Stream.of(
                                Stream.of(ref.space()),
                                ref.ancestors().stream().map(PageRef.Ancestor::title),
                                Stream.of(ref.title()))
                        .flatMap(part -> part)
                        .toList();
        List<Chunk> chunks = new ArrayList<>();
        for (String text : document.text().split("\n\n+", -1)) {
            if (!text.isBlank()) {
                chunks.add(
                        new Chunk(
                                ref.documentId() + "#" + chunks.size(),
                                Integer.toHexString((breadcrumb + text).hashCode()),
                                text,
                                breadcrumb,
                                ref.webUrl(),
                                new TreeSet<>(List.of("paragraph")),
                                text.split("\\s+", -1).length));
            }
        }
        return document.with(chunks);
    }
}
