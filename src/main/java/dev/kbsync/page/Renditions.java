package dev.kbsync.page;

import java.util.Map;
import java.util.Optional;

/** The same document in other formats, each made when a sink asks for it. */
@FunctionalInterface
public interface Renditions {

    /** Of a document that was not made of a page. */
    Renditions NONE = format -> Optional.empty();

    /** Empty if it cannot be made. */
    Optional<Document> in(Format format);

    /** Documents that are known. */
    record Known(Map<Format, Document> documents) implements Renditions {

        public Known {
            documents = Map.copyOf(documents);
        }

        @Override
        public Optional<Document> in(Format format) {
            return Optional.ofNullable(documents.get(format));
        }
    }
}
