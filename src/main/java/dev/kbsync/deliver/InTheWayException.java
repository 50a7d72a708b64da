package dev.kbsync.deliver;

import java.io.IOException;
import java.nio.file.Path;

/** Something that kbsync did not make is where a document, or a folder of documents, is to be. */
public class InTheWayException extends IOException {

    private static final long serialVersionUID = 1;

    InTheWayException(Path path) {
        super(
                path
                        + " is in the way: kbsync did not make it, so it neither overwrites nor follows it; move it"
                        + " elsewhere.");
    }
}
