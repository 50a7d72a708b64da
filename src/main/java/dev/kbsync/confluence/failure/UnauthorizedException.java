package dev.kbsync.confluence.failure;

/**
 * The credential was refused: 401, or 403/404 from a token that the clock says has expired. A
 * refresh may help once, if the credential can be refreshed at all.
 */
public class UnauthorizedException extends ConfluenceException {

    private static final long serialVersionUID = 1;

    private final boolean retryable;

    /**
     * @param retryable whether the request is worth one more try with a refreshed credential; read
     *     by the route {@code confluence}
     */
    public UnauthorizedException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public boolean isRetryable() {
        return retryable;
    }
}
