package dev.kbsync.confluence.failure;

/** Nobody authorized this site yet; the message says where to do it. */
public class NotAuthorizedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public NotAuthorizedException(String message) {
        super(message);
    }
}
