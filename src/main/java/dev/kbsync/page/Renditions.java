package dev.kbsync.page;

import java.util.Optional;

/** The same document in other formats, each made when a sink asks for it. */
@FunctionalInterface
public interface Renditions {

    /** Of a document that was not made of a page. */
    Renditions NONE = format -> Optional.empty();

    /** Empty if it cannot be made. */
    Optional<Document> in(Format format);
}
