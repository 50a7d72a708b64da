package dev.kbsync.attachment;

import java.io.IOException;

/** A file whose text cannot be read; the message says why. */
public class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableFileException(String message) {
        super(message);
    }
}
