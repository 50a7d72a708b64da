package dev.kbsync.authorize.grant;

/**
 * Atlassian will not refresh this grant any more: expired, revoked, or its token was used twice.
 */
public class GrantLostException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String error;

    /**
     * @param error Atlassian's word for it, {@code invalid_grant} or {@code unauthorized_client}
     */
    public GrantLostException(String error) {
        super("The grant is lost: " + error);
        this.error = error;
    }

    public String error() {
        return error;
    }
}
