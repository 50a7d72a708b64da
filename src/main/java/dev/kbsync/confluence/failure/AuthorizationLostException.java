package dev.kbsync.confluence.failure;

/** A site's credential is gone for good; the message says how a person brings it back. */
public class AuthorizationLostException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public AuthorizationLostException(String message) {
        super(message);
    }
}
