package dev.kbsync.vault;

import dev.kbsync.confluence.failure.ConfluenceException;

/** A stored credential cannot be opened; the message says how to mend it and holds no secret. */
public class SealedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public SealedException(String message) {
        super(message);
    }
}
