package dev.kbsync.site;

import org.jspecify.annotations.Nullable;

/**
 * kbsync cannot start as it is set up. The message is one sentence for the person who sets it up:
 * what, where and how to mend it; it is all that is printed.
 */
public class SetupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
