package dev.kbsync.page;

import dev.kbsync.page.Block.Kind;
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
 * @param outline the blocks of {@link #text}
 * @param pieces how the text is cut
 * @param renditions the same in other formats
 */
public record Document(
        PageRef ref,
        Format format,
        String text,
        String shelved,
        List<PageLinks.Made> links,
        Census census,
        List<Block> outline,
        Pieces pieces,
        Renditions renditions) {

    public Document {
        outline = List.copyOf(outline);
    }

    /** A document that is not cut yet. */
    public Document(
            PageRef ref,
            Format format,
            String text,
            String shelved,
            List<PageLinks.Made> links,
            Census census,
            List<Block> outline) {
        this(ref, format, text, shelved, links, census, outline, Pieces.NONE, Renditions.NONE);
    }

    /** A document of which nothing is known but its text. */
    public Document(
            PageRef ref,
            Format format,
            String text,
            String shelved,
            List<PageLinks.Made> links,
            Census census) {
        this(
                ref,
                format,
                text,
                shelved,
                links,
                census,
                List.of(new Block.Leaf(Kind.PARAGRAPH, 0, text.length(), 0)));
    }

    /** The same, cut. */
    public Document with(Pieces others) {
        return new Document(ref, format, text, shelved, links, census, outline, others, renditions);
    }

    /** The same, which can be had in other formats. */
    public Document with(Renditions others) {
        return new Document(ref, format, text, shelved, links, census, outline, pieces, others);
    }

    /** The same in another format; unchanged if it can be had in no other. */
    public Document in(Format other) {
        return other == format
                ? this
                : renditions.in(other).map(made -> made.with(pieces.of(made))).orElse(this);
    }

    /** The same, cut into chunks that are known. */
    public Document with(List<Chunk> chunks) {
        return with(new Pieces.Known(chunks));
    }

    /** The text in pieces that a search or a vector store holds; none unless it was cut. */
    public List<Chunk> chunks() {
        return pieces.chunks();
    }

    /** Camel looks carriers up by it at every step: it must not read the whole text each time. */
    @Override
    public int hashCode() {
        return ref.contentId().hashCode();
    }
}
