package dev.kbsync.deliver;

import dev.kbsync.deliver.FileProfile.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a document consists of in a folder: those of a profile, and perhaps its chunks.
 */
record FileSet(FileProfile profile, List<Part> parts) {

    static final String NO_CHUNKS = "none";
    private static final String LINES = "jsonl";

    /**
     * @param profile name of a {@link FileProfile}
     * @param chunks in which form chunks lie beside the document: none, or jsonl
     * @throws IllegalArgumentException if there is no such profile or form
     */
    static FileSet of(String profile, String chunks) {
        FileProfile named = FileProfile.named(profile);
        return switch (chunks.strip()) {
            case "", NO_CHUNKS -> new FileSet(named, named.parts());
            // Before the document, as all that describes it.
            case LINES ->
                    new FileSet(
                            named,
                            Stream.concat(Stream.of(FileProfile.CHUNKS), named.parts().stream())
                                    .toList());
            default ->
                    throw new IllegalArgumentException(
                            "The parameter chunks is \"%s\"; it must be none or jsonl"
                                    .formatted(chunks));
        };
    }

    /** The paths of a document's files. */
    List<String> paths(String document) {
        return parts.stream().map(part -> part.path(document)).toList();
    }

    /** Where files of a document lie that it has no more, documents before sidecars. */
    List<Part> leftovers(String document) {
        List<Part> leftovers = new ArrayList<>(profile.leftovers(document));
        leftovers.removeAll(parts);
        return leftovers;
    }
}
