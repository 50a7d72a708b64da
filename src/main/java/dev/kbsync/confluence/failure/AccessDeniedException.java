package dev.kbsync.confluence.failure;

/**
 * The credential is good, but may not do this: access was revoked, or the account has no Confluence
 * (403).
 */
public class AccessDeniedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    public AccessDeniedException(String message) {
        super(message);
    }
}
