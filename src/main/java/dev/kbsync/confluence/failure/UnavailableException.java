package dev.kbsync.confluence.failure;

/**
 * Confluence could not answer just now: 5xx, a cut or refused connection, silence. Worth trying
 * again.
 */
public class UnavailableException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        super(message);
    }

    public UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
