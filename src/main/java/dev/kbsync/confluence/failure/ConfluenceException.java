package dev.kbsync.confluence.failure;

/**
 * A request to Confluence did not get its answer. The message is one sentence for people: what,
 * where and how to mend it; it never holds a secret.
 */
public abstract class ConfluenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    protected ConfluenceException(String message) {
        super(message);
    }

    protected ConfluenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
