package dev.kbsync.page;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a sink route gets as its body: a document to store, or word that one is to go.
 *
 * @param documentId the id the sink knows the document by: letters, digits and dashes
 * @param mark tells this delivery of the document from any other, apart from the document's text
 * @param ref the page
 * @param site name of the site
 * @param path file name below the knowledge base's folder, safe on every file system
 * @param formerPaths names of files that must not be there afterwards
 * @param ownPaths where documents of the page were written before
 * @param document the document, null for a removal
 * @param content the document's file, front matter included; empty for a removal
 * @param reason why a document goes; empty for an upsert
 */
public record Delivery(
        String documentId,
        String mark,
        PageRef ref,
        String site,
        String path,
        List<String> formerPaths,
        List<String> ownPaths,
        @Nullable Document document,
        String content,
        String reason) {

    /**
     * Camel looks carriers up by it at every step: it must not read the whole document each time.
     */
    @Override
    public int hashCode() {
        return 31 * documentId.hashCode() + mark.hashCode();
    }

    /**
     * The same for every attempt at this very delivery, different for any other. It is worked out
     * at each call, from the whole text: few sinks want it.
     */
    public String key() {
        return documentId + "-" + (document == null ? mark : Fingerprint.of(document, mark));
    }

    public boolean isRemoval() {
        return document == null;
    }

    /** The pieces of the document, for sinks that store these; none for a removal. */
    public List<Chunk> chunks() {
        return document == null ? List.of() : document.chunks();
    }

    /** The same with another document, or its document in another format. */
    public Delivery with(@Nullable Document other, String itsContent) {
        return new Delivery(
                documentId,
                mark,
                ref,
                site,
                path,
                formerPaths,
                ownPaths,
                other,
                itsContent,
                reason);
    }

    /** The same delivery on another occasion. */
    public Delivery marked(String otherMark) {
        return new Delivery(
                documentId,
                otherMark,
                ref,
                site,
                path,
                formerPaths,
                ownPaths,
                document,
                content,
                reason);
    }

    /** The same with other names of files, each made from the present one. */
    public Delivery at(UnaryOperator<String> name) {
        return new Delivery(
                documentId,
                mark,
                ref,
                site,
                name.apply(path),
                formerPaths.stream().map(name).toList(),
                ownPaths.stream().map(name).toList(),
                document,
                content,
                reason);
    }

    /**
     * Word that the document's files are to go, as far as they can be told from those of others.
     */
    public Delivery removed() {
        return new Delivery(
                documentId, mark, ref, site, path, formerPaths, List.of(), null, "", reason);
    }
}
