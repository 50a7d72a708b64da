package dev.kbsync.search;

import java.nio.file.Path;

/** There is nothing to search yet. The message says in one sentence how to change that. */
public final class MissingIndexException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    MissingIndexException(Path folder) {
        super(
                ("There is no search index in %s; add \"search\" to kbsync.deliver.to, and the next run fills"
                                + " one.")
                        .formatted(folder));
    }
}
