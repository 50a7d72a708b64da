package dev.kbsync.page;

import java.util.List;

/**
 * A converted page: what a reader of the knowledge base gets, before a sink dresses it.
 *
 * @param ref the page it was made from
 * @param format what {@link #text} is written in
 * @param text the page's content without front matter, LF line ends, ending in one LF unless empty
 * @param shelved the same for a folder of documents, where links may lead to the neighbouring file
 * @param links where those links lead, or would if there was a file; empty when all lead to the web
 * @param census what the conversion met and what became of it
 * @param chunks the same in pieces; empty unless it was cut
 */
public record Document(
        PageRef ref,
        Format format,
        String text,
        String shelved,
        List<PageLinks.Made> links,
        Census census,
        List<Chunk> chunks) {

    /** A document in one piece. */
    public Document(
            PageRef ref,
            Format format,
            String text,
            String shelved,
            List<PageLinks.Made> links,
            Census census) {
        this(ref, format, text, shelved, links, census, List.of());
    }

    /** The same with its pieces. */
    public Document with(List<Chunk> others) {
        return new Document(ref, format, text, shelved, links, census, others);
    }

    /** Camel looks carriers up by it at every step: it must not read the whole text each time. */
    @Override
    public int hashCode() {
        return ref.contentId().hashCode();
    }
}
