package dev.kbsync.confluence.failure;

/**
 * Confluence could not make an answer of this size in time, or does not take a request of this
 * length. The same in smaller pieces may work.
 */
public class TooMuchAtOnceException extends ConfluenceException {

    private static final long serialVersionUID = 1L;

    public TooMuchAtOnceException(String message) {
        super(message);
    }
}
