package dev.kbsync.confluence.failure;

/** A site's credential no longer works; the message says how a person restores it. */
public class AuthorizationLostException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public AuthorizationLostException(String message) {
        super(message);
    }
}
